"""The pages: what they show, how the words were read, what they offer where nothing is found."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.page_cache import forget_pages
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(client, catalogue):
    return lambda query="": client.get(reverse("search:browse") + query).content.decode()


@pytest.fixture
def find(client, catalogue):
    return lambda query: client.get(reverse("search:results"), query).content.decode()


def names(page: str) -> list[str]:
    return [re.sub("<[^>]+>", "", name) for name in re.findall(r'plate__name"><a [^>]*>(.*?)</a>', page)]


def test_the_browse_page_lists_awarded_products_the_latest_and_highest_first(browse):
    assert names(browse()) == ["Chè tôm nõn", "Chè móc câu", "Miến tỏi đen", "Bình gốm men rạn"]


def test_products_without_an_award_are_shown_where_they_are_asked_for(browse):
    assert set(names(browse("?cn=chua"))) == {"Bánh chè lam", "Rượu chè"}
    assert len(names(browse("?cn=tat-ca"))) == 6


def test_a_search_finds_them_too_but_without_a_mark(find):
    page = find({"q": "bánh chè lam"})
    assert names(page)[0] == "Bánh chè lam"
    assert "award--" not in page.split('plate__name"')[0].split('class="plates')[1]


def test_a_search_without_accents_finds_what_has_them(find):
    found, also = find({"q": "mien toi den"}).split('id="also-heading"')
    assert names(found) == ["Miến tỏi đen"]
    assert "Có một phần các chữ" in also and "Làng miến Bình Lư" in names(also)


def test_a_search_finds_producers_and_villages_and_says_what_they_are(find):
    page = find({"q": "lang mien binh lu"})
    assert "Làng miến Bình Lư" in names(page)
    assert ">Làng nghề</span>" in page


def test_a_level_and_a_year_become_filters_that_can_be_taken_off(find):
    page = find({"q": "chè cấp quốc gia 2023"})
    assert names(page) == ["Chè móc câu"]
    assert "Cấp quốc gia" in page and "Năm 2023" in page
    assert 'href="/vi/tim/?q=ch%C3%A8+c%E1%BA%A5p+qu%E1%BB%91c+gia"' in page


def test_level_and_year_are_of_one_award(find):
    assert "Chưa có mục nào" in find({"q": "chè móc câu", "cap": "province", "nam": "2023"})


def test_a_decision_is_found_by_its_number_however_it_is_written(find):
    for query in ("3116/QĐ-BCT", "3116 qd bct", "quyết định 3116/QĐ-BCT"):
        assert "Chè móc câu" in names(find({"q": query}))


def test_a_former_province_finds_what_was_in_it_and_offers_the_new_one(find):
    page = find({"q": "Bắc Giang"})
    assert names(page) == ["Bình gốm men rạn"]
    assert "Bắc Giang (nay thuộc Bắc Ninh)" in page
    assert "tinh=bac-ninh" in page
    assert "là Bắc Giang)" in page


def test_a_rewritten_query_says_so_and_offers_the_words_as_typed(find):
    page = find({"q": "mieens toir ddem"})
    assert "Hiện kết quả cho" in page
    assert "nguyen-van=1" in page


def test_taken_literally_nothing_is_rewritten(find):
    page = find({"q": "mieens", "nguyen-van": "1"})
    assert "Hiện kết quả cho" not in page
    assert names(page) == []


def test_a_search_that_had_to_drop_accents_says_so(find):
    assert "khi bỏ dấu" in find({"q": "mién tói đèn"})


def test_the_words_found_are_marked(find):
    assert "<mark>" in find({"q": "tỏi đen"})


def test_nothing_found_says_what_to_take_off_and_how_much_is_left(find):
    page = find({"q": "miến tỏi đen", "cap": "commune"})
    assert "Cấp xã" in page and "còn 1 mục" in page
    assert names(page)[0] == "Miến tỏi đen"
    assert "noindex" in page


def test_nothing_found_at_all_still_leads_somewhere(find, client):
    page = find({"q": "xyzzy quux"})
    assert names(page) == []
    assert reverse("search:browse") in page
    offered = re.findall(r'<li><a href="([^"]+)">[^<]+</a> <span>(\d+)</span></li>', page)
    assert offered and all(count == str(total_of(client, address)) for address, count in offered)


def total_of(client, address: str) -> int:
    """How many a list says it has."""
    return int(re.findall(r"<strong>(\d+) sản phẩm</strong>", client.get(address).content.decode())[0])


def test_shorter_words_are_offered_with_what_they_give(find):
    page = find({"q": "gốm Thái Nguyên"})
    assert "Viết ngắn hơn" in page
    assert "?q=g%E1%BB%91m" in page


def test_the_page_says_how_it_is_ordered(browse):
    assert "Xếp theo năm công nhận mới nhất" in browse()
    assert "theo thứ tự chữ cái tiếng Việt" in browse("?xep=ten")


def test_names_can_be_sorted(browse):
    assert names(browse("?xep=ten")) == ["Bình gốm men rạn", "Chè móc câu", "Chè tôm nõn", "Miến tỏi đen"]


def test_the_card_shows_the_award_that_was_asked_for(browse):
    page = browse("?cap=province")
    assert "Cấp tỉnh\u00a0· 2022" in page
    assert "Cấp quốc gia\u00a0· 2023" in browse("?cap=national")


def test_choices_that_mean_nothing_are_left_out(browse):
    page = browse("?cap=galaxy&tinh=atlantis&nam=abc&loai=nope&trang=x&xep=y")
    assert len(names(page)) == 4


def test_a_page_behind_the_last_leads_to_the_first(client, catalogue):
    answer = client.get(reverse("search:browse"), {"trang": "40", "cap": "national"})
    assert answer.status_code == 302
    assert answer.url == reverse("search:browse") + "?cap=national"


def test_single_choices_may_be_indexed_and_combinations_may_not(browse):
    assert "noindex" not in browse()
    one = browse("?cap=national")
    assert "noindex" not in one and 'canonical" href="http://127.0.0.1:8000/vi/san-pham/?cap=national"' in one
    several = browse("?cap=national&nam=2023")
    assert "noindex" in several and 'canonical" href="http://127.0.0.1:8000/vi/san-pham/"' in several
    assert "noindex" in browse("?q=ch%C3%A8")


def test_results_of_a_search_are_never_indexed(find):
    assert "noindex" in find({}) and "noindex" in find({"q": "chè"})


def test_no_cookie_is_set_and_no_session_is_touched(client, catalogue):
    for address in (
        reverse("search:browse"),
        reverse("search:results") + "?q=che",
        reverse("search:suggest") + "?q=che",
    ):
        answer = client.get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_pages_only_answer_reading(client, catalogue):
    assert client.post(reverse("search:browse")).status_code == 405


@pytest.mark.parametrize("query", ["'", '"', "*", "a OR b", "%00", "NEAR(", "\x00chè", "<script>", "🍵", "-"])
def test_no_query_breaks_the_page(client, catalogue, query: str):
    for name in ("search:results", "search:browse", "search:suggest"):
        answer = client.get(reverse(name), {"q": query})
        assert answer.status_code == 200
        assert b"<script>" not in answer.content.split(b"<main")[-1]


def count_queries(client, address: str) -> int:
    """Of a page that is made anew, in a process that has made it before."""
    for _warming in range(2):  # the very first page makes the site's identity, which is a change
        client.get(address)
        forget_pages()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_list_takes_few_queries_however_much_is_on_it(client, catalogue, indexed):
    browse = reverse("search:browse")
    few = count_queries(client, browse)
    for number in range(20):
        AwardFactory(product=ProductFactory(name_vi=f"Miến số {number}", producer=catalogue.tea.producer))
    indexed()
    assert count_queries(client, browse) == few <= 8
    assert count_queries(client, f"{browse}?cap=national&nam=2023&tinh=thai-nguyen&q=che") <= 8


def test_a_second_page_goes_on_where_the_first_ended(client, catalogue, indexed):
    for number in range(30):
        AwardFactory(product=ProductFactory(name_vi=f"Miến số {number:02d}", producer=None))
    indexed()
    pages = [names(client.get(reverse("search:browse"), {"trang": page}).content.decode()) for page in ("1", "2")]
    assert len(pages[0]) == 24 and len(pages[1]) == 10
    assert not set(pages[0]) & set(pages[1])


def test_taking_everything_off_takes_facts_out_of_the_words_too(client, catalogue):
    answer = client.get(reverse("search:results"), {"q": "chè cấp quốc gia", "nam": "2023"})
    assert answer.context["listing"].narrowing.clear_url == reverse("search:results") + "?q=ch%C3%A8"
