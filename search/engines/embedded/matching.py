"""Which documents a plan finds, as sets of numbers, and which of very many are worth putting in order."""

import json
import sqlite3
import threading
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator

from pyroaring import BitMap

from ...plan.model import Group, Plan
from ..base import Query
from . import compiling
from .postings import RANK, Key, Postings

KEPT_MATCHES = 256
MOST_SCORED = 1500
"""Scoring reads every place of every word: more documents than this are narrowed to the likeliest ones first. It is
more than the last page holds that can be asked for by its number.
"""


class KeptMatches:
    """What expressions found in the current index: steps of a ladder, and the pages of a list, ask the same again."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Key, str], BitMap] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Key, expression: str, find: Callable[[], BitMap]) -> BitMap:
        with self._lock:
            if (key, expression) in self._kept:
                self._kept.move_to_end((key, expression))
                return self._kept[key, expression]
        found = find()
        with self._lock:
            self._kept[key, expression] = found
            while len(self._kept) > KEPT_MATCHES:
                self._kept.popitem(last=False)
        return found

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


class Matching:
    """The words of one index at one revision."""

    def __init__(self, connection: sqlite3.Connection, postings: Postings, key: Key, kept: KeptMatches) -> None:
        self.postings = postings
        self._connection = connection
        self._key = key
        self._kept = kept

    def found(self, plan: Plan) -> BitMap:
        """Every document that the plan finds; everything for one that asks for nothing."""
        if not plan:
            return self.postings.everything
        if plan.needs_all:
            return self._matching(compiling.match_expression(plan))
        return self._enough(plan)

    def _enough(self, plan: Plan) -> BitMap:
        """Documents that have as many of the groups as are required."""
        having = [BitMap() for _ in range(max(1, plan.required))]
        for group in plan.groups:
            documents = self._of_group(group)
            for place in range(len(having) - 1, 0, -1):
                having[place] |= having[place - 1] & documents
            having[0] |= documents
        return having[-1]

    def _of_group(self, group: Group) -> BitMap:
        return self._matching(compiling.group_expression(group))

    def _matching(self, expression: str) -> BitMap:
        return self._kept.of(self._key, expression, lambda: self._numbers(expression))

    def _numbers(self, expression: str) -> BitMap:
        """As one text: a row for each would cost twice as much where there are many."""
        statement = "SELECT json_group_array(rowid) FROM words WHERE words MATCH ?"
        (numbers,) = self._connection.execute(statement, [expression]).fetchone()
        return BitMap(array("I", json.loads(numbers)))

    # Putting in order

    def scoring(self, plan: Plan, query: Query, documents: BitMap) -> compiling.Scoring:
        """What the hits are ranked by, for the documents that may be on the page."""
        likeliest, have_pairs = self._likeliest(plan, query, documents)
        typed = None
        if plan.needs_all and plan != plan.typed_only():
            typed = self.found(plan.typed_only()) & likeliest
        preferred = tuple(self.postings.having(facet, [value]) & likeliest for facet, value in query.prefer)
        is_all = len(likeliest) == len(self.found(plan))
        return compiling.Scoring(plan, likeliest, is_all, have_pairs, typed, preferred)

    def _likeliest(self, plan: Plan, query: Query, documents: BitMap) -> tuple[BitMap, bool]:
        """Of too many those that lead the list: with the words side by side in their names, else all in their names, of
        what was named beside, as long as enough for the page remain; of these the highest awards; and those that are
        named just so. Also whether all of them have the words side by side.
        """
        if len(documents) <= MOST_SCORED:
            return documents, False
        kept, needed = documents, max(query.offset + query.limit, MOST_SCORED // 2)
        side_by_side = self._side_by_side(plan)
        for better in self._better(plan, query, side_by_side):
            fewer = kept & better
            if len(fewer) >= needed:
                kept = fewer
        likeliest = self._highest(kept) | (self._named(plan.name_key) & documents)
        return likeliest, likeliest.issubset(side_by_side)

    def _side_by_side(self, plan: Plan) -> BitMap:
        """With the words as typed side by side in their names."""
        return self._matching(compiling.phrase_expression(plan.tokens, compiling.IN_NAMES))

    def _better(self, plan: Plan, query: Query, side_by_side: BitMap) -> Iterator[BitMap]:
        yield side_by_side
        if plan.groups != plan.typed_only().groups or len(plan.tokens) > 1:
            yield self._matching(compiling.match_expression(plan, compiling.IN_NAMES))
        for facet, value in query.prefer:
            yield self.postings.having(facet, [value])

    def _highest(self, documents: BitMap) -> BitMap:
        """As many as are scored, those of the highest award first."""
        chosen = BitMap()
        for rank in sorted(self.postings.of(RANK), key=int, reverse=True):
            tier = documents & self.postings.having(RANK, [rank])
            chosen |= tier[: MOST_SCORED - len(chosen)]
            if len(chosen) >= MOST_SCORED:
                break
        return chosen

    def _named(self, name_key: str) -> BitMap:
        rows = self._connection.execute("SELECT id FROM documents WHERE name_key = ? LIMIT ?", [name_key, MOST_SCORED])
        return BitMap([number for (number,) in rows])
