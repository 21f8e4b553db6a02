"""An index of its own for every test, and the register as tests see it."""

from collections.abc import Iterator

import pytest

from search import lifecycle, outbox
from search.engines import get_engine


@pytest.fixture(autouse=True)
def empty_index() -> Iterator[None]:
    """No test sees what another one indexed."""
    get_engine().forget_everything()
    yield
    get_engine().forget_everything()


@pytest.fixture
def indexed(db):
    """Call it after changing records: tests roll back, so nothing is drained by itself."""

    def bring_up_to_date() -> None:
        lifecycle.ensure_index()
        outbox.drain()

    return bring_up_to_date
