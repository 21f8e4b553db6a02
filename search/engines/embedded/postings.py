"""Which documents have a value of a facet, as compressed sets of numbers: how this engine filters and counts.

A set for each value lies in the index file and is written with the documents; each process keeps them in memory and
reads again what has changed since. Counting a facet is then the sizes of a few intersections, whatever the number of
documents, where SQL has to look at each (decision 0017).
"""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyroaring import BitMap

from ...document import SearchDocument
from ..base import OCCASION_FACETS, Query

OCCASION = "occasion"
RANK = "rank"
SEPARATOR = "\x1f"
NONE = BitMap()

Value = tuple[str, str]
"""A facet and one of its values."""


def values_of(document: SearchDocument) -> set[Value]:
    """Every set that a document belongs to. What is true of one award stays together, as one value."""
    values = {(facet, value) for facet, found in document.facets.items() for value in found}
    for each in document.occasions:
        facts = {"level": each.level, "year": str(each.year or ""), "region": each.region, "decision": each.decision}
        values.add((OCCASION, SEPARATOR.join(facts[facet] for facet in OCCASION_FACETS)))
    values.add(("kind", document.reference.kind))
    values.add(("awarded", "yes" if document.is_awarded else "no"))
    values.add((RANK, str(document.level_rank)))
    return values


class Postings:
    """The sets of one index at one revision; never changed, so that threads may share it."""

    def __init__(self, sets: Mapping[str, Mapping[str, BitMap]], index: str, revision: int) -> None:
        self.index = index
        self.revision = revision
        self._sets = sets
        self.occasions = [(tuple(value.split(SEPARATOR)), found) for value, found in sets.get(OCCASION, {}).items()]
        self.everything = BitMap.union(NONE, *sets.get("kind", {}).values())

    def of(self, facet: str) -> Mapping[str, BitMap]:
        """The sets of a facet by value."""
        return self._sets.get(facet, {})

    def with_changes(self, rows: Iterable[tuple[str, str, bytes]], revision: int) -> "Postings":
        sets = {facet: dict(values) for facet, values in self._sets.items()}
        for facet, value, documents in rows:
            sets.setdefault(facet, {})[value] = BitMap.deserialize(documents)
        return Postings(sets, self.index, revision)

    # Filters

    def having(self, facet: str, values: Iterable[str]) -> BitMap:
        """Documents with any of the values of a facet that is no fact of an award."""
        sets = self.of(facet)
        return BitMap.union(NONE, *(sets[value] for value in values if value in sets))

    def chosen(self, query: Query, *, leaving: Iterable[str] = ()) -> BitMap | None:
        """What satisfies the choices of a query but for those of some facets; None where nothing is chosen."""
        left = set(leaving)
        choices = {facet: values for facet, values in query.choices if facet not in left}
        facts = {facet: choices.pop(facet) for facet in OCCASION_FACETS if facet in choices}
        parts = [self.having(facet, values) for facet, values in choices.items()]
        if facts:
            parts.append(BitMap.union(NONE, *(found for _values, found in self._occasions_with(facts))))
        return BitMap.intersection(*parts) if parts else None

    def _occasions_with(self, facts: Mapping[str, Iterable[str]]) -> Iterator[tuple[tuple[str, ...], BitMap]]:
        """Awards of which all the facts are true."""
        wanted = [(OCCASION_FACETS.index(facet), frozenset(values)) for facet, values in facts.items()]
        for values, found in self.occasions:
            if all(values[place] in accepted for place, accepted in wanted):
                yield values, found

    # Counts

    def counts(self, facet: str, query: Query, documents: BitMap) -> dict[str, int]:
        """How many of the documents have each value, the choice of this facet left out of account."""
        is_fact = facet in OCCASION_FACETS
        kept = self.chosen(query, leaving=OCCASION_FACETS if is_fact else (facet,))
        counted = documents if kept is None else documents & kept
        sets = self._by_fact(facet, query) if is_fact else self.of(facet)
        sizes = {value: counted.intersection_cardinality(found) for value, found in sets.items()}
        return {value: size for value, size in sizes.items() if size}

    def _by_fact(self, facet: str, query: Query) -> dict[str, BitMap]:
        """By a fact of their awards, only of awards for which the other facts chosen are true as well."""
        others = {each: query.chosen(each) for each in OCCASION_FACETS if each != facet and query.chosen(each)}
        place, sets = OCCASION_FACETS.index(facet), defaultdict(list)
        for values, found in self._occasions_with(others):
            if values[place]:
                sets[values[place]].append(found)
        return {value: BitMap.union(NONE, *found) for value, found in sets.items()}


class Key(NamedTuple):
    """Which index at which revision."""

    index: str
    revision: int


class KeptPostings:
    """The sets of the current index in this process, brought up to date as they are asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept = Postings({}, "", 0)

    def at(self, connection: sqlite3.Connection, key: Key) -> Postings:
        """The sets as they are at `key`, which the connection's read transaction has before it."""
        kept = self._kept
        if (kept.index, kept.revision) == key:
            return kept
        if kept.index != key.index or kept.revision > key.revision:
            kept = Postings({}, key.index, -1)
        rows = connection.execute("SELECT facet, value, documents FROM postings WHERE changed > ?", [kept.revision])
        found = kept.with_changes(rows, key.revision)
        with self._lock:
            if self._kept.index != key.index or self._kept.revision < key.revision:
                self._kept = found
        return found
