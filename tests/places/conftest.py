"""The real place data for the modules that read it, written once a module and rolled back after it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from places.services import PlaceIndex, load_places


@pytest.fixture(scope="module")
def places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[PlaceIndex]:
    """All provinces, communes and former units in the database, and the index over them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        yield PlaceIndex.load()
        transaction.set_rollback(True)
