"""Both engines on the same documents: the same records, totals and counts for any query and any filters."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.models import AwardLevel
from search.document import Occasion, Reference, SearchDocument
from search.engines.base import FACETS, KEYED_SORTS, VALUE_FACETS, Query
from search.plan.model import Alternative, Group, Plan, Token

from .engines import an_engine, fill, needs_elasticsearch

pytestmark = needs_elasticsearch
WORDS = ("chè", "che", "chế", "mây", "may", "máy", "miến", "mien", "dong", "đông", "đồng", "gốm", "men", "rạn", "sen")
VALUES = ("a", "b", "c")
MANY = 300


def some_words(chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))


def documents() -> list[SearchDocument]:
    chance = random.Random(2026)
    return [
        SearchDocument(
            reference=Reference(chance.choice(("product", "fair")), number),
            name=some_words(chance, 4) or "tên",
            other_names=some_words(chance, 2),
            maker=some_words(chance, 3),
            body=some_words(chance, 12),
            english=some_words(chance, 2),
            facets={facet: tuple(chance.sample(VALUES, chance.randint(0, 2))) for facet in VALUE_FACETS},
            occasions=tuple(
                Occasion(chance.choice(("", *AwardLevel.values)), chance.choice((0, 2023, 2025)), chance.choice(VALUES))
                for _award in range(chance.randint(0, 3))
            ),
            is_awarded=chance.random() < 0.5,
            newest_year=chance.choice((0, 2023, 2025)),
            level_rank=chance.randint(0, 5),
        )
        for number in range(1, MANY + 1)
    ]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory):
    shelf = documents()
    folder = tmp_path_factory.mktemp("index")
    with an_engine("embedded", folder) as here, an_engine("elasticsearch", folder) as there:
        for engine in (here, there):
            fill(engine, shelf)
        yield here, there


tokens = st.sampled_from(WORDS).map(Token.of)
alternatives = st.builds(
    lambda words, is_phrase: Alternative(tuple(words), is_phrase),
    st.lists(tokens, min_size=1, max_size=3),
    st.booleans(),
)
groups = st.lists(alternatives, min_size=1, max_size=2).map(lambda each: Group(tuple(each)))
plans = st.lists(groups, max_size=4).map(lambda each: Plan.all_of(tuple(each)))
loosened = st.sampled_from([lambda plan: plan, Plan.folded, Plan.any, Plan.some])
choices = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.just(("product",)),
        "awarded": st.sampled_from([("yes",), ("no",), ("yes", "no")]),
        "level": st.lists(st.sampled_from(AwardLevel.values), min_size=1, max_size=2).map(tuple),
        "year": st.sampled_from([("2023",), ("2025",), ("2023", "2025")]),
        "region": st.sampled_from([("a",), ("a", "b")]),
        **{facet: st.sampled_from([("a",), ("b", "c")]) for facet in VALUE_FACETS},
    },
)


@given(plan=plans, loosen=loosened, chosen=choices)
def test_records_totals_and_every_count_are_the_same(both, plan, loosen, chosen):
    here, there = both
    asked, query = loosen(plan), Query.choosing(chosen, facets=FACETS, limit=MANY)
    if plan and not asked:
        return
    left, right = here.run(asked, query), there.run(asked, query)
    assert {hit.reference for hit in left.hits} == {hit.reference for hit in right.hits}
    assert left.total == right.total == here.count(asked, query) == there.count(asked, query)
    assert {facet: dict(values) for facet, values in left.facets.items()} == right.facets


@given(chosen=choices, sort=st.sampled_from(sorted(KEYED_SORTS)), at=st.integers(0, MANY))
def test_keyed_orders_are_the_same_and_so_is_what_follows_a_record(both, chosen, sort, at):
    here, there = both
    whole = Query.choosing(chosen, sort=sort, limit=MANY)
    order = [hit.reference for hit in here.run(Plan(), whole).hits]
    assert order == [hit.reference for hit in there.run(Plan(), whole).hits]
    if at < len(order):
        for part in ({"after": order[at]}, {"before": order[at]}):
            query = Query.choosing(chosen, sort=sort, limit=7, **part)
            pages = [[hit.reference for hit in engine.run(Plan(), query).hits] for engine in both]
            assert pages[0] == pages[1]


@given(words=st.lists(tokens, min_size=1, max_size=3), begun=st.integers(1, 3))
def test_names_go_on_the_same(both, words, begun):
    here, there = both
    typed = (*words[:-1], Token(words[-1].text[:begun], words[-1].exact))
    assert here.complete(typed, 10) == there.complete(typed, 10)
