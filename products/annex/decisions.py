"""Numbers of decisions, however they were typed, and the dates that stand beside them."""

import datetime
import re
import unicodedata

from .days import Day, DayError, find_day

# 2568/QĐ-BCT, 44/2024/QĐ-UBND, 1997 / QD - BCT; Ð (eth) and D pass for Đ.
NUMBER = re.compile(
    r"(?<![\w/])(\d{1,6})\s*/\s*(?:(\d{4})\s*/\s*)?([^\W\d_]{1,8}(?:\s*[-–—]\s*[^\W\d_][\w&]{0,12}){1,3})"
)
BARE_NUMBER = re.compile(r"(?<![\w/])(\d{1,6})\s*/\s*((?:QĐ|QÐ|QD|Qđ|qđ|qd))(?!\w)")
DECISION = re.compile(r"(?<![^\W_])Q[ĐÐD](?![^\W_])", re.IGNORECASE)


def parse_decision(text: str) -> tuple[str, datetime.date | None]:
    """("1997/QĐ-BCT", 2021-08-23) from "1997/QĐ-BCT ngày 23/8/2021"; ("", None) when there is no number.

    A date known only in part is not a decision's date: None. Raises DayError for one that cannot exist.
    """
    number, found, _rest = read_decision(text)
    return number, found if isinstance(found, datetime.date) else None


def read_decision(text: str) -> tuple[str, Day | None, str]:
    """(number, date after it, text after number): the first decision in a text."""
    text = unicodedata.normalize("NFC", text)
    match = NUMBER.search(text) or BARE_NUMBER.search(text)
    if not match:
        return "", _day_of(text), text
    return normalise_number(match.group(0)), _day_of(text[match.end() :]), text[match.end() :]


def _day_of(text: str) -> Day | None:
    found = find_day(text)
    return found if isinstance(found, datetime.date) else None


def normalise_number(text: str) -> str:
    """One spelling of a decision's number: no blanks, plain hyphens, "QĐ" with the Vietnamese Đ."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).replace("–", "-").replace("—", "-")
    return DECISION.sub("QĐ", text.replace("Ð", "Đ").replace("ð", "đ")).strip(".,;:()")


__all__ = ["DayError", "normalise_number", "parse_decision", "read_decision"]
