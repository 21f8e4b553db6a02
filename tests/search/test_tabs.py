"""The kinds above the results: each tab leads to as many as it counts, and asks nothing of its own."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from common.page_cache import forget_pages
from search.engines import get_engine
from tests.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def tabs(client, catalogue):
    """The tabs at an address: words and count → (address, whether it is the chosen one)."""

    def of(query: str, name: str = "search:results") -> dict[str, tuple[str, bool]]:
        page = Page(client.get(reverse(name) + query).content.decode())
        links = page.tree.xpath("//ul[@class='kinds']//a")
        return {
            " ".join(link.text_content().split()): (link.get("href"), link.get("aria-current") == "page")
            for link in links
        }

    return of


def total(client, address: str) -> int:
    shown = re.search(r"<strong>(\d+) kết quả</strong>", client.get(address).content.decode())
    return int(shown.group(1)) if shown else 0


def test_every_tab_leads_to_what_it_counts(tabs, client):
    found = tabs("?q=che")
    assert len(found) > 2 and next(iter(found)).startswith("Tất cả")
    for words, (address, _is_chosen) in found.items():
        assert total(client, address) == int(words.rpartition(" ")[2]), words


def test_the_counts_stay_when_a_tab_is_chosen_and_it_says_so(tabs):
    first = tabs("?q=che")
    assert [words for words, (_address, is_chosen) in first.items() if is_chosen] == [next(iter(first))]
    for words, (address, _is_chosen) in first.items():
        then = tabs("?" + urlsplit(address).query)
        assert list(then) == list(first)
        assert [each for each, (_address, is_chosen) in then.items() if is_chosen] == [words]


def test_a_tab_keeps_the_words_the_order_and_the_other_choices_and_begins_anew(tabs):
    found = tabs("?q=che&tinh=thai-nguyen&tinh=bac-ninh&xep=ten&nguyen-van=1&trang=1")
    kept = {"q": ["che"], "tinh": ["thai-nguyen", "bac-ninh"], "xep": ["ten"], "nguyen-van": ["1"]}
    addresses = [parse_qs(urlsplit(address).query) for address, _is_chosen in found.values()]
    assert addresses[0] == kept
    assert all({name: each[name] for name in kept} == kept for each in addresses)
    assert all(each["muc"] for each in addresses[1:])


def test_a_chosen_kind_without_results_stays_with_the_ways_out_of_it(tabs):
    found = tabs("?q=men+ran&muc=hoi-cho")
    assert any(is_chosen and words.endswith(" 0") for words, (_address, is_chosen) in found.items())
    assert len(found) > 2


def test_there_are_none_where_there_is_nothing_to_choose_between_nor_beside_products_alone(tabs):
    assert tabs("?q=xyzzyplugh") == {}
    assert tabs("", "search:browse") == {}


def test_they_cost_no_request_of_their_own(client, catalogue, monkeypatch):
    engine = get_engine()
    asked = []
    run = type(engine).run

    def noted(engine, plan, query):
        if plan:  # what the frame of every page counts without words is kept between pages, and now and then made anew
            asked.append(query)
        return run(engine, plan, query)

    monkeypatch.setattr(type(engine), "run", noted)
    address = reverse("search:results") + "?q=che"
    for _visit in range(2):
        asked.clear()
        forget_pages()
        client.get(address)
    with_tabs = len(asked)
    monkeypatch.setattr("search.listing.kind_tabs", lambda *_args: [])
    asked.clear()
    forget_pages()
    client.get(address)
    assert with_tabs == len(asked) > 0


def test_what_the_tabs_say_no_facet_says_again_and_the_filters_keep_the_chosen_one(client, catalogue):
    chosen = client.get(reverse("search:results") + "?q=che&muc=san-pham").content.decode()
    form = Page(chosen).tree.xpath("//form[contains(@class, 'filters')]")[0]
    assert form.xpath(".//input[@name='cap']") and not form.xpath(".//input[@name='muc'][@type='checkbox']")
    assert form.xpath(".//input[@name='muc'][@type='hidden']/@value") == ["san-pham"]


def test_the_chosen_kind_is_a_chip_that_can_be_taken_off_and_an_old_address_with_two_still_holds(client, catalogue):
    listing = client.get(reverse("search:results") + "?q=che&muc=san-pham").context["listing"]
    assert [(chip.label, "muc" in chip.url) for chip in listing.narrowing.chips] == [("Sản phẩm", False)]
    both = client.get(reverse("search:results") + "?q=che&muc=san-pham&muc=co-so").context["listing"]
    assert [chip.label for chip in both.narrowing.chips] == ["Sản phẩm", "Cơ sở sản xuất"]
    tabs = {tab.label: tab for tab in both.tabs}
    assert both.total == tabs["Sản phẩm"].count + tabs["Cơ sở sản xuất"].count
    assert not any(tab.is_chosen for tab in both.tabs)
