"""Words in cells and titles that stand for codes: levels, regions, status, groups, ticks."""

import re

from common.text import fold, key, normalise

LEVELS = (
    ("national", ("quoc gia", "toan quoc", "trung uong", "national", "qg")),
    ("region", ("khu vuc", "vung", "regional", "region", "kv")),
    ("province", ("tinh", "thanh pho", "provincial", "province", "tp")),
    ("district", ("huyen", "quan", "thi xa", "district")),
    ("commune", ("xa", "phuong", "dac khu", "commune", "thi tran")),
)
LEVEL_CODES = tuple(code for code, _words in LEVELS)
REGIONS = (
    (
        "central_highlands",
        ("mien trung tay nguyen", "mien trung", "tay nguyen", "duyen hai mien trung", "central highlands"),
    ),
    ("north", ("phia bac", "mien bac", "north", "mb")),
    ("south", ("phia nam", "mien nam", "nam bo", "tay nam bo", "dong nam bo", "south", "mn")),
)
GROUPS = (
    ("Thủ công mỹ nghệ", ("thu cong my nghe", "tcmn", "hang thu cong", "san pham thu cong")),
    (
        "Chế biến nông, lâm, thủy sản và thực phẩm",
        (
            "che bien nong lam thuy san",
            "nong lam thuy san",
            "che bien nong",
            "che bien thuc pham",
            "nong san thuc pham",
        ),
    ),
    (
        "Thiết bị, máy móc, dụng cụ và phụ tùng cơ khí",
        ("thiet bi may moc", "may moc thiet bi", "phu tung co khi", "san pham co khi", "thiet bi"),
    ),
    ("Sản phẩm khác", ("san pham khac", "cac san pham khac", "nhom khac", "khac")),
)
"""Group names of the programme's current rounds, for tick columns and plain group rows; others pass as typed."""
RECOGNISED = {"cong nhan"}
YES = {"x", "co", "1", "true", "yes", "v", "bo", "✓", "✔", "√", "dung", "bo san pham", "☑", "☒", "x x"}
NO = {"", "0", "false", "khong", "no", "-", "k"}
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
CITY = re.compile(r"\bcap\s+thanh\s+pho\b|\bthanh\s+pho\b")


def _has(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def parse_level(text: str) -> str:
    """The code of the first level word ("Cấp thành phố" is a province's level), "" without one."""
    folded = key(text)
    named = re.search(r"\bcap ((?:quoc gia|khu vuc|tinh|thanh pho|huyen|xa|vung|quan|phuong))\b", folded)
    folded = named.group(1) if named else folded
    return next((code for code, words in LEVELS if any(_has(folded, word) for word in words)), "")


def parse_region(text: str) -> str:
    """north, central_highlands or south; "" without a region word."""
    folded = key(text)
    return next((code for code, words in REGIONS if any(_has(folded, word) for word in words)), "")


def is_recognised(text: str) -> bool:
    """Only "công nhận" itself; "đề nghị công nhận" and every prize is not (yet) a recognised award."""
    return fold(normalise(text)) in RECOGNISED


def parse_tick(text: str) -> bool | None:
    """True for a tick, False for an empty or negative cell, None for other words."""
    folded = fold(normalise(text))
    if folded in YES:
        return True
    return False if folded in NO else None


def parse_group(text: str) -> str:
    """The programme's group that a text names at its beginning, "" when it is none of them."""
    folded = key(text)
    folded = re.sub(r"^(?:nhom(?: san pham| hang| nganh)?(?: thu(?= \d))?(?: \d+)? |nganh |linh vuc )+", "", folded)
    for name, phrases in GROUPS:
        if any(folded == phrase or (" " in phrase and folded.startswith(phrase)) for phrase in phrases):
            return name
    return ""


def parse_year(text: str) -> int | None:
    """The first year from 1900 to 2099 in a text."""
    match = YEAR.search(text)
    return int(match.group()) if match else None
