"""Engines: they store tokens and compile a plan; they decide nothing about what matches."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from .base import Answering, WordIndex
from .embedded import EmbeddedEngine
from .falling_back import Breaker, FallingBack

if TYPE_CHECKING:
    from .elastic import ElasticEngine


@cache
def get_embedded() -> EmbeddedEngine:
    """The index of this host: SQLite FTS5 in files of its own, whatever the database is and whoever answers."""
    return EmbeddedEngine(Path(settings.VAR_DIR) / "search")


@cache
def get_cluster() -> "ElasticEngine | None":
    """The index in Elasticsearch, where `ELASTICSEARCH_URL` names one."""
    if not settings.ELASTICSEARCH["urls"]:
        return None
    # Half a second and 40 MB that a site without a cluster does without.
    from .elastic import ElasticEngine, connected

    return ElasticEngine(
        connected(settings.ELASTICSEARCH), settings.ELASTICSEARCH["index"], settings.ELASTICSEARCH["replicas"]
    )


@cache
def get_breaker() -> Breaker:
    """What this process knows of how the cluster is."""
    return Breaker()


def get_engine() -> Answering:
    """Who answers questions: the cluster where there is one, as long as it does, and else the index of this host."""
    return _asked.get() or _usual_engine()


@cache
def _usual_engine() -> Answering:
    cluster = get_cluster()
    return FallingBack(cluster, get_embedded(), get_breaker()) if cluster else get_embedded()


_asked: ContextVar[Answering | None] = ContextVar("search_engine_asked", default=None)


@contextmanager
def asking(engine: Answering) -> Iterator[None]:
    """Let this engine alone answer here, without another to fall back on: to measure it."""
    token = _asked.set(engine)
    try:
        yield
    finally:
        _asked.reset(token)


def get_words() -> WordIndex:
    """The words of the records: always of this host, so that reading a query costs no request."""
    return get_embedded()


def forget_engines() -> None:
    """Have the settings read anew; for tests."""
    for made in (get_embedded, get_cluster, get_breaker, _usual_engine):
        made.cache_clear()
