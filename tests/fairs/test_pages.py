"""Fairs as visitors and their phones read them: dates as far as known, closed days, calendar files."""

import datetime
from itertools import pairwise

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from fairs.calendar_files import open_runs
from fairs.models import DatePrecision, Exhibitor, FairEdition, FairZone
from fairs.presenting import closed_words, when, when_note
from tests.factories.fairs import ExhibitorFactory, FairClosedDayFactory, FairEditionFactory
from tests.factories.producers import ProducerFactory
from tests.factories.products import ProductFactory
from tests.markup import Page

DAY = datetime.timedelta(days=1)
days = st.dates(min_value=datetime.date(1990, 1, 1), max_value=datetime.date(2060, 12, 31))


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200
    return Page(response.content.decode())


def events(address: str) -> list[icalendar.Event]:
    response = Client().get(address)
    assert response.headers["Content-Type"].startswith("text/calendar")
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def file_of(edition: FairEdition) -> str:
    return reverse("fairs:edition_file", args=[edition.slug])


@given(days, st.sets(st.integers(0, 60), max_size=30))
def test_closed_days_in_words_name_each_day_once(start, offsets):
    shut = [start + DAY * offset for offset in sorted(offsets)]
    with translation.override("vi"):
        words = closed_words(shut)
    named = []
    for run in filter(None, words.split(", ")):
        first, _dash, last = run.rpartition("–")
        day, month = last.split("/")
        named += [(number, int(month)) for number in range(int(first or day), int(day) + 1)]
    assert named == [(day.day, day.month) for day in shut]


@given(days, st.integers(0, 40), st.sampled_from(list(DatePrecision)), st.booleans())
def test_any_dates_are_said_in_some_words(start, length, precision, has_end):
    edition = FairEdition(
        year=start.year,
        start_date=start,
        end_date=start + DAY * length if has_end else None,
        date_precision=precision,
    )
    for language in ("vi", "en"):
        with translation.override(language):
            said = f"{when(edition)} {when_note(edition)}"
            assert str(start.year) in said
            assert ("chưa rõ" in said) or language == "en" or (precision == DatePrecision.DAY and has_end)


def test_a_fair_without_any_date_says_its_year():
    edition = FairEdition(year=2027)
    assert when(edition) == "2027"
    assert open_runs(FairEdition(year=2027, date_precision=DatePrecision.YEAR)) == []


@pytest.mark.django_db
def test_a_day_inside_on_which_the_fair_is_shut_splits_the_calendar():
    edition = FairEditionFactory(start_date=datetime.date(2030, 2, 14), end_date=datetime.date(2030, 3, 3))
    for number in (17, 18, 19):
        FairClosedDayFactory(edition=edition, date=datetime.date(2030, 2, number))
    first, second = events(file_of(edition))
    assert (first["dtstart"].dt, first["dtend"].dt) == (datetime.date(2030, 2, 14), datetime.date(2030, 2, 17))
    assert (second["dtstart"].dt, second["dtend"].dt) == (datetime.date(2030, 2, 20), datetime.date(2030, 3, 4))
    assert first["uid"] != second["uid"]
    page = read(edition.get_absolute_url())
    assert "nghỉ 17–19/2" in page.words
    assert len([found for found in page.all("li") if found.get("class") == "is-closed"]) == 3


@pytest.mark.django_db
def test_a_fair_over_new_year_is_one_event():
    edition = FairEditionFactory(start_date=datetime.date(2030, 12, 28), end_date=datetime.date(2031, 1, 3))
    [event] = events(file_of(edition))
    assert (event["dtstart"].dt, event["dtend"].dt) == (datetime.date(2030, 12, 28), datetime.date(2031, 1, 4))
    assert "28.12 – 3.1" in read(edition.get_absolute_url()).words


@pytest.mark.django_db
def test_what_somebody_typed_stays_inside_its_line_of_the_file():
    name = "Hội chợ; gốm, mây\\tre"
    edition = FairEditionFactory(name_vi=name, venue="Sân vận động\nBEGIN:VEVENT")
    [event] = events(file_of(edition))
    assert str(event["summary"]) == name
    assert "BEGIN:VEVENT" in str(event["location"])


@given(st.lists(st.integers(0, 20), max_size=10, unique=True))
def test_open_runs_and_closed_days_make_up_the_whole_fair(closed):
    start = datetime.date(2030, 2, 20)
    edition = FairEdition(year=2030, start_date=start, end_date=start + 20 * DAY)
    edition.closed_days = [type(edition).closed_days.rel.related_model(date=start + DAY * day) for day in closed]
    runs = open_runs(edition)
    opened = [first + DAY * day for first, last in runs for day in range((last - first).days + 1)]
    assert sorted(opened + [start + DAY * day for day in closed]) == [start + DAY * day for day in range(21)]
    assert all(later[0] - earlier[1] > DAY for earlier, later in pairwise(runs))


@pytest.mark.django_db
def test_a_cancelled_fair_stays_in_the_calendar_and_says_why():
    edition = FairEditionFactory(cancelled=True)
    page = read(edition.get_absolute_url())
    assert "Đã hủy" in page.words and "bão số 11" in page.words
    assert str(events(file_of(edition))[0]["status"]) == "CANCELLED"
    calendar = read(reverse("fairs:calendar"))
    assert edition.name in calendar.words and ": 0 hội chợ" in calendar.words


@pytest.mark.django_db
def test_a_fair_known_by_month_only_has_no_days():
    edition = FairEditionFactory(month_only=True)
    page = read(edition.get_absolute_url())
    assert "12/2030 chưa rõ ngày" in page.words
    assert file_of(edition) not in page.links
    assert Client().get(file_of(edition)).status_code == 404
    assert events(reverse("fairs:calendar_file")) == []


