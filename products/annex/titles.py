"""What the lines above a list say: decision, date, year, level, issuer."""

import datetime
import re
from collections.abc import Iterable

from common.text import fold, key

from .days import DayError, find_day
from .decisions import read_decision
from .provinces import province_in
from .result import Hints
from .words import parse_region, parse_year

ATTACHED = re.compile(
    r"(?:kem theo|ban hanh theo|dinh kem)[^\n]{0,40}?(?:quyet dinh|qđ|qd|to trinh|cong van|thong bao)"
)
ISSUER = re.compile(r"(?:năm\s*\d{4}|\d{4})\s*của\s+([^)\n;]+)", re.IGNORECASE)
ISSUERS = (("QĐ-BCT", "Bộ Công Thương"), ("QĐ-CTĐP", "Cục Công Thương địa phương"))
"""Who signs numbers that end so, where the lines do not say it: "…/QĐ-BCT"."""
DATES = re.compile(r"ngay[\s.…_]*\d*[\s.…_]*thang[\s.…_]*\d*[\s.…_]*nam[\s.…_]*\d{0,4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
YEAR_OF_ROUND = re.compile(r"\bnam\s*(\d{4})\b")
LEVEL = re.compile(
    r"(?:\bcap|tieu bieu|tbieu)\s+(quoc gia|khu vuc|vung|tinh|thanh pho|huyen|quan|thi xa|xa|phuong|dac khu)\b"
)
LEVEL_CODES = {
    "quoc gia": "national", "khu vuc": "region", "vung": "region", "tinh": "province", "thanh pho": "province",
    "huyen": "district", "quan": "district", "thi xa": "district", "xa": "commune", "phuong": "commune",
    "dac khu": "commune",
}  # fmt: skip
COUNT = re.compile(r"(?<!\d)(?<!nam )(\d{1,5}) (?:san pham|sp|bo san pham)\b")


def read_hints(lines: Iterable[str]) -> Hints:
    """Hints from the title lines, top to bottom. A number left blank for the signature gives no hint."""
    lines = [line for text in lines for line in text.split("\n") if line.strip()]
    text = "\n".join(lines)
    number, day, issuer = _decision(text)
    titles = "\n".join(line for line in lines if "danh sach" in fold(line) or "san pham" in fold(line))
    level = parse_title_level(titles) or parse_title_level(text)
    year = round_year(titles) or round_year(text) or (day.year if day else None)
    count = next(filter(None, (COUNT.search(key(line)) for line in titles.split("\n"))), None)
    return Hints(
        decision_number=number,
        decision_date=day,
        year=year,
        level=level,
        region=parse_region(titles) if level == "region" else "",
        province=province_in(text) if level in {"province", "district", "commune"} else "",
        issuer=issuer or next((name for ending, name in ISSUERS if ending in text), ""),
        stated_count=int(count.group(1)) if count else None,
    )


def level_named(text: str) -> str:
    """The level after "cấp" or "tiêu biểu"; "khu vực phía Bắc" alone names a region, not a level."""
    match = LEVEL.search(key(text))
    return LEVEL_CODES[match.group(1)] if match else ""


def round_year(text: str) -> int | None:
    """The year of the round ("năm 2024"), not of a date."""
    match = YEAR_OF_ROUND.search(DATES.sub(" ", fold(text)))
    return parse_year(match.group(1)) if match else None


def parse_title_level(text: str) -> str:
    """The level a title or group row names: "cấp quốc gia", "tiêu biểu tỉnh Lào Cai"."""
    folded = key(text)
    named = level_named(text)
    if named:
        return named
    return "region" if re.search(r"\bkhu vuc (phia|mien|tay nguyen)", folded) else ""


def _decision(text: str) -> tuple[str, datetime.date | None, str]:
    attached = ATTACHED.search(fold(text))
    part = text[attached.start() :] if attached else text
    try:
        number, found, rest = read_decision(part)
        if number:
            found = find_day(rest[:120].split(")")[0]) or found
        elif attached:
            found = find_day(part[:200].split(")")[0])
        else:
            found = None
    except DayError:
        return "", None, ""
    issuer = ISSUER.search(part)
    day = found if isinstance(found, datetime.date) else None
    return number, day, issuer.group(1).strip(" .,") if issuer else ""
