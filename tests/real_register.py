"""The real register of the repository, imported by its own command once a module and rolled back after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

import products
from pages.services import ensure_page_trees
from places.services import load_places
from products.seeds import load_catalogue_seeds
from search import lifecycle
from search.engines import get_engine

AWARDS = Path(products.__file__).parent / "data" / "awards.csv"


@pytest.fixture(scope="module")
def real_register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Places, seeds, front doors, the 204 rows of the file and an index over them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        load_catalogue_seeds()
        ensure_page_trees()
        call_command("import_awards", str(AWARDS), verbosity=0)
        lifecycle.rebuild()
        yield
        transaction.set_rollback(True)
    get_engine().forget_everything()
