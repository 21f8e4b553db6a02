"""Every count on the site is the one that its own link gives."""

import re
from html import unescape

import pytest
from django.urls import reverse

from common import stamp
from search import browse
from search.list_pages import browse_page, results_page
from search.listing import Listing
from search.state import ListState

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "",
    "?cap=national",
    "?cap=national&nam=2023",
    "?loai=thuc-pham",
    "?tinh=thai-nguyen&cap=region",
    "?cn=chua",
    "?q=ch%C3%A8",
]
BOX = re.compile(
    r'name="(\w+)" id="[^"]+" value="([^"]+)"( checked)?>'
    r'<label[^>]*>[^<]*</label><span class="n">(\d+)'
)


def total(page: str) -> int:
    found = re.search(r"<strong>(\d+) (?:sản phẩm|kết quả)</strong>", page)
    return int(found.group(1)) if found else 0


def listing(client, path: str, query: str) -> Listing:
    return client.get(path + query).context["listing"]


@pytest.mark.parametrize("name", ["search:browse", "search:results"])
@pytest.mark.parametrize("query", ADDRESSES)
def test_every_facet_link_gives_its_count(client, catalogue, name: str, query: str):
    shown = listing(client, reverse(name), query)
    assert shown.narrowing.facets
    for facet in shown.narrowing.facets:
        for item in facet["items"]:
            chosen = shown.state.choosing(facet["name"], (item["value"],)).address(shown.page.path)
            assert total(client.get(chosen).content.decode()) == item["count"], (facet["name"], item)


def test_the_boxes_of_the_form_give_what_stands_beside_them(client, catalogue):
    """As a browser without scripts sends them: one box more, everything else as it stands."""
    path = reverse("search:browse")
    page = client.get(path).content.decode()
    boxes = BOX.findall(page)
    assert {name for name, *_rest in boxes} >= {"cap", "nam", "loai", "tinh", "cn"}
    standing = {name: value for name, value, checked, _count in boxes if checked}
    for name, value, _checked, count in boxes:
        answer = client.get(path, {**standing, name: unescape(value)}).content.decode()
        assert total(answer) == int(count), (name, value)


def test_a_branch_counts_what_hangs_below_it_and_opens_when_chosen(client, catalogue):
    def categories(query: str) -> dict[str, int]:
        facets = listing(client, reverse("search:browse"), query).narrowing.facets
        [items] = [facet["items"] for facet in facets if facet["name"] == "loai"]
        return {item["label"]: item["count"] for item in items}

    assert categories("") == {"Thực phẩm": 3, "Gốm sứ": 1}
    assert categories("?loai=thuc-pham") == {
        "Gốm sứ": 1,
        "Thực phẩm": 3,
        "Thực phẩm › Chè": 2,
        "Thực phẩm › Miến": 1,
    }


def test_the_summary_counts_awarded_products_and_leads_to_them(client, catalogue, django_assert_max_num_queries):
    with stamp.one_request(), django_assert_max_num_queries(3):
        summary = browse.summary()
    assert summary.total == 4
    assert {each.value: each.count for each in summary.levels} == {"national": 2, "region": 1, "province": 2}
    for each in (*summary.levels, *summary.categories, *summary.provinces, *summary.years, *summary.regions):
        assert total(client.get(each.url).content.decode()) == each.count
    assert total(client.get(reverse("search:browse")).content.decode()) == summary.total


def test_addresses_for_other_pages_are_those_of_the_browse_page(client, catalogue):
    address = browse.browse_address(level="national", year=2023)
    assert total(client.get(address).content.decode()) == 2


def test_an_example_of_a_chosen_value_that_gives_nothing_stays_visible(client, catalogue):
    facets = listing(client, reverse("search:browse"), "?cap=commune&nam=2023").narrowing.facets
    [levels] = [facet for facet in facets if facet["name"] == "cap"]
    assert {"value": "commune", "count": 0, "checked": True}.items() <= levels["items"][-1].items()


def test_pages_build_the_same_addresses_they_read():
    for page in (browse_page("/vi/san-pham/"), results_page("/vi/tim/")):
        state = ListState(query="chè", choices={"cap": ("national", "region")}, sort="name", page=3, as_typed=True)
        assert state.address(page.path).startswith(page.path + "?q=ch%C3%A8&cap=national&cap=region&xep=ten")
