"""From a plan and a query to SQL. Words reach FTS5 only as quoted letters and digits, values only as parameters."""

from collections.abc import Iterable

from ...plan.model import Alternative, Group, Plan, Token
from ..base import KEYED_SORTS, OCCASION_FACETS, RECORD_FACETS, VALUE_FACETS, Query, ScoreParts
from ..relevance import AS_TYPED, EXACT_COLUMNS, EXACT_NAME, FIELDS, FOLDED_COLUMNS, FOLDED_SHARE, PREFERRED

EXACT = "{" + " ".join(EXACT_COLUMNS) + "}"
FOLDED = "{" + " ".join(FOLDED_COLUMNS) + "}"
WEIGHTS = (*FIELDS.values(), *(weight * FOLDED_SHARE for weight in FIELDS.values()))
BM25 = f"bm25(words, {', '.join(map(str, WEIGHTS))})"

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


def token_expression(token: Token) -> str:
    """Exact words in the exact columns; others in the folded ones, where the same word unaccented counts more."""
    if token.exact:
        return f"{EXACT} : {quoted([token.text])}"
    return f"({FOLDED} : {quoted([token.text])} OR {EXACT} : {quoted([token.text])})"


def phrase_expression(tokens: tuple[Token, ...]) -> str:
    """Side by side. Mixed words are looked for as typed: an exact phrase is always a folded one too."""
    words = quoted(token.text for token in tokens)
    if any(token.exact for token in tokens):
        return f"{EXACT} : {words}"
    return f"({FOLDED} : {words} OR {EXACT} : {words})"


def alternative_expression(alternative: Alternative) -> str:
    if alternative.is_phrase and len(alternative.tokens) > 1:
        return phrase_expression(alternative.tokens)
    return "(" + " AND ".join(map(token_expression, alternative.tokens)) + ")"


def group_expression(group: Group) -> str:
    return "(" + " OR ".join(map(alternative_expression, group.alternatives)) + ")"


def match_expression(plan: Plan) -> str:
    """All groups."""
    return " AND ".join(map(group_expression, plan.groups))


def ranking_expression(plan: Plan) -> str:
    """All groups, and every adjacent pair as a bonus: a pair is a subset of the whole, so the set stays the same."""
    whole, tokens = match_expression(plan), plan.tokens
    pairs = [phrase_expression(tokens[at : at + 2]) for at in range(len(tokens) - 1)]
    if not pairs:
        return whole
    return f"({whole}) AND (({whole}) OR {' OR '.join(pairs)})"


def matched(plan: Plan, *, with_score: bool) -> Sql:
    """`matched (id, score)`: every document the plan finds, better ones with a higher score, which costs most."""
    score = f"-{BM25}" if with_score else "0"
    if plan.needs_all:
        expression = ranking_expression(plan) if with_score else match_expression(plan)
        one = f"SELECT rowid, {score} FROM words WHERE words MATCH ?"  # noqa: S608
        return Sql(f"matched (id, score) AS MATERIALIZED ({one})", [expression])
    each = f"SELECT rowid AS id, {score} AS score FROM words WHERE words MATCH ?"  # noqa: S608
    union = " UNION ALL ".join([each] * len(plan.groups))
    enough = f"SELECT id, SUM(score) FROM ({union}) GROUP BY id HAVING COUNT(*) >= ?"  # noqa: S608
    expressions = [group_expression(group) for group in plan.groups]
    return Sql(f"matched (id, score) AS MATERIALIZED ({enough})", [*expressions, plan.required])


def conditions(query: Query) -> Sql:
    """What a document `d` must satisfy; facts of an award must all be true of one award."""
    parts, parameters = [], []
    for facet in RECORD_FACETS:
        if values := query.chosen(facet):
            parts.append(f"d.{facet} IN ({marks(values)})")
            parameters += values
    for facet in VALUE_FACETS:
        if values := query.chosen(facet):
            wanted = f"SELECT document FROM facet_values WHERE facet = ? AND value IN ({marks(values)})"  # noqa: S608
            parts.append(f"d.id IN ({wanted})")
            parameters += [facet, *values]
    occasion = occasion_conditions(query)
    if occasion.statement:
        parts.append(f"d.id IN (SELECT document FROM occasions o WHERE {occasion.statement})")  # noqa: S608
        parameters += occasion.parameters
    return Sql(" AND ".join(parts) or "1", parameters)


