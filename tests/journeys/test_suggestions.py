"""What goes on as typed, below the search box: by keyboard, by finger, while an input method composes, and without any
of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import Route, expect

from products.services.catalogue import archive_product
from search import outbox
from tests.browser import search_box
from tests.factories.producers import ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, ProductFactory

from .test_accessibility import COLOURS, RULES, faults_of

pytestmark = pytest.mark.browser

HOSTILE = 'Miến <img src=x onerror=alert(1)> "đỏ" $& {words}'
MAKER = "Hợp tác xã miến Bản Ven"
PHONE = {"has_touch": True, "is_mobile": True}
LONGER_THAN_THE_WAIT = 400
"""Milliseconds after which a question would have been sent."""
REACHABLE = """
option => {
  option.scrollIntoView({ block: "nearest" });
  const box = option.getBoundingClientRect();
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return option.contains(hit) && box.height >= 44 && box.left >= 0 && box.right <= innerWidth;
}
"""


@pytest.fixture
def noodles(small_site: SimpleNamespace) -> SimpleNamespace:
    """Products and a producer whose names begin alike, one of them with markup in it."""
    small_site.maker = ProducerFactory(name_vi=MAKER)
    small_site.hostile = ProductFactory(name_vi=HOSTILE, producer=small_site.maker)
    AwardFactory(product=small_site.hostile)
    outbox.drain()
    return small_site


@pytest.fixture
def at_home(noodles: SimpleNamespace, visitor: Callable[..., Any]) -> Callable[..., Any]:
    """`with at_home(width=360) as page:` the front door in a window."""

    @contextmanager
    def opened(**options: Any) -> Iterator[Window]:
        with visitor(**options) as page:
            page.goto(f"{noodles.url}/vi/")
            yield page

    return opened


def type_in(page: Window, words: str) -> None:
    """Words in the empty box, and the list for them."""
    search_box(page).fill("")
    search_box(page).press_sequentially(words)
    expect(page.get_by_role("option", name=f"Tìm “{words}”", exact=True)).to_be_visible()


def marked(page: Window) -> str | None:
    """The option at which the keys stand, as assistive technology is told."""
    return search_box(page).evaluate(
        "box => document.getElementById(box.getAttribute('aria-activedescendant'))?.innerText"
    )


def questions(page: Window) -> list[str]:
    """Collects the addresses of the questions that are sent from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/goi-y/" in request.url else None)
    return asked


def test_the_box_says_what_it_is_and_how_many_there_are(at_home):
    with at_home() as page:
        box = page.get_by_role("combobox", name="Tìm sản phẩm, cơ sở, làng nghề hoặc số quyết định")
        assert box.get_attribute("aria-autocomplete") == "list"
        expect(box).to_have_attribute("aria-expanded", "false")
        type_in(page, "mien")
        expect(box).to_have_attribute("aria-expanded", "true")
        options = page.get_by_role("listbox", name="Gợi ý").get_by_role("option")
        assert page.locator(f"#{box.get_attribute('aria-controls')}").get_by_role("option").count() == options.count()
        assert MAKER in page.get_by_role("group", name="Cơ sở sản xuất").get_by_role("option").all_inner_texts()
        expect(page.get_by_role("status").first).to_have_text(f"{options.count() - 1} gợi ý")
        assert "Miến" in page.get_by_role("option").first.locator("mark").all_inner_texts()


def test_by_keyboard_through_all_groups_and_round(at_home):
    with at_home() as page:
        type_in(page, "mien")
        names = page.get_by_role("option").all_inner_texts()
        walked = []
        for _step in names:
            page.keyboard.press("ArrowDown")
            walked.append(marked(page))
        assert walked == names
        expect(page.get_by_role("option", selected=True)).to_have_text(names[-1])
        page.keyboard.press("ArrowDown")
        assert marked(page) == names[0]
        page.keyboard.press("ArrowUp")
        assert marked(page) == names[-1]
        expect(search_box(page)).to_be_focused()
        expect(search_box(page)).to_have_value("mien")
        for key in ("Home", "End", "ArrowLeft", "ArrowRight"):
            page.keyboard.press("ArrowUp")
            page.keyboard.press(key)
            assert marked(page) is None, key
        page.keyboard.press("Home")
        page.keyboard.type("x")
        expect(search_box(page)).to_have_value("xmien")


def test_escape_closes_first_and_clears_next_and_an_arrow_opens_again(at_home):
    with at_home() as page:
        type_in(page, "mien")
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_be_hidden()
        expect(search_box(page)).to_have_attribute("aria-expanded", "false")
        expect(search_box(page)).to_have_value("mien")
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("option", selected=True)).to_have_text("Tìm “mien”")
        page.keyboard.press("Alt+ArrowUp")
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.keyboard.press("Alt+ArrowDown")
        expect(page.get_by_role("listbox")).to_be_visible()
        assert marked(page) is None
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        expect(search_box(page)).to_have_value("")


def test_enter_on_a_name_leads_to_it_and_on_nothing_searches(at_home, noodles):
    with at_home() as page:
        type_in(page, "binh lu")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(noodles.product.name_vi)
        type_in(page, "binh lu")
        page.keyboard.press("Enter")
        page.wait_for_url("**/tim/?q=binh+lu")
        expect(page.get_by_role("link", name=noodles.product.name_vi, exact=True)).to_be_visible()
        type_in(page, "ban ven")
        page.get_by_role("option", name="Tìm “ban ven”").click()
        page.wait_for_url("**/tim/?q=ban+ven")
        page.go_back()
        expect(page.get_by_role("listbox")).to_be_hidden()


