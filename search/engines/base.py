"""What an engine is asked and what it answers."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from ..document import Reference, SearchDocument
from ..plan.model import Plan, Token
from ..plan.spelling import WordCounts

VERSION = 6
"""Raised with every change of what an index holds or of the text code: an index of another version is built again."""

Choices = tuple[tuple[str, tuple[str, ...]], ...]
Refused = dict[Reference, str]
"""Documents that an index does not take, each with the reason; nothing is wrong with the others."""

RECORD_FACETS = ("kind", "awarded")
"""One value a record, kept on it. awarded: "yes" or "no"."""
OCCASION_FACETS = ("level", "year", "region", "decision")
"""Facts of one award; those chosen together must be true of the same award."""
VALUE_FACETS = (
    "category",
    "province",
    "commune",
    "former_province",
    "village",
    "tag",
    "price",
    "certificate",
    "supply",
)
"""Any number of values a record; of a category also those above it. All are plain words."""
FACETS = RECORD_FACETS + OCCASION_FACETS + VALUE_FACETS

SORTS = ("relevance", "newest", "renewed", "name")
KEYED_SORTS = {"newest": "newest_key", "renewed": "renewed_key", "name": "sort_key"}
"""Orders by something a record has (its property), whatever was asked: a list in one of them can be read on from a
record. Of equal ones the id decides, then the kind.
"""


@dataclass(frozen=True)
class Query:
    """Filters, order and the part of the list wanted.

    `choices`: choices of one facet add up, facets narrow each other. `prefer`: (facet, value) pairs named in the
    query, whose records rank higher. `facets`: which to count.

    `is_counted`: whether the total is wanted; without it the total is that of the hits.

    `after` and `before` name a record to read on from, in a keyed sort: the part wanted is what follows it, or the
    last of what precedes it, at the cost of a first page however deep it lies; `offset` is not looked at then. A
    record that the index no longer has is left out of account, so `offset` should say where it was.
    """

    choices: Choices = ()
    sort: str = "relevance"
    limit: int = 24
    offset: int = 0
    facets: tuple[str, ...] = ()
    prefer: tuple[tuple[str, str], ...] = ()
    is_counted: bool = True
    after: Reference | None = None
    before: Reference | None = None

    @classmethod
    def choosing(cls, choices: Mapping[str, Iterable[str]], **others) -> "Query":
        """A query from {facet: values}; empty facets are left out."""
        pairs = ((facet, tuple(sorted(set(values)))) for facet, values in sorted(choices.items()))
        return cls(choices=tuple(pair for pair in pairs if pair[1]), **others)

    def without(self, *facets: str) -> "Query":
        return replace(self, choices=tuple(pair for pair in self.choices if pair[0] not in facets))

    def only(self, *facets: str) -> "Query":
        return replace(self, choices=tuple(pair for pair in self.choices if pair[0] in facets))

    def chosen(self, facet: str) -> tuple[str, ...]:
        return dict(self.choices).get(facet, ())


class Hit(NamedTuple):
    """A record found. Only its reference and a score: what is shown is read from the database."""

    reference: Reference
    score: float


@dataclass(frozen=True)
class Found:
    """One page of hits, the total, and counts by facet and value (each facet without its own choice)."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


class ScoreParts(NamedTuple):
    """The factors of a hit's score; 1.0 where one does not apply. `text`: how well the words match, by field; `boost`:
    awards in force and freshness; `exact_name`: the query is the name; `as_typed`: found by the words themselves and
    not by a synonym alone; `preferred`: of a category or place that was named.
    """

    text: float
    boost: float
    exact_name: float
    as_typed: float
    preferred: float


class Completion(NamedTuple):
    """A record whose name goes on as typed."""

    reference: Reference


class UnavailableError(Exception):
    """The engine cannot be asked or written to now: gone, hung, full, read-only. Nothing is wrong with what was
    asked, so it may be asked again, or of another engine.
    """


class NoIndexError(UnavailableError):
    """There is no whole index, or not the one that was written to."""


class Index(Protocol):
    """Somewhere documents are kept. `name` is the index's own: one built in its place has another.

    Writes are repeatable. `version`: of two writes of a record the one with the higher version stays, where writers
    may overtake each other. Raises UnavailableError.
    """

    @property
    def name(self) -> str: ...

    def put(self, documents: Iterable[SearchDocument], *, version: int = 1) -> Refused: ...

    def delete(self, references: Iterable[Reference], *, version: int = 1) -> Refused: ...

    def refresh(self) -> None: ...


class Answering(Protocol):
    """Whoever is asked. Raises UnavailableError."""

    def run(self, plan: Plan, query: Query) -> Found: ...

    def count(self, plan: Plan, query: Query) -> int: ...

    def complete(self, tokens: tuple[Token, ...], limit: int, *, in_english: bool = False) -> list[Completion]: ...


class SearchEngine(Answering, Protocol):
    """The index in use and how it is asked; readers see a rebuilt one only when it is whole.

    Raises UnavailableError.
    """

    @property
    def index(self) -> Index: ...

    def rebuild(self) -> AbstractContextManager[Index]: ...

    def digests(self) -> Iterator[tuple[Reference, str]]: ...

    def exists(self) -> bool: ...

    def healthy(self) -> bool: ...


class WordIndex(Protocol):
    """What the words of the records are, for reading a query and putting it right: every host has it."""

    def frequencies(self, words: Iterable[str]) -> dict[str, int]: ...

    def count_words(self, seeds: Iterable[str]) -> None: ...

    def word_counts(self) -> WordCounts: ...
