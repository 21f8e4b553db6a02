"""Decisions and rounds as visitors read and print them: in which order, page by page, with true counts."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common import paging
from pages.models import ArticlePage
from pages.services import ensure_articles
from products.models import Award, AwardLevel, AwardStanding, Evidence
from products.services.standing import project_standings
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory, SelectionRoundFactory
from tests.markup import Page

pytestmark = pytest.mark.django_db


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def rows_on(page: Page) -> list[str]:
    """The anchors of the rows of a list, as they stand."""
    return [found["id"] for found in page.all("tr") if found.get("id", "").startswith("dong-")]


def a_list_of(length: int, *, decision=None, selection_round=None):
    """A decision with so many awards, written at once, as a long list's release writes them."""
    selection_round = selection_round or SelectionRoundFactory()
    decision = decision or DecisionFactory(round=selection_round)
    product = ProductFactory()
    Award.objects.bulk_create(
        [
            Award(
                code=f"{decision.pk:03d}-{number:05d}",
                round=selection_round,
                decision=decision,
                product=product,
                position=number,
                level=selection_round.level,
                year=selection_round.year,
                product_name=f"Sản phẩm số {number}",
                producer_name="Hợp tác xã Bình Lư",
                place="xã Bình Lư, tỉnh Lai Châu",
                valid_until=datetime.date(2099, 12, 31),
                evidence=Evidence.CHECKED,
            )
            for number in range(1, length + 1)
        ],
        batch_size=500,
    )
    project_standings(Award.objects.filter(decision=decision))
    return decision


@pytest.fixture
def short_pages(monkeypatch):
    """Pages of three rows, up to seven on one for printing."""
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 3)
    monkeypatch.setattr(paging, "WHOLE_AT_MOST", 7)


def test_a_list_that_fits_one_page_says_how_many_rows_and_in_which_order():
    page = read(a_list_of(3).get_absolute_url())
    assert "3 dòng. Xếp theo thứ tự in trong danh sách." in page.words
    assert rows_on(page) == ["dong-1", "dong-2", "dong-3"]
    assert not page.all("nav", **{"class": "pages"}) and "để in" not in page.words


@pytest.mark.usefixtures("short_pages")
def test_a_long_list_is_turned_page_by_page_and_each_row_keeps_its_number():
    address = a_list_of(7).get_absolute_url()
    first, last = read(address), read(f"{address}?trang=3")
    assert "Dòng 1–3 trong 7 dòng." in first.words and rows_on(first) == ["dong-1", "dong-2", "dong-3"]
    assert "Dòng 7–7 trong 7 dòng." in last.words and rows_on(last) == ["dong-7"]
    assert "Sản phẩm số 7" in last.words and "Sản phẩm số 6" not in last.words
    assert f"{address}?trang=2" in first.links and f"{address}?trang=2" in last.links


@pytest.mark.usefixtures("short_pages")
@pytest.mark.parametrize(("asked", "first"), [("hai", "dong-1"), ("0", "dong-7"), ("999", "dong-7")])
def test_a_page_that_does_not_exist_leads_to_one_that_does(asked, first):
    assert rows_on(read(f"{a_list_of(7).get_absolute_url()}?trang={asked}"))[0] == first


@pytest.mark.usefixtures("short_pages")
def test_the_whole_list_can_be_had_on_one_page_to_print_it():
    address = a_list_of(7).get_absolute_url()
    assert "?tat-ca=1" in read(address).links
    page = read(f"{address}?tat-ca=1")
    assert rows_on(page) == [f"dong-{number}" for number in range(1, 8)]
    assert address in page.links and "7 dòng." in page.words


@pytest.mark.usefixtures("short_pages")
def test_a_list_too_long_for_one_page_is_printed_page_by_page():
    address = a_list_of(8).get_absolute_url()
    assert "?tat-ca=1" not in read(address).links and "xin in từng trang" in read(address).words
    assert len(rows_on(read(f"{address}?tat-ca=1"))) == 3


def asked_of_the_register(address: str) -> tuple[Page, list[str]]:
    """The page, and the statements that it made about awards; what every page of the site asks is not its matter."""
    with CaptureQueriesContext(connection) as asked:
        page = read(address)
    return page, [query["sql"] for query in asked if '"products_' in query["sql"]]


def test_a_list_of_ten_thousand_asks_no_more_than_a_short_one():
    short, long = a_list_of(3), a_list_of(10_000)
    for address in (short.get_absolute_url(), f"{long.get_absolute_url()}?trang=40"):
        page, statements = asked_of_the_register(address)
        assert len(statements) <= 5, statements
    assert "Dòng 7.801–8.000 trong 10.000 dòng." in page.words
    assert rows_on(page)[0] == "dong-7801" and len(rows_on(page)) == 200


