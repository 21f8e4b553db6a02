"""Calendar files as phones read them: RFC 5545 to the line, and changes that arrive at who follows a file."""

import datetime

import icalendar
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from fairs.models import FairEdition
from tests.factories.fairs import FairClosedDayFactory, FairEditionFactory

pytestmark = pytest.mark.django_db
REQUIRED = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "LAST-MODIFIED", "STATUS", "URL")
NOW = timezone.now().replace(microsecond=0)


def file_at(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def file_of(edition: FairEdition) -> str:
    return file_at(reverse("fairs:edition_file", args=[edition.slug]))


def events_in(content: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def a_rich_fair(**changes) -> FairEdition:
    edition = FairEditionFactory(
        name_vi="Hội chợ; triển lãm, hàng công nghiệp nông thôn tiêu biểu các tỉnh miền núi phía Bắc mở rộng",
        venue="Nhà văn hóa\\ trung tâm",
        opening_hours_vi="8 giờ đến 21 giờ",
        organiser="Sở Công Thương",
        start_date=datetime.date(2030, 2, 14),
        end_date=datetime.date(2030, 3, 3),
        **changes,
    )
    for number in (17, 18, 19):
        FairClosedDayFactory(edition=edition, date=datetime.date(2030, 2, number), reason="Tết")
    return edition


def test_every_line_is_as_the_standard_asks():
    a_rich_fair()
    content = file_at(reverse("fairs:calendar_file"))
    assert content.endswith("\r\n") and "\n" not in content.replace("\r\n", "")
    lines = content.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2] == "END:VCALENDAR"
    assert lines.count("VERSION:2.0") == 1 and sum(line.startswith("PRODID:") for line in lines) == 1
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in lines
    for event in events_in(content):
        assert [name for name in REQUIRED if name not in event] == []
        assert "VALUE=DATE" in event["DTSTART"].to_ical().decode() or isinstance(event["DTSTART"].dt, datetime.date)
        assert event["DTEND"].dt > event["DTSTART"].dt


def test_a_calendar_without_a_fair_is_a_calendar_all_the_same():
    calendar = icalendar.Calendar.from_ical(file_at(reverse("fairs:calendar_file")))
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"] and not calendar.errors


def test_days_on_which_the_fair_is_shut_are_in_no_event_and_said_in_words():
    first, second = events_in(file_of(a_rich_fair()))
    assert (first["DTSTART"].dt.day, first["DTEND"].dt.day) == (14, 17)
    assert (second["DTSTART"].dt, second["DTEND"].dt) == (datetime.date(2030, 2, 20), datetime.date(2030, 3, 4))
    assert "Nghỉ ngày 17–19/2" in first["DESCRIPTION"] and "8 giờ đến 21 giờ" in first["DESCRIPTION"]
    assert first["UID"] != second["UID"]


def test_what_was_published_again_has_the_same_uid_and_a_higher_sequence():
    edition = a_rich_fair()
    before = events_in(file_of(edition))
    FairEdition.objects.update(end_date=datetime.date(2030, 3, 1), last_published_at=NOW + datetime.timedelta(hours=2))
    after = events_in(file_of(edition))
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert int(after[0]["SEQUENCE"]) > int(before[0]["SEQUENCE"])
    assert after[0]["LAST-MODIFIED"].dt > before[0]["LAST-MODIFIED"].dt


def test_a_file_that_nothing_changed_is_the_same_to_the_byte():
    edition = a_rich_fair()
    assert file_of(edition) == file_of(edition)


def test_a_cancelled_fair_tells_those_who_follow_it():
    edition = a_rich_fair()
    before = int(events_in(file_of(edition))[0]["SEQUENCE"])
    FairEdition.objects.update(cancelled_at=NOW + datetime.timedelta(days=1), cancel_reason="bão số 11")
    event = events_in(file_of(edition))[0]
    assert event["STATUS"] == "CANCELLED" and "Đã hủy. bão số 11" in event["DESCRIPTION"]
    assert int(event["SEQUENCE"]) > before


def test_each_text_says_its_language():
    edition = a_rich_fair()
    [vietnamese, *_rest] = events_in(file_of(edition))
    assert vietnamese["SUMMARY"].params["LANGUAGE"] == "vi"
    with translation.override("en"):
        address = reverse("fairs:edition_file", args=[edition.slug])
    event = events_in(file_at(address))[0]
    assert event["SUMMARY"].params["LANGUAGE"] == "vi" and event["DESCRIPTION"].params["LANGUAGE"] == "en"
    FairEdition.objects.update(name_en="Fair of the northern mountains")
    assert events_in(file_at(address))[0]["SUMMARY"].params["LANGUAGE"] == "en"


def test_the_calendar_to_follow_keeps_last_year_and_leaves_out_what_is_not_public():
    today = timezone.localdate()
    recent = FairEditionFactory(start_date=today - datetime.timedelta(days=200))
    coming = FairEditionFactory()
    FairEditionFactory(past=True)
    FairEditionFactory(unpublished=True)
    FairEditionFactory(month_only=True)
    named = {str(event["SUMMARY"]) for event in events_in(file_at(reverse("fairs:calendar_file")))}
    assert named == {recent.name, coming.name}
