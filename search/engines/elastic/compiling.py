"""From a plan and a query to Elasticsearch's query language, as objects: no word of a person is ever its syntax."""

from collections.abc import Iterable
from typing import Any

from elasticsearch.dsl import Search, aggs, function
from elasticsearch.dsl.query import (
    Bool,
    CombinedFields,
    ConstantScore,
    DisMax,
    FunctionScore,
    MatchAll,
    MatchPhrase,
    Nested,
    Prefix,
    Term,
    Terms,
)
from elasticsearch.dsl.query import Query as Clause

from ...plan.model import Alternative, Group, Plan, Token
from ..base import KEYED_SORTS, OCCASION_FACETS, RECORD_FACETS, VALUE_FACETS, Query
from ..relevance import AS_TYPED, EXACT_COLUMNS, EXACT_NAME, FIELDS, FOLDED_COLUMNS, FOLDED_SHARE, PREFERRED

EXACT = dict(zip(EXACT_COLUMNS, FIELDS.values(), strict=True))
FOLDED = {column: weight * FOLDED_SHARE for column, weight in zip(FOLDED_COLUMNS, FIELDS.values(), strict=True)}
LEAST_BOOST = 2.0
"""Elasticsearch takes no weight below one for fields that it scores together: all are doubled."""
MOST_VALUES = 10_000
"""Of one facet; every one is counted, as in the other engine."""
DEEPEST = 10_000
"""Elasticsearch reads no further by number; lists go on from a record."""


def token_clause(token: Token) -> Clause:
    """Exact words in the exact fields; others in the folded ones, where the same word unaccented counts more."""
    return CombinedFields(query=token.text, fields=_weighted(_fields(token.exact)))


def _fields(exact: bool) -> dict[str, float]:
    return EXACT if exact else {**EXACT, **FOLDED}


def _weighted(fields: dict[str, float]) -> list[str]:
    return [f"{name}^{weight * LEAST_BOOST:g}" for name, weight in fields.items()]


def phrase_clause(tokens: tuple[Token, ...]) -> Clause:
    """Side by side, in one field. Mixed words are looked for as typed: an exact phrase is always a folded one too."""
    words = " ".join(token.text for token in tokens)
    fields = _fields(any(token.exact for token in tokens))
    return DisMax(
        queries=[MatchPhrase(**{name: {"query": words, "boost": weight}}) for name, weight in fields.items()],
        tie_breaker=0.3,
    )


def alternative_clause(alternative: Alternative) -> Clause:
    if alternative.is_phrase and len(alternative.tokens) > 1:
        return phrase_clause(alternative.tokens)
    clauses = list(map(token_clause, alternative.tokens))
    return clauses[0] if len(clauses) == 1 else Bool(must=clauses)


def group_clause(group: Group) -> Clause:
    clauses = list(map(alternative_clause, group.alternatives))
    return clauses[0] if len(clauses) == 1 else Bool(should=clauses, minimum_should_match=1)


def plan_clause(plan: Plan) -> Clause:
    """Which documents, by the words alone."""
    if not plan:
        return MatchAll()
    groups = list(map(group_clause, plan.groups))
    if plan.needs_all:
        return Bool(must=groups)
    return Bool(should=groups, minimum_should_match=plan.required)


def ranked_clause(plan: Plan, query: Query) -> Clause:
    """The same documents, with adjacent pairs counting, and the small factors of SEARCH §4."""
    tokens = plan.tokens
    pairs = [phrase_clause(tokens[at : at + 2]) for at in range(len(tokens) - 1)] if plan.needs_all else []
    matched = Bool(must=[plan_clause(plan)], should=pairs) if pairs else plan_clause(plan)
    functions: list[function.ScoreFunction] = [
        function.FieldValueFactor(field="boost", missing=1),
        _factor(EXACT_NAME, Term(name_key=plan.name_key)),
    ]
    if plan.needs_all and plan != plan.typed_only():
        functions.append(_factor(AS_TYPED, plan_clause(plan.typed_only())))
    functions += [_factor(PREFERRED, Term(**{_field(facet): value})) for facet, value in query.prefer]
    return FunctionScore(query=matched, functions=functions, score_mode="multiply", boost_mode="multiply")


def _factor(weight: float, documents: Clause) -> function.ScoreFunction:
    return function.BoostFactor(weight=weight, filter=ConstantScore(filter=documents))


def _field(facet: str) -> str:
    return f"facets.{facet}" if facet in VALUE_FACETS else facet


def conditions(query: Query) -> list[Clause]:
    """What a document must satisfy; facts of an award must all be true of one award."""
    clauses: list[Clause] = [
        Terms(**{_field(facet): list(values)})
        for facet in (*RECORD_FACETS, *VALUE_FACETS)
        if (values := query.chosen(facet))
    ]
    chosen = [facet for facet in OCCASION_FACETS if query.chosen(facet)]
    if len(chosen) == 1:
        # Of one award or another: the values that lie flat on the document say it too, and cheaper.
        clauses.append(Terms(**{chosen[0]: list(query.chosen(chosen[0]))}))
    elif chosen:
        clauses.append(Nested(path="occasions", query=Bool(filter=occasion_conditions(query))))
    return clauses


def occasion_conditions(query: Query) -> list[Clause]:
    return [
        Terms(**{f"occasions.{facet}": list(values)}) for facet in OCCASION_FACETS if (values := query.chosen(facet))
    ]


