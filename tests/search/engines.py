"""Engines to test on: the embedded one in a folder, Elasticsearch under a name of its own on a real server."""

import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from search.document import Reference, SearchDocument
from search.engines import forget_engines, get_cluster, get_embedded
from search.engines.base import Query, SearchEngine
from search.engines.elastic import ElasticEngine, connected
from search.engines.embedded import EmbeddedEngine
from search.plan.model import Alternative, Group, Plan, Token

URL = os.environ.get("TEST_ELASTICSEARCH_URL", "")
NEEDS_ELASTICSEARCH = "needs Elasticsearch: TEST_ELASTICSEARCH_URL=http://…, or sudo .ci/services.sh and make test"
ENGINES = ("embedded", "elasticsearch")
needs_elasticsearch = pytest.mark.skipif(not URL, reason=NEEDS_ELASTICSEARCH)
BOTH = [pytest.param(name, marks=[needs_elasticsearch] if name == "elasticsearch" else []) for name in ENGINES]


def cluster_settings(url: str = "", index: str = "") -> dict:
    index = index or f"test-{uuid.uuid4().hex[:10]}"
    return {"urls": [url or URL], "api_key": "", "ca_file": "", "index": index, "replicas": 0}


@contextmanager
def elastic_engine() -> Iterator[ElasticEngine]:
    """Nothing of it is left on the server."""
    settings = cluster_settings()
    with connected(settings) as client:
        # A shared machine stalls: what is tested with it is what is found, not how fast.
        engine = ElasticEngine(client.options(request_timeout=20), settings["index"])
        try:
            yield engine
        finally:
            engine.forget_everything()


@contextmanager
def an_engine(name: str, folder: Path) -> Iterator[SearchEngine]:
    if name == "elasticsearch":
        with elastic_engine() as engine:
            yield engine
    else:
        engine = EmbeddedEngine(folder / "search")
        yield engine
        engine.forget_everything()


def fill(engine: SearchEngine, documents: Iterable[SearchDocument]) -> None:
    """Build the engine's index of these documents alone."""
    with engine.rebuild() as new:
        assert new.put(documents) == {}


def put(engine: SearchEngine, *documents: SearchDocument) -> None:
    """Written and visible."""
    assert engine.index.put(documents) == {}
    engine.index.refresh()


def delete(engine: SearchEngine, *references: Reference) -> None:
    assert engine.index.delete(references) == {}
    engine.index.refresh()


def plan(words: str) -> Plan:
    return Plan.all_of(tuple(Group((Alternative((Token.of(word),)),)) for word in words.split()))


def document(number: int, name: str, **others) -> SearchDocument:
    return SearchDocument(reference=Reference("product", number), name=name, **others)


def found(engine: SearchEngine, words: str, **choices) -> list[int]:
    return [hit.reference.id for hit in engine.run(plan(words), Query.choosing(choices)).hits]


@contextmanager
def site_on(settings: Any, **changes: Any) -> Iterator[ElasticEngine]:
    """The whole site with a cluster of its own name, as ELASTICSEARCH_URL makes it."""
    settings.ELASTICSEARCH = {**cluster_settings(), **changes}
    forget_engines()
    cluster = get_cluster()
    assert cluster is not None
    try:
        yield cluster
    finally:
        get_embedded().forget_everything()
        settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "urls": []}
        with connected(cluster_settings()) as client:
            ElasticEngine(client.options(request_timeout=20), cluster.family).forget_everything()
        cluster.client.close()
        forget_engines()
