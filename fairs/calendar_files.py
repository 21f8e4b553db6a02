"""Fairs as calendar files (RFC 5545), for phones: one all-day event for each run of open days.

All-day, since a fair's hours are words and not times. A run that was sent once keeps its UID for ever; SEQUENCE and
LAST-MODIFIED tell a calendar that follows the file what changed, a cancelled fair stays and says so.
"""

import datetime
from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from common import languages
from common.days import day
from common.languages import language_of

from .models import FairEdition
from .presenting.lines import closed_words, where

PRODUCT_ID = "-//Hang nghe//Hoi cho//VI"
ONE_DAY = datetime.timedelta(days=1)
LOOK_AGAIN = datetime.timedelta(hours=12)
"""How often a calendar that follows the file is asked to read it again (RFC 7986)."""
VIETNAM = datetime.timedelta(hours=7)


def open_runs(edition: FairEdition) -> list[tuple[datetime.date, datetime.date]]:
    """(first, last) of each run of days on which the fair is open; closed days split it."""
    if not edition.knows_days:
        return []
    closed = {shut.date for shut in edition.closed_days.all()}
    runs: list[tuple[datetime.date, datetime.date]] = []
    current = edition.start_date
    while current <= edition.last_date:
        if current not in closed:
            if runs and runs[-1][1] == current - ONE_DAY:
                runs[-1] = (runs[-1][0], current)
            else:
                runs.append((current, current))
        current += ONE_DAY
    return runs


def calendar_file(editions: Iterable[FairEdition]) -> bytes:
    """A calendar of the editions whose days are known; a cancelled one stays, marked so."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = _("Lịch hội chợ")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(LOOK_AGAIN))
    calendar.add_component(_local_time())  # a calendar without any component is none (RFC 5545, 3.6)
    for edition in editions:
        for number, (first, last) in enumerate(open_runs(edition)):
            calendar.add_component(_event(edition, number, first, last))
    return calendar.to_ical()


def changed_at(edition: FairEdition) -> datetime.datetime:
    """When what the file says of the fair changed last: published, cancelled, or entered."""
    return max(filter(None, (edition.created_at, edition.last_published_at, edition.cancelled_at)))


def _local_time() -> icalendar.Timezone:
    """Asia/Ho_Chi_Minh: seven hours before Greenwich, without summer time."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", "Asia/Ho_Chi_Minh")
    standard.add("dtstart", datetime.datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", VIETNAM)
    standard.add("tzoffsetto", VIETNAM)
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(edition: FairEdition, number: int, first: datetime.date, last: datetime.date) -> icalendar.Event:
    host = settings.BASE_URL.split("//", 1)[-1]
    changed = changed_at(edition)
    event = icalendar.Event()
    event.add("uid", f"fair-{edition.pk}-{number}@{host}")
    event.add("dtstamp", changed)
    event.add("created", edition.created_at)
    event.add("last-modified", changed)
    event.add("sequence", int((changed - edition.created_at).total_seconds() // 60))
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)
    event.add("summary", edition.name, parameters={"LANGUAGE": language_of(edition, "name")})
    event.add("description", _description(edition), parameters={"LANGUAGE": languages.current()})
    if where(edition):
        event.add("location", where(edition), parameters={"LANGUAGE": languages.current()})
    event.add("url", settings.BASE_URL + edition.get_absolute_url())
    event.add("status", "CANCELLED" if edition.cancelled_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy all day because a fair is on
    return event


def _description(edition: FairEdition) -> str:
    """What stands below the name in a calendar: whether it is on at all, when it is open, where to read on."""
    shut = sorted(shut.date for shut in edition.closed_days.all())
    hours, organiser = edition.in_words("opening_hours"), edition.organiser
    said = [
        (edition.cancelled_at, _("Đã hủy. %(reason)s") % {"reason": edition.cancel_reason}),
        (hours, _("Giờ mở cửa: %(hours)s") % {"hours": hours}),
        (shut, _("Nghỉ ngày %(days)s") % {"days": closed_words(shut)}),
        (not edition.end_date, _("Chưa rõ ngày kết thúc")),
        (organiser, _("Tổ chức: %(organiser)s") % {"organiser": organiser}),
        (edition.registration_closes, _("Hạn đăng ký: %(day)s") % {"day": day(edition.registration_closes)}),
    ]
    lines = [words.strip() for is_known, words in said if is_known]
    return "\n".join([*lines, settings.BASE_URL + edition.get_absolute_url()])
