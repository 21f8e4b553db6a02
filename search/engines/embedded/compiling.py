"""From a plan and a query to SQL. Words reach FTS5 only as quoted letters and digits, values only as parameters."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from pyroaring import BitMap

from ...document import Reference
from ...plan.model import Alternative, Group, Plan, Token
from ..base import KEYED_SORTS, Query, ScoreParts
from ..relevance import AS_TYPED, EXACT_COLUMNS, EXACT_NAME, FIELDS, FOLDED_COLUMNS, FOLDED_SHARE, PREFERRED

WEIGHTS = (*FIELDS.values(), *(weight * FOLDED_SHARE for weight in FIELDS.values()))
BM25 = f"bm25(words, {', '.join(map(str, WEIGHTS))})"


class Columns(NamedTuple):
    """Where words are looked for, as FTS5 writes it."""

    exact: str
    folded: str


ANYWHERE = Columns("{" + " ".join(EXACT_COLUMNS) + "}", "{" + " ".join(FOLDED_COLUMNS) + "}")
IN_NAMES = Columns("name_x", "name_f")

ORDERS = {sort: (column, "object_id", "kind") for sort, column in KEYED_SORTS.items()}
"""The columns of each keyed sort, all ascending; together they differ for every document."""


class Sql:
    """A piece of SQL with its parameters, in order."""

    def __init__(self, statement: str, parameters: Iterable[object] = ()) -> None:
        self.statement = statement
        self.parameters = list(parameters)


def quoted(words: Iterable[str]) -> str:
    inner = " ".join(words).replace('"', '""')
    return f'"{inner}"'


def token_expression(token: Token, columns: Columns = ANYWHERE) -> str:
    """Exact words in the exact columns; others in the folded ones, where the same word unaccented counts more."""
    if token.exact:
        return f"{columns.exact} : {quoted([token.text])}"
    return f"({columns.folded} : {quoted([token.text])} OR {columns.exact} : {quoted([token.text])})"


def phrase_expression(tokens: tuple[Token, ...], columns: Columns = ANYWHERE) -> str:
    """Side by side. Mixed words are looked for as typed: an exact phrase is always a folded one too."""
    words = quoted(token.text for token in tokens)
    if any(token.exact for token in tokens):
        return f"{columns.exact} : {words}"
    return f"({columns.folded} : {words} OR {columns.exact} : {words})"


def alternative_expression(alternative: Alternative, columns: Columns = ANYWHERE) -> str:
    if alternative.is_phrase and len(alternative.tokens) > 1:
        return phrase_expression(alternative.tokens, columns)
    return "(" + " AND ".join(token_expression(token, columns) for token in alternative.tokens) + ")"


def group_expression(group: Group, columns: Columns = ANYWHERE) -> str:
    return "(" + " OR ".join(alternative_expression(each, columns) for each in group.alternatives) + ")"


def match_expression(plan: Plan, columns: Columns = ANYWHERE) -> str:
    """All groups."""
    return " AND ".join(group_expression(group, columns) for group in plan.groups)


def ranking_expression(plan: Plan) -> str:
    """All groups, and every adjacent pair as a bonus: a pair is a subset of the whole, so the set stays the same."""
    whole, tokens = match_expression(plan), plan.tokens
    pairs = [phrase_expression(tokens[at : at + 2]) for at in range(len(tokens) - 1)]
    if not pairs:
        return whole
    return f"({whole}) AND (({whole}) OR {' OR '.join(pairs)})"


def among(documents: BitMap) -> str:
    """The numbers of documents, as `IN (SELECT value FROM json_each(?))` takes them."""
    return json.dumps(documents.to_array().tolist())


@dataclass(frozen=True)
class Scoring:
    """What is to be put in order: the documents, those of them found by the words as typed (None: all are), and for
    each category or place that was named, those of it. `is_all`: there is nothing else that the plan finds.
    `have_pairs`: in all of them the words stand side by side, which then tells them apart no more.
    """

    plan: Plan
    documents: BitMap
    is_all: bool
    have_pairs: bool
    typed: BitMap | None
    preferred: tuple[BitMap, ...]


def scored(scoring: Scoring) -> Sql:
    """`scored (id, score)`: a higher score where the words match better, which costs most of all."""
    plan = scoring.plan
    only = "" if scoring.is_all and plan.needs_all else " AND +rowid IN (SELECT value FROM json_each(?))"
    numbers = [among(scoring.documents)] if only else []
    each = f"SELECT rowid AS id, -{BM25} AS score FROM words WHERE words MATCH ?{only}"  # noqa: S608
    if plan.needs_all:
        expression = match_expression(plan) if scoring.have_pairs else ranking_expression(plan)
        return Sql(f"scored (id, score) AS MATERIALIZED ({each})", [expression, *numbers])
    union = " UNION ALL ".join([each] * len(plan.groups))
    summed = f"SELECT id, SUM(score) FROM ({union}) GROUP BY id"  # noqa: S608
    parameters = [value for group in plan.groups for value in (group_expression(group), *numbers)]
    return Sql(f"scored (id, score) AS MATERIALIZED ({summed})", parameters)


def hits_statement(scoring: Scoring, query: Query) -> Sql:
    """One page by relevance: kind, object id and score."""
    return _page(scoring, query, [score_expression(scoring)])


def explanation_statement(scoring: Scoring, query: Query) -> Sql:
    """The page of `hits_statement`, each hit with the columns of `ScoreParts` behind its score."""
    factors = score_factors(scoring)
    return _page(
        scoring, query, [score_expression(scoring), *(factors.get(name, Sql("1.0")) for name in ScoreParts._fields)]
    )


def _page(scoring: Scoring, query: Query, columns: list[Sql]) -> Sql:
    source = scored(scoring)
    score, *others = [column.statement for column in columns]
    shown = ", ".join(["d.kind", "d.object_id", f"{score} AS score", *others])
    statement = (
        f"WITH {source.statement} SELECT {shown} FROM scored s CROSS JOIN documents d ON d.id = s.id"  # noqa: S608
        " ORDER BY score DESC, d.level_rank DESC, d.sort_key, d.object_id, d.kind LIMIT ? OFFSET ?"
    )
    parameters = [value for column in columns for value in column.parameters]
    return Sql(statement, [*source.parameters, *parameters, query.limit, query.offset])


def score_expression(scoring: Scoring) -> Sql:
    """Text match × small boosts: award in force and freshness, the exact name, a category or place that was named."""
    return _product(score_factors(scoring).values())


def score_factors(scoring: Scoring) -> dict[str, Sql]:
    """By the names of `ScoreParts`; without those that are the same for every document."""
    exact_name = f"(CASE WHEN d.name_key = ? THEN {EXACT_NAME} ELSE 1 END)"
    name_key = scoring.plan.name_key
    factors = {"text": Sql("s.score"), "boost": Sql("d.boost"), "exact_name": Sql(exact_name, [name_key])}
    if scoring.typed is not None:
        factors["as_typed"] = _factor(scoring.typed, AS_TYPED)
    if scoring.preferred:
        factors["preferred"] = _product(_factor(documents, PREFERRED) for documents in scoring.preferred)
    return factors


def _factor(documents: BitMap, factor: float) -> Sql:
    inside = "d.id IN (SELECT value FROM json_each(?))"
    return Sql(f"(CASE WHEN {inside} THEN {factor} ELSE 1 END)", [among(documents)])


def _product(factors: Iterable[Sql]) -> Sql:
    listed = list(factors)
    return Sql(" * ".join(each.statement for each in listed), [value for each in listed for value in each.parameters])


# Orders that have a key


def ordered_statement(query: Query, anchor: tuple[object, ...] | None, documents: BitMap | None) -> Sql:
    """Documents in a keyed order: kind, object id and number. What precedes the anchor comes backwards, nearest
    first. Of `documents` one page; where there are too many to name them (None) all, to be read until it is full.
    """
    columns = ORDERS.get(query.sort, ORDERS["newest"])
    is_backwards = anchor is not None and query.after is None
    parts, parameters = [], []
    if documents is not None:
        parts.append("id IN (SELECT value FROM json_each(?))")
        parameters.append(among(documents))
    if anchor is not None:
        parts.append(f"({', '.join(columns)}) {'<' if is_backwards else '>'} (?, ?, ?)")
        parameters += anchor
    order = ", ".join(f"{column} DESC" if is_backwards else column for column in columns)
    where = f" WHERE {' AND '.join(parts)}" if parts else ""
    statement = f"SELECT kind, object_id, id FROM documents{where} ORDER BY {order}"  # noqa: S608
    if documents is None:
        return Sql(statement, parameters)
    offset = 0 if anchor is not None else query.offset
    return Sql(f"{statement} LIMIT ? OFFSET ?", [*parameters, query.limit, offset])


def anchor_statement(sort: str, record: Reference) -> Sql:
    """Where a record stands in a keyed order."""
    columns = ", ".join(ORDERS[sort])
    return Sql(f"SELECT {columns} FROM documents WHERE kind = ? AND object_id = ?", record)  # noqa: S608


# Names that go on as typed


def completion_expression(tokens: tuple[Token, ...], *, in_english: bool) -> str:
    """Names that have every word typed, the last one perhaps only begun."""
    *whole, begun = tokens
    words = [_name_word(token, in_english=in_english) for token in whole]
    return " AND ".join([*words, f"{_name_word(begun, in_english=in_english)} *"])


def _name_word(token: Token, *, in_english: bool) -> str:
    folded = "{name_f name_e}" if in_english else "name_f"
    return f"{'name_x' if token.exact else folded} : {quoted([token.text])}"
