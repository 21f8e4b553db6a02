"""Days and months as people read them, in the language of the page."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from . import languages

WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


QUARTER_HOUR = 900
"""Seconds. Every zone's days begin at one of its multiples."""


def today() -> date:
    """`timezone.localdate()` for what asks at every request: converted once a quarter of an hour, not each time."""
    return _date_in(int(timezone.now().timestamp() // QUARTER_HOUR), timezone.get_default_timezone())


@lru_cache(maxsize=4)
def _date_in(quarter: int, zone: tzinfo) -> date:
    return datetime.fromtimestamp(quarter * QUARTER_HOUR, zone).date()


class Shapes(NamedTuple):
    """How a language writes days, in the letters of Django's `date` filter."""

    day: str
    day_and_month: str
    month_and_year: str
    in_range: str
    month: str


OWN_SHAPES = {"vi": Shapes("j/n/Y", "j/n", "n/Y", "j.n", "n")}
SHAPES = Shapes("j F Y", "j M", "F Y", "j M", "F")
"""Day, month in words, year: the names of months come from Django's catalogue of whichever language is read."""


def _shapes() -> Shapes:
    return OWN_SHAPES.get(languages.current(), SHAPES)


def day(value: date | None) -> str:
    """31/12/2028 in Vietnamese, 31 December 2028 in English."""
    if not value:
        return ""
    if isinstance(value, datetime):  # a moment in UTC may be another day here
        value = timezone.localtime(value)
    return format_date(value, _shapes().day)


def iso_day(value: date | None) -> str:
    """2028-12-31, for the machine-readable side of a <time>."""
    return f"{value:%Y-%m-%d}" if value else ""


def day_and_month(value: date) -> str:
    """31/12 in Vietnamese, 31 Dec in English."""
    return format_date(value, _shapes().day_and_month)


def month_and_year(value: date) -> str:
    """12/2028 in Vietnamese, where the word for month goes before it; December 2028 in English."""
    return format_date(value, _shapes().month_and_year)


def day_range(start: date, end: date | None = None) -> str:
    """ "2.2 – 13.2", the large dates of a fair; the year stands in smaller letters beside it."""
    shape = _shapes().in_range
    first = format_date(start, shape)
    return first if end in (None, start) else f"{first} – {format_date(end, shape)}"


def _month(number: int) -> str:
    return format_date(date(2000, number, 1), _shapes().month)


def months_words(months: Iterable[int]) -> str:
    """{11, 12, 1, 2} → "tháng 11 đến tháng 2": runs are joined over the turn of the year."""
    chosen = sorted({month for month in months or () if 1 <= month <= 12})
    if not chosen:
        return ""
    if len(chosen) == 12:
        return _("quanh năm")
    # A run starts at a month whose predecessor, December for January, is not chosen.
    starts = [month for month in chosen if (month - 2) % 12 + 1 not in chosen]
    runs = []
    for start in starts:
        end = start
        while end % 12 + 1 in chosen:
            end = end % 12 + 1
        if start == end:
            runs.append(_("tháng %(month)s") % {"month": _month(start)})
        else:
            runs.append(_("tháng %(first)s đến tháng %(last)s") % {"first": _month(start), "last": _month(end)})
    return ", ".join(runs)


def month_cells(months: Iterable[int]) -> list[dict[str, Any]]:
    """Twelve cells: `number` as text and whether there are goods."""
    chosen = set(months or ())
    return [{"number": str(month), "on": month in chosen} for month in range(1, 13)]


def fair_days(start: date, end: date, closed: Iterable[date] = ()) -> list[dict[str, Any]]:
    """One cell for each day from start to end; the first of a month carries its month ("1/6", "1 Jun")."""
    shut = set(closed or ())
    cells = []
    for offset in range((end - start).days + 1):
        today = start + timedelta(days=offset)
        name = day_and_month(today) if today.day == 1 else str(today.day)
        cells.append(
            {
                "date": today,
                "name": name,
                "weekday": _weekday(today),
                "closed": today in shut,
                "opening": offset == 0,
            }
        )
    return cells


def _weekday(value: date) -> str:
    return WEEKDAYS[value.weekday()] if languages.is_source() else format_date(value, "D")


def first_column(value: date) -> str:
    """The column of a date in a week that begins on Monday, "1" to "7"."""
    return str(value.isoweekday())
