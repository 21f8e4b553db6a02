"""Fairs as calendar files (RFC 5545), for phones: one all-day event a run of open days."""

import datetime
from collections.abc import Iterable

import icalendar
from django.conf import settings
from django.utils import timezone

from .models import DatePrecision, FairEdition
from .presenting import where

PRODUCT_ID = "-//Hang nghe//Hoi cho//VI"
ONE_DAY = datetime.timedelta(days=1)


def open_runs(edition: FairEdition) -> list[tuple[datetime.date, datetime.date]]:
    """(first, last) of each run of days on which the fair is open; closed days split it."""
    if edition.start_date is None or edition.date_precision != DatePrecision.DAY:
        return []
    closed = {shut.date for shut in edition.closed_days.all()}
    runs: list[tuple[datetime.date, datetime.date]] = []
    current = edition.start_date
    while current <= (edition.end_date or edition.start_date):
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
    for edition in editions:
        for number, (first, last) in enumerate(open_runs(edition)):
            calendar.add_component(_event(edition, number, first, last))
    return calendar.to_ical()


def _event(edition: FairEdition, number: int, first: datetime.date, last: datetime.date) -> icalendar.Event:
    host = settings.BASE_URL.split("//", 1)[-1]
    event = icalendar.Event()
    event.add("uid", f"fair-{edition.pk}-{number}@{host}")
    event.add("dtstamp", edition.last_published_at or timezone.now())
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)
    event.add("summary", edition.name)
    event.add("location", where(edition))
    event.add("url", settings.BASE_URL + edition.get_absolute_url())
    event.add("status", "CANCELLED" if edition.cancelled_at else "CONFIRMED")
    return event
