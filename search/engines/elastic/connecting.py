"""The client, and what its errors mean here."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError

from ..base import NoIndexError, UnavailableError

READ_SECONDS = 0.8
"""A page is worth no more of a visitor's time; the embedded engine answers instead."""
WRITE_SECONDS = 10.0


def connected(settings: Mapping[str, Any]) -> Elasticsearch:
    """A client that asks once and does not wait: `settings` are those of `ELASTICSEARCH`."""
    return Elasticsearch(
        list(settings["urls"]),
        api_key=settings["api_key"] or None,
        ca_certs=settings["ca_file"] or None,
        request_timeout=READ_SECONDS,
        max_retries=0,
        retry_on_timeout=False,
    )


@contextmanager
def unavailable_where_unanswered() -> Iterator[None]:
    """Raises NoIndexError where the index is not there, UnavailableError for every other answer that is none."""
    try:
        yield
    except TransportError as error:
        raise UnavailableError(f"{type(error).__name__}: {error}") from error
    except ApiError as error:
        kind = NoIndexError if error.error == "index_not_found_exception" else UnavailableError
        raise kind(f"{error.status_code} {error.error}: {error}") from error