def facet_aggregations(query: Query) -> dict[str, aggs.Agg]:
    """The counts of every facet asked for, each with its own choice left out; those that are narrowed by the same
    choices under one filter, which the server then reads once.
    """
    asked: dict[str, aggs.Agg] = {}
    for place, (kept, facets) in enumerate(_narrowed_alike(query)):
        values = {facet: _values(facet, query) for facet in facets}
        if not kept.choices:
            asked |= values
            continue
        narrowed = asked[f"narrowed_{place}"] = aggs.Filter(filter=Bool(filter=conditions(kept)))
        for facet, counted in values.items():
            narrowed.bucket(facet, counted)
    return asked


def _narrowed_alike(query: Query) -> list[tuple[Query, list[str]]]:
    """Facets by what else narrows their counts, beside what narrows the whole search."""
    alike: dict[Query, list[str]] = {}
    for facet in query.facets:
        left = OCCASION_FACETS if facet in OCCASION_FACETS else (facet,)
        alike.setdefault(query.without(*left, *_fixed(query)), []).append(facet)
    return list(alike.items())


def _fixed(query: Query) -> list[str]:
    """Facets that are chosen and not counted: their choices hold for hits and counts alike."""
    chosen = [facet for facet, _values_chosen in query.choices]
    facts_are_counted = any(facet in query.facets for facet in OCCASION_FACETS)
    return [
        facet for facet in chosen if facet not in query.facets and not (facet in OCCASION_FACETS and facts_are_counted)
    ]


def _values(facet: str, query: Query) -> aggs.Agg:
    """Documents by value; by a fact of their awards only of awards for which the other facts chosen are true too."""
    same = occasion_conditions(query.without(facet)) if facet in OCCASION_FACETS else []
    if not same:
        return aggs.Terms(field=_field(facet), size=MOST_VALUES)
    awards = aggs.Nested(path="occasions")
    narrowed = awards.bucket("narrowed", aggs.Filter(filter=Bool(filter=same)))
    values = narrowed.bucket("values", aggs.Terms(field=f"occasions.{facet}", size=MOST_VALUES))
    values.bucket("documents", aggs.ReverseNested())
    return awards


def facet_counts(answers: dict[str, Any], query: Query) -> dict[str, dict[str, int]]:
    """What `facet_aggregations` answered: documents by facet and value."""
    found = dict(answers)
    for place in range(len(_narrowed_alike(query))):
        found |= answers.get(f"narrowed_{place}", {})
    return {facet: _counts(found[facet]) for facet in query.facets}


def _counts(answer: dict[str, Any]) -> dict[str, int]:
    if "narrowed" in answer:
        buckets = answer["narrowed"]["values"]["buckets"]
        return {bucket["key"]: bucket["documents"]["doc_count"] for bucket in buckets}
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}


def order(query: Query, *, by_score: bool, backwards: bool = False) -> list[dict[str, str]]:
    """Fields that together differ for every document."""
    if by_score:
        pairs = [("_score", "desc"), ("level_rank", "desc"), ("sort_key", "asc"), ("object_id", "asc"), ("kind", "asc")]
        return [{field: direction} for field, direction in pairs]
    key = KEYED_SORTS.get(query.sort, KEYED_SORTS["newest"])
    return [{field: "desc" if backwards else "asc"} for field in (key, "object_id", "kind")]


def search(plan: Plan, query: Query, *, anchor: list[Any] | None = None) -> Search:
    """One page with its total and facets. `anchor`: the values of the order of the record to read on from."""
    by_score = bool(plan) and query.sort not in KEYED_SORTS
    asked = Search().query(ranked_clause(plan, query) if by_score else Bool(filter=[plan_clause(plan)]))
    fixed = _fixed(query)
    everywhere = conditions(query.only(*fixed))
    if everywhere:
        asked = asked.filter(Bool(filter=everywhere))
    if of_hits := conditions(query.without(*fixed)):
        asked = asked.post_filter(Bool(filter=of_hits))
    for name, aggregation in facet_aggregations(query).items():
        asked.aggs.bucket(name, aggregation)
    backwards = query.before is not None and query.after is None
    extra: dict[str, Any] = {
        "_source": False,
        "track_total_hits": query.is_counted,
        "size": query.limit,
        "sort": order(query, by_score=by_score, backwards=backwards),
        "track_scores": by_score,
    }
    if anchor is not None:
        extra["search_after"] = anchor
    else:
        extra["from"] = max(0, min(query.offset, DEEPEST - query.limit))
    return asked.extra(**extra)


def counting(plan: Plan, query: Query) -> Search:
    asked = Search().query(Bool(filter=[plan_clause(plan), *conditions(query)]))
    return asked.extra(size=0, track_total_hits=True)


def completion(tokens: tuple[Token, ...], limit: int, *, in_english: bool) -> Search:
    """Records whose name has every word typed, the last one perhaps only begun; the best known first."""
    *whole, begun = tokens
    clauses = [_in_a_name(Term, token, in_english=in_english) for token in whole]
    clauses.append(_in_a_name(Prefix, begun, in_english=in_english))
    fields: Iterable[tuple[str, str]] = (
        ("boost", "desc"), ("name_length", "asc"), ("sort_key", "asc"), ("kind", "asc"), ("object_id", "asc"),
    )  # fmt: skip
    asked = Search().query(Bool(filter=clauses))
    sort = [{field: direction} for field, direction in fields]
    return asked.extra(_source=False, size=limit, sort=sort, track_total_hits=False)


def _in_a_name(kind: type[Clause], token: Token, *, in_english: bool) -> Clause:
    if token.exact:
        return kind(name_x=token.text)
    fields = ("name_f", "name_e") if in_english else ("name_f",)
    return Bool(should=[kind(**{field: token.text}) for field in fields], minimum_should_match=1)