def occasion_conditions(query: Query) -> Sql:
    parts, parameters = [], []
    for facet in OCCASION_FACETS:
        if values := query.chosen(facet):
            parts.append(f"o.{facet} IN ({marks(values)})")
            parameters += values
    return Sql(" AND ".join(parts), parameters)


def marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def hits_statement(plan: Plan, query: Query) -> Sql:
    """One page: kind, object id and score."""
    where = conditions(query)
    if not plan:
        part = wanted_part(query)
        statement = f"SELECT d.kind, d.object_id, d.boost FROM documents d WHERE {where.statement}"  # noqa: S608
        return Sql(statement + part.statement, [*where.parameters, *part.parameters])
    by_score = query.sort not in ORDERS
    source = matched(plan, with_score=by_score)
    score = score_expression(plan, query) if by_score else Sql("0")
    part = wanted_part(query, by_score=by_score)
    statement = (
        f"WITH {source.statement} SELECT d.kind, d.object_id, {score.statement} AS score"  # noqa: S608
        f" FROM matched m JOIN documents d ON d.id = m.id WHERE {where.statement}{part.statement}"
    )
    return Sql(statement, [*source.parameters, *score.parameters, *where.parameters, *part.parameters])


def wanted_part(query: Query, *, by_score: bool = False) -> Sql:
    """The order and the part of it that is wanted; what precedes a record comes backwards, nearest first."""
    if by_score:
        order = "score DESC, d.level_rank DESC, d.sort_key, d.object_id, d.kind"
        return Sql(f" ORDER BY {order} LIMIT ? OFFSET ?", [query.limit, query.offset])
    columns = ORDERS.get(query.sort, ORDERS["newest"])
    anchor = query.after or query.before
    if anchor is None:
        return Sql(f" ORDER BY {_columns('d', columns)} LIMIT ? OFFSET ?", [query.limit, query.offset])
    there = f"SELECT {_columns('a', columns)} FROM documents a WHERE a.kind = ? AND a.object_id = ?"  # noqa: S608
    beyond = ">" if query.after else "<"
    order = _columns("d", columns, " DESC" if query.after is None else "")
    statement = f" AND ({_columns('d', columns)}) {beyond} ({there}) ORDER BY {order} LIMIT ?"
    return Sql(statement, [*anchor, query.limit])


def _columns(table: str, columns: Iterable[str], direction: str = "") -> str:
    return ", ".join(f"{table}.{column}{direction}" for column in columns)


def score_expression(plan: Plan, query: Query) -> Sql:
    """Text match × small boosts: award in force and freshness, the exact name, a category or place that was named."""
    return _product(score_factors(plan, query).values())


def score_factors(plan: Plan, query: Query) -> dict[str, Sql]:
    """By the names of `ScoreParts`; without those that are the same for every document."""
    exact_name = f"(CASE WHEN d.name_key = ? THEN {EXACT_NAME} ELSE 1 END)"
    factors = {"text": Sql("m.score"), "boost": Sql("d.boost"), "exact_name": Sql(exact_name, [plan.name_key])}
    if plan.needs_all and plan != plan.typed_only():
        factors["as_typed"] = Sql(
            f"(CASE WHEN d.id IN (SELECT rowid FROM words WHERE words MATCH ?) THEN {AS_TYPED} ELSE 1 END)",  # noqa: S608
            [match_expression(plan.typed_only())],
        )
    if query.prefer:
        named = (
            f"(CASE WHEN EXISTS (SELECT 1 FROM facet_values v WHERE v.facet = ? AND v.value = ?"  # noqa: S608
            f" AND v.document = d.id) THEN {PREFERRED} ELSE 1 END)"
        )
        factors["preferred"] = _product(Sql(named, pair) for pair in query.prefer)
    return factors


def _product(factors: Iterable[Sql]) -> Sql:
    listed = list(factors)
    return Sql(" * ".join(each.statement for each in listed), [value for each in listed for value in each.parameters])