def test_a_round_of_ten_thousand_asks_no_more_either():
    decision = a_list_of(10_000)
    address = f"{decision.round.get_absolute_url()}?trang=50"
    page, statements = asked_of_the_register(address)
    assert len(statements) <= 5, statements
    assert rows_on(page)[-1] == "dong-10000"


def test_decisions_stand_under_their_year_the_highest_level_first():
    by_province = DecisionFactory(
        round=SelectionRoundFactory(level=AwardLevel.PROVINCE), date=datetime.date(2025, 6, 1)
    )
    by_nation = DecisionFactory(round=SelectionRoundFactory(level=AwardLevel.NATIONAL), date=datetime.date(2025, 2, 1))
    older = DecisionFactory(date=datetime.date(2023, 9, 9))
    undated = DecisionFactory(date=None, round=SelectionRoundFactory(year=2024))
    unknown = DecisionFactory(date=None, round=SelectionRoundFactory(year=None))
    for decision in (by_province, by_nation, older, undated, unknown):
        AwardFactory(decision=decision, round=decision.round)
    page = read(reverse("products:decisions"))
    shown = [address for address in page.links if "/quyet-dinh/" in address and not address.endswith("/quyet-dinh/")]
    in_order = [by_nation, by_province, undated, older, unknown]
    assert shown == [decision.get_absolute_url() for decision in in_order]
    listed = page.words.split("Theo quyết định")[1]
    positions = [listed.index(words) for words in ("2025", by_nation.number, "2024", undated.number, "Chưa rõ năm")]
    assert positions == sorted(positions)
    assert "Năm mới đứng trước; trong một năm, cấp cao đứng trước." in page.words


def test_rows_of_several_levels_say_their_own():
    decision = DecisionFactory()
    AwardFactory(decision=decision, round=decision.round)
    assert "Cấp, năm" not in read(decision.get_absolute_url()).words
    national = SelectionRoundFactory(level=AwardLevel.NATIONAL, year=2023)
    AwardFactory(decision=decision, round=national)
    page = read(decision.get_absolute_url())
    assert "Cấp, năm" in page.words and "Cấp quốc gia · 2023" in page.words.replace("\u00a0", " ")


def test_a_round_of_two_decisions_says_which_row_is_whose():
    selection = SelectionRoundFactory()
    first, second = (AwardFactory(round=selection, decision=DecisionFactory(round=selection)) for _number in range(2))
    bare = AwardFactory(round=selection, transcribed=True)
    page = read(selection.get_absolute_url())
    assert "Xếp theo quyết định, rồi theo thứ tự in trong danh sách." in page.words
    table = page.words.split("Mục trong sổ", 1)[1]
    assert table.index(first.decision.number) < table.index(second.decision.number) < table.index("chưa rõ số")
    assert "1 dòng chưa rõ số quyết định" in page.words and bare.get_absolute_url() in page.links


def test_a_decision_in_which_one_row_was_never_checked_says_that_it_was_transcribed():
    decision = DecisionFactory()
    AwardFactory(decision=decision, round=decision.round)
    assert "Đã đối chiếu với bản quyết định" in read(decision.get_absolute_url()).words
    AwardFactory(transcribed=True, decision=decision, round=decision.round)
    assert "Chép từ nguồn, chưa đối chiếu" in read(decision.get_absolute_url()).words


def test_a_row_names_what_the_source_leaves_out():
    decision = DecisionFactory()
    AwardFactory(decision=decision, round=decision.round, producer_name="", place="")
    assert read(decision.get_absolute_url()).words.count("nguồn không ghi") == 2


def test_a_product_that_is_not_public_is_named_and_not_linked():
    award = AwardFactory(product=ProductFactory(draft=True))
    page = read(award.decision.get_absolute_url())
    assert award.product_name in page.words and award.product.get_absolute_url() not in page.links


def test_the_printed_list_carries_where_it_comes_from():
    page = read(AwardFactory().decision.get_absolute_url())
    assert page.all("p", **{"class": "sheet-foot only-print"})
    assert "hiệu lực tính đến ngày in" in page.words


@pytest.mark.usefixtures("short_pages")
def test_an_article_shows_the_beginning_of_a_long_list_and_leads_to_the_rest():
    decision = a_list_of(7)
    ensure_articles()
    article = ArticlePage.objects.filter(locale__language_code="vi").first()
    article.decision = decision
    article.save()
    page = read(article.url)
    assert rows_on(page) == ["dong-1", "dong-2", "dong-3"] and decision.get_absolute_url() in page.links


def test_every_standing_has_its_row_on_exactly_one_page(monkeypatch):
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 4)
    decision = a_list_of(10)
    anchors = []
    for number in (1, 2, 3):
        anchors += rows_on(read(f"{decision.get_absolute_url()}?trang={number}"))
    assert anchors == [f"dong-{number}" for number in range(1, 11)]
    assert AwardStanding.objects.filter(decision=decision).count() == 10
