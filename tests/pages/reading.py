"""Public pages as a visitor asks for them, and what they ask the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import lifecycle, outbox
from tests.markup import Page


def read(address: str) -> Page:
    """The page at the address, which has to be there."""
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def statements(address: str) -> list[str]:
    """What a page that nobody keeps asks the database, in a process that has served others before.

    An address nobody asked for is in no page cache. The stamp by which kept pages are told stale is left out: it is
    read before a page, not by it.
    """
    for number in range(2):  # the first makes the rows of settings, which changes what a page may show
        Client().get(f"{address}?lan={number}")
    with CaptureQueriesContext(connection) as asked:
        response = Client().get(f"{address}?lan=2")
    assert response.status_code == 200, address
    return [query["sql"] for query in asked if "content_stamp" not in query["sql"]]


def told(asked: list[str]) -> str:
    """The statements, short enough to read where there are too many."""
    return "\n".join(statement.partition(" FROM ")[2][:120] or statement[:120] for statement in asked)


def index() -> None:
    """Tests roll back, so nothing is indexed by itself."""
    lifecycle.ensure_index()
    outbox.drain()
