"""A visitor narrows, turns and leaves a list: swapped in its place by a script, the same by links and forms without."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Window

from search import outbox
from search.query_log.models import QueryDay
from search.query_log.services import waiting
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory

from .test_searching import person, until_waiting  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

NAMES = tuple(f"Chè xanh số {number:02d}" for number in range(1, 31))


@pytest.fixture
def shelf(small_site: SimpleNamespace) -> Iterator[SimpleNamespace]:
    """Thirty teas, ten of each year."""
    rounds = [SelectionRoundFactory(year=year) for year in (2021, 2022, 2023)]
    for number, name in enumerate(NAMES):
        AwardFactory(product=ProductFactory(name_vi=name), round=rounds[number % 3], transcribed=True)
    ProducerFactory(name_vi="HTX chè xanh Thu Cúc")
    outbox.drain()
    return small_site


def mark(page: Window) -> Callable[[], bool]:
    """Whether the document is still the one that was opened."""
    page.evaluate("window.isTheSame = true")
    return lambda: bool(page.evaluate("window.isTheSame === true"))


def chosen(page: Window) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def year(page: Window, number: int):
    return page.get_by_role("group", name="Năm công nhận").get_by_role("checkbox", name=str(number))


def settled(page: Window) -> None:
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_a_tick_changes_the_list_its_address_and_what_stands_around_it(shelf, visitor):
    with visitor() as page:
        page.goto(f"{shelf.url}/vi/tim/?q=chè+xanh")
        is_the_same = mark(page)
        expect(page.get_by_text("31 kết quả")).to_be_visible()
        year(page, 2022).check()
        expect(page.get_by_text("10 kết quả")).to_be_visible()
        assert chosen(page) == {"q": ["chè xanh"], "nam": ["2022"]} and is_the_same()
        expect(year(page, 2022)).to_be_checked()
        expect(year(page, 2022)).to_be_focused()
        expect(page.locator("[data-list-said]")).to_have_text("10 mục trong danh sách.")
        assert "10 kết quả" in page.title()
        assert all("nam=2022" in link.get_attribute("href") for link in page.locator("header a[lang=en]").all())
        expect(page.locator("button[data-choose]").first).to_be_attached()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.keyboard.press("Space")
        expect(page.get_by_text("31 kết quả")).to_be_visible()
        assert chosen(page) == {"q": ["chè xanh"]} and is_the_same()


def test_back_and_forward_show_what_was_there(shelf, visitor):
    with visitor() as page:
        page.goto(f"{shelf.url}/vi/tim/?q=chè+xanh")
        is_the_same = mark(page)
        page.get_by_role("navigation", name="Kết quả theo mục").get_by_role("link", name="Sản phẩm").click()
        expect(page.get_by_text("30 kết quả")).to_be_visible()
        expect(page.locator("section[data-entries]")).to_be_focused()
        page.get_by_role("link", name="Trang sau").click()
        expect(page.get_by_text("25–30 trong 30")).to_be_visible()
        assert page.locator("section[data-entries]").bounding_box()["y"] < 800
        page.go_back()
        expect(page.get_by_text("1–24 trong 30")).to_be_visible()
        assert chosen(page) == {"q": ["chè xanh"], "muc": ["san-pham"]}
        page.go_back()
        expect(page.get_by_text("31 kết quả")).to_be_visible()
        page.go_forward()
        expect(page.get_by_text("30 kết quả")).to_be_visible()
        assert is_the_same()
        page.locator(".plate__name a").first.click()
        expect(page.locator("h1")).to_contain_text("Chè xanh")
        page.go_back()
        expect(page.get_by_text("30 kết quả")).to_be_visible()
        year(page, 2021).check()
        expect(page.get_by_text("10 kết quả")).to_be_visible()


def test_on_a_phone_several_are_ticked_before_anything_is_asked(shelf, visitor):
    with visitor(width=360) as page:
        asked = []
        page.goto(f"{shelf.url}/vi/tim/?q=chè+xanh")
        page.on("request", lambda request: asked.append(request.url) if "/tim/" in request.url else None)
        is_the_same = mark(page)
        page.get_by_text("Lọc kết quả").first.click()
        year(page, 2021).check()
        year(page, 2022).check()
        assert not asked
        page.get_by_role("button", name="Áp dụng lọc").click()
        expect(page.get_by_text("20 kết quả")).to_be_visible()
        assert len(asked) == 1 and is_the_same()
        expect(page.locator("section[data-entries]")).to_be_focused()


def test_without_a_script_the_same_lists_are_there(shelf, visitor):
    with visitor(scripts=False) as page:
        page.goto(f"{shelf.url}/vi/tim/?q=chè+xanh")
        year(page, 2022).check()
        expect(page.get_by_text("31 kết quả")).to_be_visible()
        page.get_by_role("button", name="Áp dụng lọc").click()
        expect(page.get_by_text("10 kết quả")).to_be_visible()
        assert chosen(page) == {"q": ["chè xanh"], "nam": ["2022"]}
        page.get_by_role("link", name="Bỏ lọc Năm 2022").click()
        expect(page.get_by_text("31 kết quả")).to_be_visible()


def test_a_request_that_fails_is_made_again_by_the_browser_itself(shelf, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    page = context.new_page()

    def broken(route: Route) -> None:
        if route.request.headers.get("hx-request"):
            route.abort()
        else:
            route.continue_()

    page.goto(f"{shelf.url}/vi/tim/?q=chè+xanh")
    page.route("**/tim/**", broken)
    is_the_same = mark(page)
    year(page, 2022).check()
    expect(page.get_by_text("10 kết quả")).to_be_visible()
    assert not is_the_same() and chosen(page)["nam"] == ["2022"]
    context.close()


def test_what_is_opened_first_in_a_swapped_list_is_counted_for_that_list(shelf, person):  # noqa: F811 - a fixture
    person.set_viewport_size({"width": 1280, "height": 800})
    person.goto(f"{shelf.url}/vi/tim/?q=xanh+số")
    until_waiting(1)
    year(person, 2022).check()
    expect(person.get_by_text("10 kết quả")).to_be_visible()
    until_waiting(2)
    person.go_back()
    expect(person.get_by_text("30 kết quả")).to_be_visible()
    person.go_forward()
    expect(person.get_by_text("10 kết quả")).to_be_visible()
    person.locator(".plate__name a").nth(2).click()
    person.wait_for_url(lambda address: "/tim/" not in address)
    until_waiting(3)
    waiting.flush()
    rows = {row.facets: (row.count, row.clicks, row.ranks) for row in QueryDay.objects.all()}
    assert rows == {"": (1, 0, 0), "year": (1, 1, 3)}
