"""A month of fairs: as a grid of weeks for a wide page, and as the list that a phone shows."""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Max, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise

from common import days, languages
from fairs.models import DatePrecision, FairEdition, FairEditionQuerySet

from .lines import fair_line

ONE_DAY = datetime.timedelta(days=1)
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Bar:
    """What one day says of one fair. `kind`: "starts" (carries the name), "goes-on", "closed" or "none" (a gap)."""

    kind: str
    href: str = ""
    name: str = ""
    length: int = 1
    """Days that the bar reaches, today's included, without leaving its week; of "starts" only."""
    is_cancelled: bool = False
    is_past: bool = False


@dataclass(frozen=True)
class Day:
    """A day of the month with its bars, each fair in the same row for the whole week."""

    date: datetime.date
    is_today: bool
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Heading:
    """A column's weekday, whole and short."""

    name: str | Promise
    short: str | Promise


@dataclass(frozen=True)
class MonthLink:
    """A month to go to, and how many fairs it has by what is known; no address outside of what the calendar holds."""

    number: int
    name: str
    href: str
    fair_count: int = 0
    is_shown: bool = False


@dataclass(frozen=True)
class Bounds:
    """The first and the last month of the calendar, each by its first day: from its first fair to its last, and now."""

    first: datetime.date
    last: datetime.date

    def __contains__(self, month: datetime.date) -> bool:
        return self.first <= month <= self.last


def bounds_of(editions: FairEditionQuerySet, today: datetime.date) -> Bounds:
    """So that nobody, and no robot, turns pages for ever."""
    dated = editions.exclude(date_precision=DatePrecision.YEAR).order_by()
    found = dated.aggregate(first=Min("start_date"), last=Max(Coalesce("end_date", "start_date")))
    ends = [today, *(day for day in found.values() if day)]
    return Bounds(min(ends).replace(day=1), max(ends).replace(day=1))


def month_href(month: datetime.date) -> str:
    return reverse("fairs:month", args=[month.year, month.month])


def next_month(month: datetime.date) -> datetime.date:
    return (month.replace(day=28) + 4 * ONE_DAY).replace(day=1)


def previous_month(month: datetime.date) -> datetime.date:
    return (month - ONE_DAY).replace(day=1)


def month_link(month: datetime.date) -> MonthLink:
    return MonthLink(month.month, month_name(month), month_href(month))


def last_day_of(month: datetime.date) -> datetime.date:
    return next_month(month) - ONE_DAY


def month_page(editions: FairEditionQuerySet, month: datetime.date, today: datetime.date) -> dict[str, Any]:
    """The month that begins on `month`; fairs whose day or month nobody knows stand apart."""
    loaded = editions.for_cards().prefetch_related("closed_days")
    found = list(loaded.in_days(month, last_day_of(month)))
    dated = [edition for edition in found if edition.knows_days]
    line = partial(fair_line, today=today)
    return {
        "month": month,
        "month_name": month_name(month),
        "headings": headings(),
        "weeks": weeks_of(month, dated, today),
        "lines": [line(edition) for edition in dated],
        "undated": [line(edition) for edition in found if not edition.knows_days],
        "year_only": [line(edition) for edition in loaded.of_unknown_month(month.year)],
    }


def headings() -> list[Heading]:
    """Monday to Sunday; "T2" is what Vietnamese calendars print."""
    short = days.WEEKDAYS if languages.is_source() else [WEEKDAYS_ABBR[number] for number in range(DAYS_A_WEEK)]
    return [Heading(WEEKDAYS[number], short[number]) for number in range(DAYS_A_WEEK)]


def month_name(month: datetime.date) -> str:
    """ "12/2026" in Vietnamese, after the word for month; "December 2026" in English."""
    return days.month_and_year(month)


def year_of_months(editions: FairEditionQuerySet, month: datetime.date, bounds: Bounds) -> list[MonthLink]:
    """The twelve months of that year with how many fairs each has, in one statement."""
    first, last = datetime.date(month.year, 1, 1), datetime.date(month.year, 12, 31)
    spans = list(editions.in_days(first, last).values_list("start_date", "end_date"))
    return [_month_link(datetime.date(month.year, number, 1), month, bounds, spans) for number in range(1, 13)]


def _month_link(
    here: datetime.date, shown: datetime.date, bounds: Bounds, spans: Iterable[tuple[datetime.date, Any]]
) -> MonthLink:
    count = sum(1 for start, end in spans if start <= last_day_of(here) and (end or start) >= here)
    href = month_href(here) if here in bounds else ""
    return MonthLink(here.month, days.month_and_year(here), href, count, here == shown)


def weeks_of(month: datetime.date, editions: Sequence[FairEdition], today: datetime.date) -> list[list[Day | None]]:
    """The month's weeks, Monday first; None for a cell before its first or after its last day."""
    weeks = []
    for dates in calendar.Calendar().monthdatescalendar(month.year, month.month):
        inside = [date for date in dates if date.month == month.month]
        rows = _rows_of_week(inside[0], inside[-1], editions)
        days_shown = {date: Day(date, date == today, _bars(date, inside[-1], rows, today)) for date in inside}
        weeks.append([days_shown.get(date) for date in dates])
    return weeks


def _rows_of_week(
    first: datetime.date, last: datetime.date, editions: Sequence[FairEdition]
) -> list[list[FairEdition]]:
    """Rows of bars: fairs that do not meet share one, and each keeps its row from Monday to Sunday."""
    rows: list[list[FairEdition]] = []
    for edition in editions:
        if edition.start_date > last or edition.last_date < first:
            continue
        free = next((row for row in rows if row[-1].last_date < edition.start_date), None)
        if free is None:
            rows.append([edition])
        else:
            free.append(edition)
    return rows


def _bars(
    date: datetime.date, week_ends: datetime.date, rows: list[list[FairEdition]], today: datetime.date
) -> list[Bar]:
    bars = []
    for row in rows:
        here = next((edition for edition in row if edition.start_date <= date <= edition.last_date), None)
        bars.append(_bar(here, date, week_ends, today) if here else Bar("none"))
    while bars and bars[-1].kind == "none":
        bars.pop()
    return bars


def _bar(edition: FairEdition, date: datetime.date, week_ends: datetime.date, today: datetime.date) -> Bar:
    closed = {shut.date for shut in edition.closed_days.all()}
    if date in closed:
        return Bar("closed", name=edition.name)
    is_first_of_week = date.weekday() == 0 or date.day == 1
    begins = is_first_of_week or date == edition.start_date or date - ONE_DAY in closed
    length = 1
    while date + length * ONE_DAY <= min(week_ends, edition.last_date) and date + length * ONE_DAY not in closed:
        length += 1
    return Bar(
        "starts" if begins else "goes-on",
        href=edition.get_absolute_url(),
        name=edition.name,
        length=length,
        is_cancelled=edition.cancelled_at is not None,
        is_past=edition.last_date < today,
    )
