"""Dates as offices write them."""

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.text import fold, normalise

EXCEL_EPOCH = datetime.date(1899, 12, 30)
"""Day 0 of Excel's serial numbers for every date after February 1900."""
SERIALS = range(20_000, 73_051)
"""Serial numbers taken as dates: 1954 to 2099. Smaller ones are numbers, years among them."""
YEARS = range(1900, 2100)

IN_WORDS = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*(?:nam|[/.,-])?\s*(\d{4})\b")
MONTH_IN_WORDS = re.compile(r"thang\s*(\d{1,2})\s*(?:nam|[/.,-])?\s*(\d{4})\b")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?!\d)")
MONTH_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{4})(?!\d)")
YEAR_AND_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
YEAR_ALONE = re.compile(r"(?:nam\s*)?(\d{4})")
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
TWO_DIGIT_YEARS_UNTIL = 50


class DayError(ValueError):
    """A text that should be a date and is not; str() is a sentence for the person."""


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known only to its month or its year."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return f"{self.month:02d}/{self.year}" if self.month else str(self.year)


Day = datetime.date | PartialDate


def parse_day(value: object) -> Day | None:
    """A date from a cell's value or text; None when blank.

    Day before month, always: that is how Vietnam writes. Two-digit years are 2000–2049 and 1950–1999.
    Raises DayError for an impossible date or for text that is no date.
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value)
    text = fold(normalise("" if value is None else str(value)))
    if not text:
        return None
    found = find_day(text)
    if found is not None:
        return found
    if SERIAL.fullmatch(text):
        return _from_number(float(text))
    raise DayError(_("“%(text)s” không phải là ngày.") % {"text": normalise(str(value))})


def find_day(text: str) -> Day | None:
    """The first date written in a text, None without one. Raises DayError when it cannot exist."""
    text = fold(normalise(text))
    whole = _whole_day(text)
    if whole:
        return _checked(*whole)
    match = MONTH_IN_WORDS.search(text) or MONTH_FIRST.search(text)
    if match:
        return _partial(int(match.group(2)), int(match.group(1)))
    match = YEAR_AND_MONTH.fullmatch(text)
    if match:
        return _partial(int(match.group(1)), int(match.group(2)))
    match = YEAR_ALONE.fullmatch(text)
    return _partial(int(match.group(1)), None) if match else None


def _whole_day(text: str) -> tuple[int, int, int] | None:
    match = IN_WORDS.search(text)
    if match:
        return int(match.group(3)), int(match.group(2)), int(match.group(1))
    match = YEAR_FIRST.search(text)
    if match:
        return int(match.group(1)), int(match.group(2)), int(match.group(3))
    match = DAY_FIRST.search(text)
    if match:
        year = int(match.group(3))
        if len(match.group(3)) == 2:
            year += 2000 if year < TWO_DIGIT_YEARS_UNTIL else 1900
        return year, int(match.group(2)), int(match.group(1))
    return None


def _checked(year: int, month: int, day: int) -> datetime.date:
    try:
        if year not in YEARS:
            raise ValueError
        return datetime.date(year, month, day)
    except ValueError:
        sentence = _("Ngày %(day)s tháng %(month)s năm %(year)s không có thật.")
        raise DayError(sentence % {"day": day, "month": month, "year": year}) from None


def _partial(year: int, month: int | None) -> PartialDate:
    if year not in YEARS or month is not None and not 1 <= month <= 12:
        raise DayError(_("Tháng %(month)s năm %(year)s không có thật.") % {"month": month or "—", "year": year})
    return PartialDate(year, month)


def _from_number(value: float) -> Day:
    if value in YEARS:
        return PartialDate(int(value))
    if SERIALS.start <= value < SERIALS.stop:
        return EXCEL_EPOCH + datetime.timedelta(days=int(value))
    raise DayError(_("“%(text)s” không phải là ngày.") % {"text": value})
