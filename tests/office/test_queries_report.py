"""The centre's report of what visitors look for: by week, what is found and what is not, and what can be done."""

import datetime
import io
from urllib.parse import quote_plus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from office.searching import report
from search.query_log.models import QueryDay
from search.query_log.reading import Week, asked_in, asked_queries, found_loosely, in_vain, never_opened
from tests.cast import signed_in
from tests.markup import Page

pytestmark = pytest.mark.django_db

TUESDAY = datetime.date(2026, 11, 17)
WEEK = Week.of(TUESDAY)


@pytest.fixture(autouse=True)
def on_a_sunday(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_zone: datetime.date(2026, 11, 22))


def asked(text, count=1, *, day=TUESDAY, level="strict", total=3, clicks=0, ranks=0, facets="", language="vi"):
    QueryDay.objects.create(
        text=text,
        count=count,
        day=day,
        level=level,
        total=0 if level == "nothing" else total,
        clicks=clicks,
        ranks=ranks,
        facets=facets,
        language=language,
    )


def texts(rows):
    return [row["text"] for row in rows]


def screen(person, **asked_for):
    return signed_in(person).get(reverse("queries_report"), asked_for).content.decode()


def names_in(source, key):
    """The queries of one table, in order."""
    return [
        cell.text_content()
        for cell in Page(source).tree.xpath(f"//section[@aria-labelledby='{key}']//th[@scope='row']")
    ]


def test_a_week_is_from_monday_to_sunday_and_has_its_number():
    assert (WEEK.monday, WEEK.sunday) == (datetime.date(2026, 11, 16), datetime.date(2026, 11, 22))
    assert (WEEK.year, WEEK.number) == (2026, 47)
    new_year = Week.of(datetime.date(2027, 1, 3))
    assert (new_year.year, new_year.number) == (2026, 53)
    assert new_year.after.number == 1 and WEEK.before.after == WEEK


def test_a_week_sums_its_days_and_no_others():
    for day, count in ((15, 100), (16, 1), (19, 2), (22, 4), (23, 100)):
        asked("miến", count, day=datetime.date(2026, 11, day), clicks=1, ranks=count)
    asked("chè", 9)
    [tea, noodles] = asked_queries(WEEK, asked_in(WEEK))
    assert (tea.text, tea.asked, noodles.text, noodles.asked) == ("chè", 9, "miến", 7)
    assert (noodles.clicks, noodles.ranks, noodles.mean_rank) == (3, 7, 2.3)
    assert tea.mean_rank is None


def test_a_list_that_was_narrowed_is_not_asked_again_but_its_clicks_count():
    asked("miến", 4, total=30)
    asked("miến", 3, facets="level,province", total=2, clicks=2, ranks=2)
    asked("gùi", 5, facets="level")
    [query] = asked_queries(WEEK, asked_in(WEEK))
    assert (query.text, query.asked, query.narrowed, query.total, query.clicks) == ("miến", 4, 3, 30, 2)


def test_each_table_has_what_belongs_to_it():
    asked("thấy", 9, clicks=1, ranks=1)
    asked("không thấy", 2, level="nothing")
    asked("nay đã thấy", 3, level="nothing")
    asked("nay đã thấy", 1, day=datetime.date(2026, 11, 20), total=5, clicks=1, ranks=1)
    for level in ("folded", "corrected", "any"):
        asked(f"nới {level}", 1, level=level, clicks=1, ranks=4)
    asked("không mở", 4)
    rows = asked_in(WEEK)
    assert texts(rows)[:2] == ["thấy", "không mở"]
    assert texts(in_vain(rows)) == ["nay đã thấy", "không thấy"]
    assert texts(found_loosely(rows)) == ["nới any", "nới corrected", "nới folded"]
    assert texts(never_opened(rows)) == ["không mở"]
    assert {query.text: query.total for query in asked_queries(WEEK, in_vain(rows))} == {
        "nay đã thấy": 5,
        "không thấy": 0,
    }


