"""The engine itself: an alias that readers ask, and the index behind it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import Search
from elasticsearch.helpers import scan

from ...document import Reference
from ...plan.model import Plan, Token
from ..base import KEYED_SORTS, VERSION, Completion, Found, Hit, NoIndexError, Query, UnavailableError
from . import compiling
from .connecting import WRITE_SECONDS, unavailable_where_unanswered
from .index import ElasticIndex
from .mapping import SETTINGS, document_id, mapping, reference_of


class ElasticEngine:
    """Readers ask the alias; each rebuild makes an index of its own behind it.

    The alias tells the version, so that during an update the old program goes on with the old index, and the new one
    with the embedded engine until its index is built. `family` is what every name here begins with.
    """

    def __init__(self, client: Elasticsearch, alias: str, replicas: int = 0) -> None:
        self.client = client
        self.writing = client.options(request_timeout=WRITE_SECONDS)
        self.family = alias
        self.alias = f"{alias}-v{VERSION}"
        self.replicas = replicas

    # Writing

    @property
    def index(self) -> ElasticIndex:
        """The one that readers see. Raises NoIndexError."""
        return ElasticIndex(self.writing, self.current_name())

    def index_named(self, name: str) -> ElasticIndex:
        return ElasticIndex(self.writing, name)

    def current_name(self) -> str:
        with unavailable_where_unanswered():
            try:
                found = self.writing.indices.get_alias(name=self.alias)
            except NotFoundError as error:
                raise NoIndexError(f"nothing is called {self.alias}") from error
        return str(sorted(found.body)[-1])

    @contextmanager
    def rebuild(self) -> Iterator[ElasticIndex]:
        """A new index to fill; a clean exit puts the alias on it in one step, an error leaves everything as it was."""
        with unavailable_where_unanswered():
            self._forbid_creation_by_writing()
            new = self._create()
        try:
            yield new
            new.refresh()
            with unavailable_where_unanswered():
                self._swap_in(new.name)
        except BaseException:
            with unavailable_where_unanswered():
                self.writing.indices.delete(index=new.name, ignore_unavailable=True)
            raise

    def _forbid_creation_by_writing(self) -> None:
        """Or a late delete of a document would bring a deleted index back as an empty one, under the alias's name."""
        patterns = [self.family, f"{self.family}-*"]
        self.writing.indices.put_index_template(
            name=f"{self.family}-guard", index_patterns=patterns, priority=500, allow_auto_create=False
        )

    def _create(self) -> ElasticIndex:
        name = f"{self.alias}-{uuid.uuid4().hex[:12]}"
        settings = {"index": {**SETTINGS, "number_of_replicas": self.replicas}}
        self.writing.indices.create(index=name, mappings=mapping().to_dict(), settings=settings)
        return ElasticIndex(self.writing, name)

    def _swap_in(self, name: str) -> None:
        """Remove and add in one action; the old one is dropped after it, so that no search falls between them."""
        before = self._in_use()
        removed = [{"remove": {"index": each, "alias": alias}} for each, alias in before]
        self.writing.indices.update_aliases(actions=[*removed, {"add": {"index": name, "alias": self.alias}}])
        for each, _alias in before:
            self.writing.indices.delete(index=each, ignore_unavailable=True)

    def _in_use(self) -> list[tuple[str, str]]:
        """Each index that readers of this or another version ask, with its alias."""
        try:
            found = self.writing.indices.get_alias(name=f"{self.family}-v*").body
        except NotFoundError:
            return []
        return sorted((name, alias) for name, details in found.items() for alias in details["aliases"])

    def forget_everything(self) -> None:
        """Remove every index of this alias, by their exact names."""
        with unavailable_where_unanswered():
            for name in self.writing.indices.get(index=f"{self.family}-*").body:
                self.writing.indices.delete(index=name, ignore_unavailable=True)
            self.writing.options(ignore_status=404).indices.delete_index_template(name=f"{self.family}-guard")

    # Reading

    def run(self, plan: Plan, query: Query) -> Found:
        anchor = self._anchor(query)
        answer = self._ask(compiling.search(plan, query, anchor=anchor))
        hits = tuple(Hit(reference_of(hit["_id"]), hit["_score"] or 0.0) for hit in answer["hits"]["hits"])
        if query.before is not None and query.after is None and anchor is not None:
            hits = hits[::-1]
        if not query.is_counted:
            return Found(hits, len(hits), {})
        facets = compiling.facet_counts(answer.get("aggregations", {}), query)
        return Found(hits, answer["hits"]["total"]["value"], facets)

    def _anchor(self, query: Query) -> list[Any] | None:
        """Where in the order the record lies that is to be read on from; nothing where the index has it not."""
        record = query.after or query.before
        if record is None or query.sort not in KEYED_SORTS:
            return None
        key = KEYED_SORTS[query.sort]
        with unavailable_where_unanswered():
            try:
                found = self.client.get(index=self.alias, id=document_id(record), source_includes=[key])
            except NotFoundError as error:
                if error.error == "index_not_found_exception":
                    raise
                return None
        return [found["_source"][key], record.id, record.kind]

    def count(self, plan: Plan, query: Query) -> int:
        return int(self._ask(compiling.counting(plan, query))["hits"]["total"]["value"])

    def complete(self, tokens: tuple[Token, ...], limit: int, *, in_english: bool = False) -> list[Completion]:
        if not tokens:
            return []
        answer = self._ask(compiling.completion(tokens, limit, in_english=in_english))
        return [Completion(reference_of(hit["_id"])) for hit in answer["hits"]["hits"]]

    def _ask(self, search: Search) -> dict[str, Any]:
        with unavailable_where_unanswered():
            return self.client.search(index=self.alias, body=search.to_dict()).body

    def digests(self) -> Iterator[tuple[Reference, str]]:
        """Every record that is there, with the digest of its document."""
        with unavailable_where_unanswered():
            found = scan(self.writing, index=self.alias, query={"_source": ["digest"]}, size=1000)
            for hit in found:
                yield reference_of(hit["_id"]), hit["_source"]["digest"]

    def exists(self) -> bool:
        """Whether there is an index to ask. Raises UnavailableError where nobody answers."""
        with unavailable_where_unanswered():
            return bool(self.client.indices.exists_alias(name=self.alias))

    def healthy(self) -> bool:
        """Whether it answers a search; the first one warms a cold server."""
        try:
            self._ask(Search().extra(size=0))
        except UnavailableError:
            return False
        return True
