"""Reading the stamp: once for a request that only reads, each time for everybody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from .dialects import DIALECTS

_parts: dict[str, Callable[[], str]] = {}


class Memo:
    """What one request has read."""

    def __init__(self) -> None:
        self.stamp: str | None = None


_request: ContextVar[Memo | None] = ContextVar("content_stamp_of_request", default=None)


def part(name: str, read: Callable[[], str]) -> None:
    """Have the stamp include what this host keeps beside the database and pages show, such as a search index.

    `read` answers a value that is another one after each change; it is called at every reading, so it must be fast.
    """
    _parts[name] = read


def current() -> str | None:
    """The stamp as the database has it now; None where the database cannot say, and nothing may be kept then."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(dialect.read_inside if connection.in_atomic_block else dialect.read)
        tokens = [row[0] for row in cursor.fetchall()]
    if not tokens:
        return None
    return ".".join([*tokens, *(read() for _name, read in sorted(_parts.items()))])


@contextmanager
def one_request(known: str | None = None) -> Iterator[None]:
    """Inside it the stamp is read once, or not at all where it is `known`: around the answer to a request that only
    reads.
    """
    memo = Memo()
    memo.stamp = known
    token = _request.set(memo)
    try:
        yield
    finally:
        _request.reset(token)


def stamp_now() -> str | None:
    """The stamp that whatever is read from here on is at least as new as."""
    memo = _request.get()
    if memo is None:
        return current()
    if memo.stamp is None:
        memo.stamp = current()
    return memo.stamp
