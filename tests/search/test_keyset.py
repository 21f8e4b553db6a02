"""Reading on from a record gives what counting from the start gives, in every order, in both directions."""

import datetime
import re
import tempfile
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from products.models import AwardLevel
from search import paging, services, state
from search.document import Reference, SearchDocument
from search.engines.base import KEYED_SORTS, Query
from search.engines.embedded import EmbeddedEngine
from search.plan.model import Alternative, Group, Plan, Token
from search.state import LAST_PAGE, ListState
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory

RENEWED = tuple(datetime.datetime(2026, 1, day, tzinfo=datetime.UTC) for day in (1, 2))
documents = st.lists(
    st.builds(
        SearchDocument,
        reference=st.builds(Reference, st.sampled_from(["product", "fair"]), st.integers(1, 40)),
        name=st.sampled_from(["chè", "Chè xanh", "dong", "đông", "miến dong", "Ốc", "a"]),
        newest_year=st.sampled_from([0, 2019, 2023, 2025]),
        level_rank=st.integers(0, 4),
        is_awarded=st.booleans(),
        renewed_at=st.sampled_from([None, *RENEWED]),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda document: document.reference,
)
TEA = Plan((Group((Alternative((Token.of("che"),)),)),))
NARROWED = ({}, {"awarded": ("yes",)}, {"kind": ("product",), "awarded": ("yes",)}, {"kind": ("product", "fair")})


@given(
    documents=documents,
    size=st.integers(1, 7),
    sort=st.sampled_from(list(KEYED_SORTS)),
    choices=st.sampled_from(NARROWED),
    plan=st.sampled_from([Plan(), TEA]),
)
@settings(max_examples=40)
def test_every_page_is_the_same_by_number_and_by_record(documents, size, sort, choices, plan):
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder))
        with engine.rebuild() as index:
            index.put(documents)

        def page(**part) -> list[Reference]:
            return [
                hit.reference for hit in engine.run(plan, Query.choosing(choices, sort=sort, limit=size, **part)).hits
            ]

        pages = [page()]
        while pages[-1]:
            by_number = page(offset=len(pages) * size)
            assert page(after=pages[-1][-1]) == by_number
            if by_number:
                assert page(before=by_number[0]) == pages[-1]
            pages.append(by_number)
        assert len([each for one in pages for each in one]) == engine.count(plan, Query.choosing(choices))
        engine.forget_everything()


def test_a_record_that_is_gone_leaves_the_page_its_number(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    with engine.rebuild() as index:
        index.put(SearchDocument(reference=Reference("product", number), name=f"a{number}") for number in range(1, 6))
    gone = Query(sort="name", limit=2, offset=2, after=Reference("product", 99))
    assert [hit.reference.id for hit in engine.run(Plan(), gone).hits] == [3, 4]
    engine.forget_everything()


# As addresses and pages


@pytest.fixture
def small_pages(monkeypatch) -> None:
    """Lists of two a page, of which three are found by number."""
    for module in (services, paging):
        monkeypatch.setattr(module, "PAGE_SIZE", 2)
    monkeypatch.setattr("search.listing.PAGE_SIZE", 2)
    for module in (state, paging):
        monkeypatch.setattr(module, "LAST_PAGE", 3)


@pytest.fixture
def shelf(db) -> list[str]:
    """Thirteen products of one year, published at one moment: seven pages."""
    provincial = SelectionRoundFactory(level=AwardLevel.PROVINCE, year=2024)
    names = [f"Chè Ví Dụ {letter}" for letter in "abcdeghiklmno"]
    for name in names:
        product = ProductFactory(name_vi=name, last_published_at=RENEWED[0])
        AwardFactory(product=product, round=provincial, decision=None)
    return names


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def names_on(page: str) -> list[str]:
    return re.findall(r"Chè Ví Dụ \w(?=</a>)", page)


def link(page: str, relation: str) -> str | None:
    found = re.search(rf'<a href="([^"]+)" rel="{relation}"', page)
    return found.group(1).replace("&amp;", "&") if found else None


@pytest.mark.parametrize("order", ["", "?xep=ten", "?xep=moi-cap-nhat"])
def test_next_leads_through_the_whole_list_and_previous_back(shelf, small_pages, order):
    seen, addresses = [], [f"/vi/san-pham/{order}"]
    while True:
        page = read(addresses[-1])
        seen += names_on(page)
        following = link(page, "next")
        if following is None:
            break
        addresses.append(following)
    assert seen == shelf and len(addresses) == 7
    assert "trang=4&sau=san-pham-" in addresses[3] and "sau=" not in addresses[2]
    back = link(read(addresses[5]), "prev")
    assert "trang=5&truoc=san-pham-" in back and names_on(read(back)) == names_on(read(addresses[4]))
    assert link(read(addresses[3]), "prev") == addresses[2]


def test_a_deep_page_stays_when_records_come_before_it(shelf, small_pages):
    deep = "/vi/san-pham/?xep=ten"
    for _step in range(4):
        deep = link(read(deep), "next")
    before = names_on(read(deep))
    product = ProductFactory(name_vi="Bánh Ví Dụ a")
    AwardFactory(product=product, round=SelectionRoundFactory(level=AwardLevel.PROVINCE, year=2025), decision=None)
    assert names_on(read(deep)) == before


def test_a_deep_page_says_where_it_is_and_asks_not_to_be_indexed(shelf, small_pages):
    page = read("/vi/san-pham/")
    for _step in range(4):
        page = read(link(page, "next"))
    assert "9–10 trong 13" in re.sub(r"\s+", " ", page)
    assert re.search(r'name="robots" content="noindex', page)
    assert re.search(r'aria-current="page"><span class="vh">Trang </span>5<', page)


@pytest.mark.parametrize(
    "asked",
    ["trang=2&sau=san-pham-1", "trang=51", "trang=51&sau=san-pham-x", "trang=51&truoc=khong-co-1", "sau=san-pham-1"],
)
def test_an_address_that_means_nothing_deep_is_that_of_a_near_page(asked):
    found = ListState.from_address(QueryDict(asked))
    assert found.after is None and found.before is None and found.page <= LAST_PAGE


def test_a_deep_address_is_read_as_it_is_written():
    address = "trang=400&sau=san-pham-8123"
    assert ListState.from_address(QueryDict(address)).address("/") == f"/?{address}"
