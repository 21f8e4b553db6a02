"""The staff keep the search box: synonyms as rows of a list, with what each one does."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from search import lifecycle, outbox
from search.models import Synonym
from tests.cast import signed_in
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_search_synonym:list"
ADD = "wagtailsnippets_search_synonym:add"
EDIT = "wagtailsnippets_search_synonym:edit"
DELETE = "wagtailsnippets_search_synonym:delete"


@pytest.fixture(autouse=True)
def two_rows(db: None) -> None:
    Synonym.objects.all().delete()
    Synonym.objects.create(term="bắp", other="ngô", direction="both", note="tiếng miền Nam")
    Synonym.objects.create(term="tea", other="chè", direction="one")


def row(term: str) -> Synonym:
    return Synonym.objects.get(term=term)


def posted(browser, address: str, **values: str) -> str:
    """What the form answers."""
    answer = browser.post(address, {"term": "", "other": "", "direction": "both", "note": "", **values})
    return answer.content.decode() if answer.status_code == 200 else ""


def test_the_list_says_what_each_row_does_and_leads_to_trying_it(editor):
    content = signed_in(editor).get(reverse(LIST)).content.decode()
    assert "Tìm “bắp” thấy cả “ngô”, và ngược lại." in content
    assert "Tìm “tea” thấy cả “chè”; tìm “chè” không thấy “tea”." in content
    assert f"{reverse('search:results')}?q=b%E1%BA%AFp" in content


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [("q=bap", "bắp ↔ ngô", "tea → chè"), ("q=mien nam", "bắp ↔ ngô", "tea → chè"), ("q=che", "tea → chè", "bắp"),
     ("direction=one", "tea → chè", "bắp ↔ ngô"), ("direction=both", "bắp ↔ ngô", "tea → chè")],
)  # fmt: skip
def test_the_list_is_searched_without_accents_and_narrowed_by_direction(editor, query, shown, hidden):
    content = signed_in(editor).get(f"{reverse(LIST)}?{query}").content.decode()
    assert shown in content and hidden not in content


def test_a_row_is_written_changed_and_deleted_and_the_log_says_who(editor):
    browser = signed_in(editor)
    posted(browser, reverse(ADD), term="Heo ", other="LỢN", direction="both")
    made = row("heo")
    assert (made.other, made.direction) == ("lợn", "both")
    posted(browser, reverse(EDIT, args=[made.pk]), term="heo", other="lợn", direction="one")
    assert row("heo").direction == "one"
    assert ModelLogEntry.objects.filter(user=editor, object_id=str(made.pk)).count() == 2
    browser.post(reverse(DELETE, args=[made.pk]))
    assert not Synonym.objects.filter(term="heo").exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"term": "Ngô", "other": "Bắp"}, "Đã có dòng “bắp ↔ ngô”"),
        ({"term": "chè", "other": "tea", "direction": "one"}, "đi thành vòng: chè → tea → chè"),
        ({"term": "chè", "other": "--"}, "ít nhất một chữ cái"),
        ({"term": "", "other": "chè"}, "bắt buộc"),
        ({"term": "x" * 81, "other": "chè"}, "81"),
    ],
)
def test_the_form_says_why_it_refuses_and_keeps_what_was_typed(editor, values, words):
    content = posted(signed_in(editor), reverse(ADD), **values)
    assert words in content and f'value="{values["other"].lower()}"' in content.lower()
    assert Synonym.objects.count() == 2


def test_the_form_of_a_row_says_what_a_search_for_both_words_finds(editor):
    Synonym.objects.create(term="bắp", other="corn", direction="one")
    content = signed_in(editor).get(reverse(EDIT, args=[row("tea").pk])).content.decode()
    assert "Tìm “tea” thấy cả: chè." in content and "Tìm “chè” chỉ thấy đúng từ ấy." in content
    corn = Synonym.objects.get(other="ngô")
    assert "Tìm “bắp” thấy cả: ngô, corn." in signed_in(editor).get(reverse(EDIT, args=[corn.pk])).content.decode()
    assert "chỉ thấy đúng từ ấy" not in signed_in(editor).get(reverse(ADD)).content.decode()


def test_those_who_do_not_keep_the_search_box_cannot_write_past_the_menu(moderator, fair_officer):
    for person in (moderator, fair_officer):
        browser = signed_in(person)
        posted(browser, reverse(ADD), term="heo", other="lợn")
        browser.post(reverse(DELETE, args=[row("tea").pk]))
    assert set(Synonym.objects.values_list("term", flat=True)) == {"bắp", "tea"}


def test_the_list_can_be_taken_away_as_a_table(editor):
    answer = signed_in(editor).get(f"{reverse(LIST)}?export=csv")
    table = b"".join(answer.streaming_content).decode()
    assert "bắp,ngô,Hai chiều" in table


# How a query is read


@pytest.fixture
def maize(workshop):
    """A product that only another name leads to."""
    product = ProductFactory(producer=workshop, name_vi="Ngô nếp nương")
    lifecycle.ensure_index()
    outbox.drain()
    return product


def screen(person, query: str = "") -> str:
    answer = signed_in(person).get(reverse("query_reading"), {"q": query} if query else {})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_screen_begins_with_a_box_and_nothing_else(editor):
    content = screen(editor)
    assert 'name="q"' in content and "Các nấc tìm" not in content


def test_the_screen_shows_what_the_words_became_and_what_they_found(editor, maize):
    content = screen(editor, "mua bap")
    assert "“bap” hoặc: ngô" in content
    assert "“mua”" in content and "Bỏ qua" in content
    assert "Ngô nếp nương" in content and maize.get_absolute_url() in content
    content = screen(editor, "bap năm 2025")
    assert "“năm 2025” → Năm công nhận: Năm 2025" in content
    assert "(không hiểu chữ nào là bộ lọc)" in content


def test_a_query_that_finds_nothing_is_said_to_and_no_query_raises(editor, maize):
    assert "Không nấc nào tìm thấy gì." in screen(editor, "zzzzz qqqqq")
    for query in ('"', "<script>alert(1)</script>", "NEAR(a b) OR *", "…", "x" * 999):
        assert "<script>alert" not in screen(editor, query)
