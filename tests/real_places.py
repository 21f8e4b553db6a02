"""The real provinces and communes for tests that read lists: written once a module, rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from places.services import load_places
from products.seeds import load_catalogue_seeds


@pytest.fixture(scope="module")
def real_places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All places, the programme's groups and the categories in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        load_catalogue_seeds()
        yield
        transaction.set_rollback(True)
