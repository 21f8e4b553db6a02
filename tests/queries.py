"""What a page asks of the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(address: str) -> int:
    """How many queries an anonymous visitor's request costs once the process knows what every page asks and keeps."""
    for _visit in range(2):
        Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == 200
    return len(queries)