@pytest.mark.django_db
def test_the_calendar_counts_what_it_lists():
    coming = [FairEditionFactory(), FairEditionFactory(start_date=timezone.localdate())]
    past, draft = FairEditionFactory(past=True), FairEditionFactory(unpublished=True)
    page = read(reverse("fairs:calendar"))
    assert ": 2 hội chợ" in page.words
    before, after = page.words.split("Đã qua")
    assert all(edition.name in before for edition in coming)
    assert past.name in after and draft.name not in page.words
    assert len(events(reverse("fairs:calendar_file"))) == 2
    assert Client().get(draft.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_exhibitors_are_linked_only_while_they_are_public():
    edition = FairEditionFactory()
    known = ExhibitorFactory(edition=edition, producer=ProducerFactory())
    hidden = ExhibitorFactory(edition=edition, producer=ProducerFactory(unpublished=True), booth_number="B7")
    page = read(edition.get_absolute_url())
    assert known.producer.get_absolute_url() in page.links
    assert hidden.producer.get_absolute_url() not in page.links
    assert known.edition.get_absolute_url() in read(known.producer.get_absolute_url()).links


@pytest.mark.django_db
def test_exhibitors_stand_by_zone_with_their_booths_and_products():
    edition = FairEditionFactory()
    for name in ("Khu thực phẩm", "Khu gốm"):
        FairZone.objects.create(edition=edition, name_vi=name, booth_count=10, sort_order=len(name))
    food = ExhibitorFactory(edition=edition, zone_name="Khu thực phẩm", booth_number="A2", producer=ProducerFactory())
    ceramics = ExhibitorFactory(edition=edition, zone_name="Khu gốm", booth_number="B1")
    shown, draft = ProductFactory(producer=food.producer), ProductFactory(producer=food.producer, draft=True)
    food.products.set([shown, draft])
    page = read(edition.get_absolute_url())
    listed = page.words.split("Đơn vị tham gia")[1]
    assert "2 đơn vị. Xếp theo khu, rồi theo gian." in listed
    assert listed.index("Khu gốm") < listed.index(ceramics.name) < listed.index("A2") < listed.index(shown.name)
    assert shown.get_absolute_url() in page.links and draft.name_vi not in page.words


@pytest.mark.django_db
def test_a_maker_who_is_not_public_is_named_as_the_fair_named_it():
    edition = FairEditionFactory()
    hidden = ProducerFactory(unpublished=True, name_vi="Tên chưa công bố")
    ExhibitorFactory(edition=edition, producer=hidden, name="")
    words = read(edition.get_absolute_url()).words
    assert "Tên chưa công bố" not in words and "chưa công bố tên" in words


@pytest.mark.django_db
def test_many_exhibitors_come_in_pages_and_ask_no_more_of_the_database(django_assert_max_num_queries):
    edition = FairEditionFactory()
    address = edition.get_absolute_url()
    Exhibitor.objects.bulk_create(Exhibitor(edition=edition, name=f"Đơn vị {number}") for number in range(250))
    with django_assert_max_num_queries(20):
        page = read(f"{address}?trang=3")
    assert "Đơn vị 201–250 trong 250." in page.words and len(page.all("th", scope="row")) == 50
    assert len(read(f"{address}?tat-ca=1").all("th", scope="row")) == 250


@pytest.mark.django_db
def test_what_a_visitor_asks_first_comes_before_the_exhibitors():
    today = timezone.localdate()
    edition = FairEditionFactory(
        venue="Nhà triển lãm tỉnh",
        registration_opens=today - DAY,
        registration_closes=today + 9 * DAY,
        dossier_vi="Đơn đăng ký\nẢnh sản phẩm",
    )
    FairClosedDayFactory(edition=edition, date=edition.start_date + DAY, reason="nghỉ Tết")
    ExhibitorFactory(edition=edition)
    words = read(edition.get_absolute_url()).words
    first = ("mở 5 ngày, nghỉ", "Nhà triển lãm tỉnh", "còn 9 ngày", "Đơn đăng ký Ảnh sản phẩm")
    assert max(words.index(said) for said in first) < words.index("Đơn vị tham gia")
    assert ": nghỉ Tết" in words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [(-1, 0, "hôm nay là hết hạn"), (-9, -2, "đã hết hạn"), (3, 9, "từ "), (None, None, "Chưa cập nhật")],
)
def test_the_deadline_says_where_it_stands(opens, closes, said):
    today = timezone.localdate()
    days_away = {"registration_opens": opens, "registration_closes": closes}
    known = {name: today + away * DAY for name, away in days_away.items() if away is not None}
    words = read(FairEditionFactory(**known).get_absolute_url()).words
    assert said in words.split("Hạn đăng ký")[1].split("Chi phí")[0]


@pytest.mark.django_db
def test_a_phone_can_keep_the_fair_or_follow_its_changes():
    edition = FairEditionFactory()
    page = read(edition.get_absolute_url())
    assert file_of(edition) in page.links
    assert f"webcal://127.0.0.1:8000{file_of(edition)}" in page.links
    assert f"webcal://127.0.0.1:8000{reverse('fairs:calendar_file')}" in read(reverse("fairs:calendar")).links
    past = FairEditionFactory(past=True)
    assert file_of(past) not in read(past.get_absolute_url()).links


@pytest.mark.django_db
def test_the_printed_handout_leads_back_to_the_page():
    page = read(FairEditionFactory().get_absolute_url())
    assert page.all("div", **{"class": "sheet-foot only-print"}) and page.all("svg", **{"class": "qr"})