def test_the_screen_shows_the_week_asked_for(editor):
    asked("miến tuần này", level="nothing")
    asked("chè tuần trước", 1250, day=datetime.date(2026, 11, 11))
    now = screen(editor)
    assert names_in(now, "khong-thay") == names_in(now, "nhieu-nhat") == ["miến tuần này"]
    assert "Tuần 47 năm 2026: từ 16/11/2026 đến 22/11/2026" in Page(now).words and "chưa hết tuần" in now
    assert "Tuần sau" not in now and "1 lượt tìm trong tuần, 1 lượt không thấy gì." in Page(now).words
    before = screen(editor, ngay="2026-11-09")
    assert names_in(before, "nhieu-nhat") == ["chè tuần trước"] and names_in(before, "khong-thay") == []
    assert "1.250 lượt tìm" in before and "?ngay=2026-11-16" in before and "?ngay=2026-11-02" in before
    for nonsense in ("tuan-sau", "1990-01-01", "2026-12-30", ""):
        assert names_in(screen(editor, ngay=nonsense), "nhieu-nhat") == ["miến tuần này"]


def test_the_log_has_a_first_week(editor):
    asked("miến")
    first = datetime.date(2026, 11, 22) - datetime.timedelta(days=400)
    assert "Tuần trước" not in screen(editor, ngay=first.isoformat())


def test_a_week_without_searches_says_so(editor):
    page = screen(editor)
    assert "Tuần này chưa có từ khóa nào được ghi" in page and "office-table" not in page and "Tải bảng" not in page


def test_a_query_leads_to_its_public_page_in_its_language(editor, settings):
    asked("gùi & mây", level="nothing")
    asked("bamboo", level="nothing", language="en")
    page = screen(editor)
    assert f"/vi/tim/?q={quote_plus('gùi & mây')}" in page
    assert "/en/" in page and "?q=bamboo" in page


def test_whoever_may_add_synonyms_is_led_to_a_row_that_has_the_words_already(editor, moderator):
    asked("bình <b>gốm</b>", level="nothing")
    address = f"{reverse('wagtailsnippets_search_synonym:add')}?term={quote_plus('bình <b>gốm</b>')}"
    assert address in screen(editor) and "Thêm từ đồng nghĩa" in screen(editor)
    assert address not in screen(moderator) and "<b>gốm" not in screen(moderator)
    form = signed_in(editor).get(address).content.decode()
    assert 'value="bình &lt;b&gt;gốm&lt;/b&gt;"' in form


def test_a_long_table_shows_its_beginning_and_the_download_has_all(editor, monkeypatch):
    monkeypatch.setattr(report, "ROWS_SHOWN", 2)
    for number in range(4):
        asked(f"từ {number}", 9 - number)
    page = screen(editor)
    assert names_in(page, "nhieu-nhat") == ["từ 0", "từ 1"] and "Dưới đây là 2 từ khóa đứng đầu" in page
    answer = signed_in(editor).get(reverse("queries_report"), {"export": "csv"})
    assert b"".join(answer.streaming_content).decode().count("\n") == 5


def test_the_table_can_be_downloaded_and_runs_no_formula(editor):
    asked("-1 chè", 3, level="any", total=8, clicks=2, ranks=5)
    answer = signed_in(editor).get(reverse("queries_report"), {"export": "xlsx", "ngay": "2026-11-17"})
    assert "tu-khoa-2026-tuan-47.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)).active
    heading, row = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert heading[:3] == ["Từ khóa", "Lượt tìm", "Lượt không thấy gì"]
    assert row[:8] == ["'-1 chè", 3, 0, 3, 0, 8, 2, 2.5]


def test_the_screen_takes_few_queries_however_much_was_asked(editor, django_assert_max_num_queries):
    for number in range(30):
        asked(f"từ {number}", number + 1, level="nothing" if number % 2 else "any")
    desk = signed_in(editor)
    desk.get(reverse("queries_report"))
    with django_assert_max_num_queries(40):
        desk.get(reverse("queries_report"))


@pytest.mark.parametrize("person", ["director", "editor", "moderator", "fair_officer"])
def test_all_of_the_centres_staff_see_it(person, request):
    desk = signed_in(request.getfixturevalue(person))
    assert desk.get(reverse("queries_report")).status_code == 200
    assert reverse("queries_report") in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_else_sees_it(producer, buyer):
    for visitor in (buyer, signed_in(producer), Client()):
        assert visitor.get(reverse("queries_report")).status_code in {302, 403}