def explanation_statement(plan: Plan, query: Query) -> Sql:
    """The page of `hits_statement` by relevance, each hit with the columns of `ScoreParts` behind its score."""
    factors = score_factors(plan, query)
    columns = [score_expression(plan, query), *(factors.get(name, Sql("1.0")) for name in ScoreParts._fields)]
    score, *parts = [column.statement for column in columns]
    source, where, part = matched(plan, with_score=True), conditions(query), wanted_part(query, by_score=True)
    statement = (
        f"WITH {source.statement} SELECT d.kind, d.object_id, {score} AS score, {', '.join(parts)}"  # noqa: S608
        f" FROM matched m JOIN documents d ON d.id = m.id WHERE {where.statement}{part.statement}"
    )
    shown = [value for column in columns for value in column.parameters]
    return Sql(statement, [*source.parameters, *shown, *where.parameters, *part.parameters])


def counts_statement(plan: Plan, query: Query) -> Sql:
    """The total and every facet asked for in one statement: rows of (facet, value, count)."""
    source = matched(plan, with_score=False) if plan else None
    parts = [total_part(plan, query), *(facet_part(facet, plan, query) for facet in query.facets)]
    statement = " UNION ALL ".join(part.statement for part in parts)
    parameters = [parameter for part in parts for parameter in part.parameters]
    if source:
        statement, parameters = f"WITH {source.statement} {statement}", [*source.parameters, *parameters]
    return Sql(statement, parameters)


def _documents(plan: Plan) -> str:
    return "matched m JOIN documents d ON d.id = m.id" if plan else "documents d"


def total_part(plan: Plan, query: Query) -> Sql:
    where = conditions(query)
    return Sql(f"SELECT 'total', '', COUNT(*) FROM {_documents(plan)} WHERE {where.statement}", where.parameters)  # noqa: S608


def facet_part(facet: str, plan: Plan, query: Query) -> Sql:
    """The counts of one facet, its own choice left out."""
    if facet in RECORD_FACETS:
        where = conditions(query.without(facet))
        statement = f"SELECT '{facet}', d.{facet}, COUNT(*) FROM {_documents(plan)} WHERE {where.statement} GROUP BY 2"  # noqa: S608
        return Sql(statement, where.parameters)
    if facet in VALUE_FACETS:
        where = conditions(query.without(facet))
        statement = (
            f"SELECT '{facet}', v.value, COUNT(*) FROM {_documents(plan)}"  # noqa: S608
            f" JOIN facet_values v ON v.document = d.id AND v.facet = '{facet}' WHERE {where.statement} GROUP BY 2"
        )
        return Sql(statement, where.parameters)
    return occasion_part(facet, plan, query)


def occasion_part(facet: str, plan: Plan, query: Query) -> Sql:
    """Documents by a fact of their awards, counting only awards for which the other chosen facts are true."""
    where = conditions(query.without(*OCCASION_FACETS))
    same = occasion_conditions(query.without(facet))
    narrowed = f" AND {same.statement}" if same.statement else ""
    statement = (
        f"SELECT '{facet}', o.{facet}, COUNT(DISTINCT d.id) FROM {_documents(plan)}"  # noqa: S608
        f" JOIN occasions o ON o.document = d.id WHERE o.{facet} <> '' AND {where.statement}{narrowed} GROUP BY 2"
    )
    return Sql(statement, [*where.parameters, *same.parameters])


def completion_statement(tokens: tuple[Token, ...], limit: int) -> Sql:
    """Records whose name has every word typed, the last one perhaps only begun."""
    *whole, begun = tokens
    parts = [_name_word(token) for token in whole] + [f"{_name_word(begun)} *"]
    statement = (
        "SELECT d.kind, d.object_id FROM words JOIN documents d ON d.id = words.rowid WHERE words MATCH ?"
        " ORDER BY d.boost DESC, length(d.sort_key), d.sort_key, d.kind, d.object_id LIMIT ?"
    )
    return Sql(statement, [" AND ".join(parts), limit])


def _name_word(token: Token) -> str:
    return f"{'name_x' if token.exact else 'name_f'} : {quoted([token.text])}"
