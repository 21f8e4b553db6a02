"""Lists as htmx swaps them: the list alone to who asks so, the whole page to everybody else, each kept for its own."""

import re

import pytest
from django.urls import reverse

from common.page_cache import forget_pages
from products.models import AwardLevel
from tests.markup import Page

from .shop import names, total

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def addresses() -> list[str]:
    awards = reverse("pages:awards_of_level", args=[AwardLevel.NATIONAL])
    return [reverse("search:browse"), reverse("search:results") + "?q=che", awards]


@pytest.fixture(params=[0, 1, 2], ids=["browse", "results", "awards"])
def address(request, catalogue) -> str:
    return addresses()[request.param]


def test_htmx_gets_the_list_alone_with_its_title(client, address):
    whole = client.get(address).content.decode()
    part = client.get(address, headers=HTMX).content.decode()
    assert "<!doctype html>" in whole and "<!doctype" not in part
    assert 'class="mast"' in whole and "mast" not in part and "foot__grid" not in part and "<script" not in part
    assert re.search("<title>.*?</title>", whole).group() == re.search("<title>.*?</title>", part).group()
    assert names(part) == names(whole) and names(part)
    main = whole.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    assert part.partition("</title>")[2].strip() == main.strip()


def test_both_say_that_they_depend_on_who_asks_and_neither_is_kept_for_the_other(client, address):
    forget_pages()
    for _again in range(2):
        whole, part = client.get(address), client.get(address, headers=HTMX)
        for answer in (whole, part):
            assert "hx-request" in answer.headers["Vary"].lower()
            assert "s-maxage" in answer.headers["Cache-Control"]
        assert b"<!doctype" in whole.content and b"<!doctype" not in part.content
        assert whole.headers["ETag"] != part.headers["ETag"]


def test_what_changes_the_list_is_boosted_and_what_leads_away_is_not(client, catalogue):
    page = Page(client.get(reverse("search:results") + "?q=che&cap=national&nam=2023").content.decode()).tree
    boosted = {link.get("href") for link in page.xpath("//*[@data-hx-boost='true']//a")}
    assert boosted and all(href.startswith("/vi/tim/") for href in boosted)
    forms = page.xpath("//form[ancestor-or-self::*[@data-hx-boost='true']]")
    assert {form.get("action") for form in forms} == {"/vi/tim/"} and len(forms) == 2
    assert not page.xpath("//*[@data-hx-boost='true']//*[contains(@class, 'plate')]")
    assert not page.xpath("//@*[starts-with(name(), 'hx-')]")


def test_the_library_may_neither_evaluate_nor_bring_scripts_or_styles_and_other_pages_do_not_load_it(client, catalogue):
    page = client.get(reverse("search:browse")).content.decode()
    config = Page(page).all("meta", name="htmx-config")[0]["content"]
    for setting in ('"allowEval": false', '"allowScriptTags": false', '"includeIndicatorStyles": false'):
        assert setting in config
    scripts = [script for script in Page(page).all("script") if "htmx" in script.get("src", "")]
    assert scripts and all("defer" in script for script in scripts)
    product = client.get(catalogue.tea.get_absolute_url()).content.decode()
    assert "htmx" not in product


def test_a_list_says_how_much_it_has_for_who_hears_it(client, catalogue):
    results = reverse("search:results")
    said = [client.get(f"{results}?q={words}", headers=HTMX).content.decode() for words in ("che", "xyzzy")]
    assert f'data-said="{total(said[0])} mục trong danh sách."' in said[0]
    assert 'data-said="Danh sách không có mục nào."' in said[1]
    assert 'role="status" data-list-said></p>' in client.get(reverse("search:browse")).content.decode()


def test_a_box_has_one_id_wherever_its_value_stands(client, catalogue):
    """So that who ticks it stays at it when the list has taken another order."""
    ids = []
    for query in ("", "?tinh=thai-nguyen"):
        page = Page(client.get(reverse("search:browse") + query).content.decode())
        ids.append({(box["value"], box["id"]) for box in page.all("input", name="tinh", type="checkbox")})
        assert all(page.all("label", **{"for": found}) for _value, found in ids[-1])
    assert ids[0] == ids[1] and ("thai-nguyen", "f-tinh-thai-nguyen") in ids[0]


def test_a_swapped_list_says_what_is_counted_of_it(client, catalogue):
    answer = client.get(reverse("search:results") + "?q=che", headers=HTMX).content.decode()
    assert [said["data-entries"] for said in Page(answer).all("span") if "data-seen" in said]


def test_a_page_beyond_the_last_leads_htmx_to_the_first_too(client, catalogue):
    answer = client.get(reverse("search:browse") + "?trang=40", headers=HTMX, follow=True)
    assert answer.redirect_chain and b"<!doctype" not in answer.content
