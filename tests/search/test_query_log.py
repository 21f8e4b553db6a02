"""What people look for: counted as their pages say it, and nothing kept that is about a person."""

import datetime
import threading

import pytest
from django.core.signing import Signer
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.clock import JOBS
from search.query_log import services, views
from search.query_log.holding import ENOUGH, MOST_HELD, Holding
from search.query_log.models import QueryDay
from search.query_log.services import DAYS_KEPT, forget_old, holding, waiting, write_queries
from search.query_log.statements import SALT, Statement
from tests.cast import sign_up, signed_in
from tests.markup import Page

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J260G) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36"
addresses = iter(range(1, 10_000))


@pytest.fixture(autouse=True)
def nothing_waits():
    waiting.forget()
    holding.forget()
    yield
    waiting.forget()
    holding.forget()


def a_visitor() -> Client:
    """Somebody with a telephone, from a network address of their own."""
    number = next(addresses)
    return Client(headers={"User-Agent": PHONE}, REMOTE_ADDR=f"10.1.{number // 250}.{number % 250}")


def statement_on(source: str) -> str | None:
    """What a page would tell the log."""
    said = [script["data-seen"] for script in Page(source).all("span") if "data-seen" in script]
    return said[0] if said else None


def asks(query: str, visitor: Client | None = None, **choices) -> str | None:
    """Open the page of results as somebody; what it would tell."""
    answer = (visitor or a_visitor()).get(reverse("search:results"), {"q": query, **choices})
    return statement_on(answer.content.decode())


def tells(said: str, visitor: Client | None = None, **headers):
    answer = (visitor or a_visitor()).post(
        reverse("query_log:seen"), said, content_type="text/plain;charset=UTF-8", headers=headers
    )
    assert answer.status_code == 204 and answer.content == b"" and not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def searches(query: str, visitor: Client | None = None, *, opens: int = 0, **choices) -> None:
    """Somebody searches, sees the page, and opens the result at a rank."""
    visitor = visitor or a_visitor()
    said = asks(query, visitor, **choices)
    assert said, f"the page of “{query}” says nothing"
    tells(said, visitor)
    if opens:
        tells(f"{opens} {said}", visitor)


def stored(**wanted) -> list[QueryDay]:
    waiting.flush()
    return list(QueryDay.objects.filter(**wanted).order_by("text", "level", "facets"))


def test_a_search_is_counted_with_what_it_found(catalogue):
    searches("Chè  MÓC câu")
    [row] = stored()
    assert (row.text, row.level, row.facets, row.language) == ("chè móc câu", "strict", "", "vi")
    assert (row.count, row.total, row.clicks, row.ranks) == (1, 1, 0, 0)
    assert row.day == timezone.localdate()


def test_searches_of_a_day_add_up_over_several_writings(catalogue):
    for _number in range(2):
        searches("miến", opens=2)
    assert [(row.count, row.clicks, row.ranks) for row in stored()] == [(2, 2, 4)]
    searches("miến", opens=1)
    assert [(row.count, row.clicks, row.ranks) for row in stored()] == [(3, 3, 5)]


def test_the_last_total_stands_and_an_opened_result_does_not_change_it(catalogue):
    today = timezone.localdate()
    page = Statement(today, "miến", "strict", "", "vi", 9, False)
    write_queries({(page, 0): 1, (page._replace(total=4), 0): 1})
    write_queries({(page, 3): 1})
    assert [(row.count, row.total, row.clicks) for row in stored()] == [(2, 4, 1)]


@pytest.mark.parametrize(
    ("query", "level"),
    [
        ("miến tỏi đen", "strict"),
        ("mién tói đèn", "folded"),
        ("mieens", "corrected"),
        ("miến tỏi gốm", "any"),
        ("gốm móc tôm", "some"),
        ("vò đồng", "nothing"),
    ],
)
def test_the_step_of_the_ladder_is_logged(catalogue, query, level):
    for _number in range(ENOUGH):
        searches(query)
    assert {row.level for row in stored()} == {level}


def test_facets_are_logged_by_their_names_alone(catalogue):
    searches("chè", cap="national", tinh="thai-nguyen")
    searches("chè", loai="khong-co")
    assert [row.facets for row in stored()] == ["", "level,province"]


def test_only_the_first_page_of_a_query_as_it_was_asked_is_logged(catalogue, client):
    for choices in ({"trang": "2"}, {"xep": "ten"}, {"nguyen-van": "1"}):
        assert asks("chè", **choices) is None
    assert asks("") is None and asks("  ?! ") is None
    assert statement_on(client.get(reverse("search:browse"), {"q": "chè"}).content.decode()) is None


def test_a_page_says_the_same_each_time(catalogue):
    assert asks("chè") == asks("chè")


def test_what_we_did_not_sign_is_refused(catalogue):
    said = asks("miến")
    forged = Signer(key="another key", salt=SALT).sign_object(["2026-01-01", "miến", "strict", "", "vi", 1, False])
    others = Signer(salt="another purpose").sign_object([str(timezone.localdate()), "x", "strict", "", "vi", 1, False])
    bodies = ("miến", forged, others, said[:-1], f"{said}x", f"0 {said}", f"-1 {said}", f"37 {said}", f"a {said}", "")
    for body in (*bodies, "x" * 5000):
        tells(body)
    assert stored() == []
    assert a_visitor().get(reverse("query_log:seen")).status_code == 405


def test_pages_of_long_ago_are_refused(catalogue):
    today = timezone.localdate()
    for days, is_counted in ((0, True), (1, True), (2, False)):
        page = Statement(today - datetime.timedelta(days=days), f"miến {days}", "strict", "", "vi", 1, False)
        tells(page.signed())
        assert bool(stored(text=page.text)) is is_counted


