"""One state of an index, asked within one read transaction, so that hits, total and counts belong together."""

import sqlite3
from dataclasses import replace
from itertools import islice

from pyroaring import BitMap

from ...document import Reference
from ...plan.model import Plan, Token
from ..base import KEYED_SORTS, Completion, Found, Hit, Query, ScoreParts
from . import compiling
from .matching import Matching
from .postings import Postings

MOST_NAMED = 5000
"""Documents that are put in order by naming them; of more the order itself is read until the page is full."""
PLACE_BITS = 32


class Snapshot:
    """What readers ask of an index."""

    def __init__(self, connection: sqlite3.Connection, postings: Postings, matching: Matching) -> None:
        self._connection = connection
        self._postings = postings
        self._matching = matching

    def run(self, plan: Plan, query: Query) -> Found:
        found = self._matching.found(plan)
        wanted = self._narrowed(found, query)
        hits = self._hits(plan, query, wanted) if query.limit else ()
        if not query.is_counted:
            return Found(hits, len(hits), {})
        facets = {facet: self._postings.counts(facet, query, found) for facet in query.facets}
        return Found(hits, len(wanted), facets)

    def count(self, plan: Plan, query: Query) -> int:
        return len(self._narrowed(self._matching.found(plan), query))

    def _narrowed(self, found: BitMap, query: Query) -> BitMap:
        chosen = self._postings.chosen(query)
        return found if chosen is None else found & chosen

    def _hits(self, plan: Plan, query: Query, wanted: BitMap) -> tuple[Hit, ...]:
        if not plan or query.sort in KEYED_SORTS:
            return self._in_order(query, wanted)
        statement = compiling.hits_statement(self._matching.scoring(plan, query, wanted), query)
        rows = self._connection.execute(statement.statement, statement.parameters)
        return tuple(Hit(Reference(kind, number), score) for kind, number, score in rows)

    def explain(self, plan: Plan, query: Query) -> list[tuple[Hit, ScoreParts | None]]:
        """The hits of `run` in their order, each with what its score is made of; None where a list has no scores."""
        wanted = self._narrowed(self._matching.found(plan), query)
        if not plan or query.sort in KEYED_SORTS:
            return [(hit, None) for hit in self._in_order(query, wanted)]
        statement = compiling.explanation_statement(self._matching.scoring(plan, query, wanted), query)
        rows = self._connection.execute(statement.statement, statement.parameters)
        return [(Hit(Reference(kind, number), score), ScoreParts(*parts)) for kind, number, score, *parts in rows]

    def _in_order(self, query: Query, wanted: BitMap) -> tuple[Hit, ...]:
        anchor = self._anchor(query)
        if anchor is None:
            query = replace(query, after=None, before=None)
        is_few = len(wanted) <= MOST_NAMED
        statement = compiling.ordered_statement(query, anchor, wanted if is_few else None)
        cursor = self._connection.execute(statement.statement, statement.parameters)
        rows = cursor if is_few else (row for row in cursor if row[2] in wanted)
        start = 0 if is_few or anchor is not None else query.offset
        hits = tuple(Hit(Reference(kind, number), 0.0) for kind, number, _ in islice(rows, start, start + query.limit))
        cursor.close()
        return hits[::-1] if query.before is not None and query.after is None else hits

    def _anchor(self, query: Query) -> tuple[object, ...] | None:
        """Where the record lies that is to be read on from; None where the order has none or the index has it not."""
        record = query.after or query.before
        if record is None or query.sort not in KEYED_SORTS:
            return None
        statement = compiling.anchor_statement(query.sort, record)
        return self._connection.execute(statement.statement, statement.parameters).fetchone()

    def complete(self, tokens: tuple[Token, ...], limit: int, *, in_english: bool) -> list[Completion]:
        """Records whose names have these words, the last one begun; the best known ones first.

        Places say nothing of which of two equally known names of one length comes first, so all that share the last
        place's are read.
        """
        expression = compiling.completion_expression(tokens, in_english=in_english)
        first = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rowid LIMIT ?"
        places = self._connection.execute(first, [expression, limit]).fetchall()
        if not places:
            return []
        beyond = ((places[-1][0] >> PLACE_BITS) + 1) << PLACE_BITS
        statement = (
            "SELECT d.kind, d.object_id FROM names n CROSS JOIN documents d ON d.id = n.rowid & 4294967295"
            " WHERE names MATCH ? AND n.rowid < ?"
            " ORDER BY d.boost DESC, length(d.sort_key), d.sort_key, d.kind, d.object_id LIMIT ?"
        )
        rows = self._connection.execute(statement, [expression, beyond, limit])
        return [Completion(Reference(*row)) for row in rows]