def test_leaving_the_box_closes_the_list(at_home):
    with at_home() as page:
        type_in(page, "mien")
        page.keyboard.press("Tab")
        expect(page.get_by_role("listbox")).to_be_hidden()
        type_in(page, "mien")
        page.mouse.click(5, 790)  # the margin of the page
        expect(page.get_by_role("listbox")).to_be_hidden()


def test_by_finger_on_a_phone_every_row_can_be_met(at_home, noodles):
    with at_home(width=360, **PHONE) as page:
        search_box(page).tap()
        type_in(page, "mien")
        options = page.get_by_role("option")
        assert all(options.nth(place).evaluate(REACHABLE) for place in range(options.count()))
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.get_by_role("option", name=MAKER).tap()
        expect(page.get_by_role("heading", level=1)).to_have_text(noodles.maker.name_vi)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_list_is_faultless_by_day_and_by_night(at_home, width):
    with at_home(width=width) as page:
        type_in(page, "mien")
        page.keyboard.press("ArrowDown")
        found = []
        for scheme, rules in (("light", RULES), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            expect(page.get_by_role("option", selected=True)).to_be_visible()
            found.extend(f"{scheme}: {fault}" for fault in faults_of(page, rules))
        assert not found, "\n".join(found)


def test_on_the_page_that_is_not_there_both_boxes_suggest(noodles, visitor):
    with visitor() as page:
        page.route("**/khong-co-o-day/", as_if_it_were_there)
        page.goto(f"{noodles.url}/vi/khong-co-o-day/")
        boxes = page.get_by_role("combobox")
        for place, box in enumerate([boxes.first, boxes.last]):
            box.fill("mien")
            expect(page.get_by_role("listbox")).to_have_count(1)
            expect(page.locator("[role=listbox]").nth(place)).to_be_visible()


def as_if_it_were_there(route: Route) -> None:
    """The browser itself complains of an answer that says 404; its page is what matters here."""
    route.fulfill(response=route.fetch(), status=200)


def test_markup_in_a_name_or_in_the_words_is_shown_as_words(at_home, noodles):
    with at_home() as page:
        type_in(page, "mien $& {words} <img>")
        expect(page.get_by_role("group", name="Sản phẩm").get_by_role("option")).to_have_text(HOSTILE)
        assert page.get_by_role("listbox").locator("img").count() == 0


def test_letters_that_an_input_method_composes_ask_nothing_until_they_are_one(at_home):
    with at_home() as page:
        asked = questions(page)
        search_box(page).focus()
        keyboard = page.context.new_cdp_session(page)
        for half in ("m", "mi", "mie", "miê", "miên"):
            keyboard.send(
                "Input.imeSetComposition", {"text": half, "selectionStart": len(half), "selectionEnd": len(half)}
            )
        page.wait_for_timeout(LONGER_THAN_THE_WAIT)
        assert asked == []
        keyboard.send("Input.insertText", {"text": "miến"})
        expect(page.get_by_role("option", name="Tìm “miến”")).to_be_visible()
        assert len(asked) == 1


def test_a_keyboard_on_glass_composes_whole_words_and_is_answered_meanwhile(at_home):
    with at_home(width=360, **PHONE) as page:
        search_box(page).focus()
        keyboard = page.context.new_cdp_session(page)
        keyboard.send("Input.imeSetComposition", {"text": "miến", "selectionStart": 4, "selectionEnd": 4})
        expect(page.get_by_role("option", name="Tìm “miến”")).to_be_visible()


def test_one_question_for_words_typed_in_one_go_and_none_for_a_letter(at_home):
    with at_home() as page:
        asked = questions(page)
        search_box(page).press_sequentially("m")
        page.wait_for_timeout(LONGER_THAN_THE_WAIT)
        assert asked == []
        type_in(page, "mien")
        assert len(asked) == 1


def test_a_question_that_is_overtaken_is_given_up(at_home):
    with at_home() as page:
        given_up: list[str] = []
        page.on("requestfailed", lambda request: given_up.append(request.url))
        page.route("**/goi-y/?q=mi", lambda _route: None)  # never answered
        with page.expect_request("**/goi-y/?q=mi"):
            search_box(page).press_sequentially("mi")
        search_box(page).press_sequentially("en")
        expect(page.get_by_role("option", name="Tìm “mien”")).to_be_visible()
        assert [address[-5:] for address in given_up] == ["?q=mi"]


def test_what_is_withdrawn_is_gone_by_the_next_question(at_home, noodles):
    with at_home() as page:
        type_in(page, "binh lu")
        expect(page.get_by_role("option", name=noodles.product.name_vi)).to_be_visible()
        archive_product(product=noodles.product, reason="Cơ sở xin rút", by=UserFactory())
        outbox.drain()
        with page.expect_response("**/goi-y/?q=binh%20lu"):
            search_box(page).press("Escape")
            search_box(page).press("ArrowDown")
        expect(page.get_by_role("option", name=noodles.product.name_vi)).to_have_count(0)


def test_an_answer_that_is_none_leaves_a_plain_box(at_home, noodles):
    """As where a network asks everybody to sign in first."""
    with at_home() as page:
        page.route("**/goi-y/**", lambda route: route.fulfill(body="<html>Wi-Fi</html>", content_type="text/html"))
        with page.expect_response("**/goi-y/**"):
            search_box(page).press_sequentially("binh lu")
        expect(page.get_by_role("listbox")).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name=noodles.product.name_vi, exact=True)).to_be_visible()


def test_without_a_script_the_box_is_the_plain_form_that_it_was(at_home, noodles):
    with at_home(width=360, scripts=False) as page:
        box = page.get_by_role("searchbox")
        assert box.get_attribute("aria-expanded") is None
        box.press_sequentially("binh lu")
        box.press("Enter")
        page.wait_for_url("**/tim/?q=binh+lu")
        expect(page.get_by_role("link", name=noodles.product.name_vi, exact=True)).to_be_visible()