@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://noi-khac.example"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": ""},
    ],
)
def test_robots_other_sites_what_is_fetched_ahead_and_who_asks_not_to_be_followed_do_not_count(catalogue, headers):
    said = asks("miến")
    tells(said, **headers)
    tells(f"1 {said}", **headers)
    assert stored() == []


def test_who_is_signed_in_does_not_count(catalogue):
    visitor = signed_in(sign_up("can-bo", "Mai"))
    visitor.defaults["HTTP_USER_AGENT"] = PHONE
    tells(asks("miến"), visitor)
    assert stored() == []


def test_one_address_cannot_make_a_query_look_wanted(catalogue):
    visitor = a_visitor()
    for _number in range(5):
        searches("miến", visitor, opens=1)
    assert [(row.count, row.clicks) for row in stored()] == [(1, 1)]


def test_one_address_cannot_fill_the_log(catalogue):
    visitor, today = a_visitor(), timezone.localdate()
    for number in range(3 * views.QUERIES_A_MINUTE):
        tells(Statement(today, f"chè {number}", "strict", "", "vi", 1, False).signed(), visitor)
    assert len(stored()) <= 2 * views.QUERIES_A_MINUTE


def test_a_day_that_has_its_fill_takes_no_new_queries(catalogue, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_DAY", 1)
    searches("miến")
    assert len(stored()) == 1
    searches("chè")
    searches("miến")
    assert [(row.text, row.count) for row in stored()] == [("miến", 2)]


def test_telling_asks_the_database_nothing(catalogue, django_assert_num_queries):
    said = asks("miến")
    with django_assert_num_queries(0):
        tells(said)


@pytest.mark.parametrize(
    "query",
    [
        "chè 0912 345 678",
        "+84 912.345.678",
        "liên hệ lan@example.org",
        "cccd 001203004567",
        "miến facebook.com/lan",
    ],
)
def test_a_page_says_nothing_of_what_reaches_a_person(catalogue, query):
    assert asks(query) is None


@pytest.mark.parametrize("query", ["Nguyễn Thị Lan", "nguyen thi lan", "chè của Trần Văn Hùng", "bà Tư", "xyzzy quux"])
def test_names_and_unknown_words_wait_until_several_have_asked(catalogue, query):
    for _number in range(ENOUGH - 1):
        searches(query)
    assert stored() == [] and len(waiting) == 0
    searches(query)
    assert [row.count for row in stored()] == [ENOUGH]
    searches(query)
    assert [row.count for row in stored()] == [ENOUGH + 1]


def test_one_person_alone_never_brings_a_name_into_the_log(catalogue, monkeypatch):
    monkeypatch.setattr(views, "is_counted", lambda *_request: True)
    visitor = a_visitor()
    for _number in range(3 * ENOUGH):
        searches("Nguyễn Thị Lan", visitor, opens=1)
    assert stored() == []


def test_the_log_holds_no_word_of_what_waits(catalogue):
    said = Statement.read(asks("Nguyễn Thị Lan"))
    searches("Nguyễn Thị Lan")
    assert said and said.is_held
    assert "lan" not in repr(vars(holding)).casefold()
    assert "10.1." not in repr(vars(holding))


def test_a_name_that_a_public_record_has_is_logged_at_once(catalogue):
    searches("gốm Lục Ngạn")
    searches("hảo đạt")
    assert len(stored()) == 2


def test_known_words_that_find_nothing_together_are_logged_at_once(catalogue):
    searches("gốm móc tôm")
    assert [(row.level, row.total) for row in stored()] == [("some", 4)]


def test_addresses_of_one_subscriber_are_one():
    held = Holding()
    assert [held.asked("lan", f"2001:db8:1:2::{number}") for number in range(1, 6)] == [0] * 5
    assert held.asked("lan", "2001:db8:9::1") == 0
    assert held.asked("lan", "no address") == 7 and held.is_free("lan")


def test_what_waited_is_forgotten_with_the_week():
    days = iter([datetime.date(2026, 11, day) for day in (16, 22, 23, 23, 24)])
    held = Holding(today=lambda: next(days))
    assert [held.asked("lan", f"10.0.0.{number}") for number in range(5)] == [0, 0, 0, 0, 3]


def test_what_waits_has_an_end():
    held = Holding()
    held._held = dict.fromkeys(range(MOST_HELD))
    held._week = (timezone.localdate().toordinal() - 1) // 7
    assert [held.asked("lan", f"10.0.0.{number}") for number in range(ENOUGH)] == [0] * ENOUGH


def test_nothing_about_who_asked_is_stored(catalogue):
    columns = {field.column for field in QueryDay._meta.get_fields()}
    assert columns == {"id", *services.COLUMNS}
    searches("miến")
    waiting.flush()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)


def test_old_days_are_deleted_by_the_clock(catalogue):
    assert "forget-old-queries" in {job.name for job in JOBS}
    today = timezone.localdate()
    for days in (0, DAYS_KEPT, DAYS_KEPT + 1):
        page = Statement(today - datetime.timedelta(days=days), "miến", "strict", "", "vi", 1, False)
        write_queries({(page, 0): 1})
    assert forget_old() == "1" and forget_old() == ""
    assert min(QueryDay.objects.values_list("day", flat=True)) == today - datetime.timedelta(days=DAYS_KEPT)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_connections_add_up_on_postgresql_in_whatever_order():
    pages = [Statement(timezone.localdate(), f"chè {number}", "strict", "", "vi", 1, False) for number in range(5)]

    def write(order):
        for _number in range(20):
            write_queries({(page, 0): 1 for page in order})
        connections.close_all()

    threads = [threading.Thread(target=write, args=(order,)) for order in (pages, pages[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(QueryDay.objects.values_list("count", flat=True)) == [40] * 5
