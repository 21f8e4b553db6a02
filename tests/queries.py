"""What a page asks of the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

KEPT_BY_EVERY_PAGE = 5
"""The site, its identity and three lists of links: asked for once and kept, but never within a test's transaction."""


def queries_of(address: str) -> int:
    """How many queries an anonymous visitor's second request costs, so that what a process learns once is known."""
    Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)
