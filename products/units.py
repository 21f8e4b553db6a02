"""Packing, units and amounts as a reader abroad reads them: "thùng 24 hộp" is a carton of 24 boxes.

Makers write these few words in a text field, in forms so regular that they are read as a code. What is not understood
to its last word is left as it was written.
"""

import re
from functools import lru_cache

from common import text

# Vietnamese → English, one and several. "Bánh", "con" or "ống" count many different things, and are left alone.
UNITS = {
    "bao": ("sack", "sacks"),
    "bịch": ("bag", "bags"),
    "bình": ("bottle", "bottles"),
    "bộ": ("set", "sets"),
    "cái": ("piece", "pieces"),
    "can": ("canister", "canisters"),
    "chai": ("bottle", "bottles"),
    "chai thủy tinh": ("glass bottle", "glass bottles"),
    "chiếc": ("piece", "pieces"),
    "cuộn": ("roll", "rolls"),
    "đôi": ("pair", "pairs"),
    "gam": ("g", "g"),
    "gói": ("packet", "packets"),
    "hộp": ("box", "boxes"),
    "hộp giấy": ("paper box", "paper boxes"),
    "hộp gỗ": ("wooden box", "wooden boxes"),
    "hộp quà": ("gift box", "gift boxes"),
    "hộp thiếc": ("tin", "tins"),
    "hũ": ("jar", "jars"),
    "hũ thủy tinh": ("glass jar", "glass jars"),
    "lít": ("litre", "litres"),
    "lọ": ("jar", "jars"),
    "lon": ("can", "cans"),
    "mét": ("metre", "metres"),
    "sản phẩm": ("piece", "pieces"),
    "tá": ("dozen", "dozen"),
    "tấm": ("sheet", "sheets"),
    "tấn": ("tonne", "tonnes"),
    "thùng": ("carton", "cartons"),
    "thùng giấy": ("carton", "cartons"),
    "túi": ("bag", "bags"),
    "túi giấy": ("paper bag", "paper bags"),
    "túi hút chân không": ("vacuum bag", "vacuum bags"),
    "túi lọc": ("tea bag", "tea bags"),
    "túi zip": ("zip bag", "zip bags"),
}
MEASURES = frozenset({"g", "gr", "kg", "mg", "ml", "l", "cl", "m", "cm", "mm", "m²", "m2", "%"})
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = rf"{_NUMBER}\s*(?:{'|'.join(map(re.escape, sorted(MEASURES, key=len, reverse=True)))}|lít)"
_PHRASE = re.compile(rf"(?:(?P<count>{_NUMBER})\s+)?(?P<unit>{_UNIT})(?:\s+(?P<size>{_AMOUNT}))?")
_HOLDING = re.compile(rf"(?P<outer>{_UNIT})\s+(?P<inner>{_NUMBER}\s+(?:{_UNIT})(?:\s+{_AMOUNT})?)")
_ONLY_AMOUNT = re.compile(_AMOUNT)
_BEFORE = {"khoảng": "about", "từ": "from", "trên": "over", "tối thiểu": "at least", "ít nhất": "at least"}
_ABOUT = re.compile(rf"(?P<before>{'|'.join(_BEFORE)})\s+(?P<rest>.+)")
_MONTHLY = re.compile(r"(?P<rest>.+?)(?:\s*/\s*|\s+(?:một|mỗi)\s+)tháng")
_BETWEEN = re.compile(r"\s*[;,]\s+")


@lru_cache(maxsize=4096)
def in_english(words: str) -> str:
    """ "box of 200 g; carton of 24 boxes" for "Hộp 200 g; thùng 24 hộp"; nothing where a word is not understood."""
    parts = [_part(part) for part in _BETWEEN.split(text.normalise(words).lower())]
    return "; ".join(parts) if all(parts) else ""


def _part(words: str) -> str:
    """One item of a list: with how sure it is before it, and "a month" after it."""
    if about := _ABOUT.fullmatch(words):
        rest = _part(about["rest"])
        return f"{_BEFORE[about['before']]} {rest}" if rest else ""
    if monthly := _MONTHLY.fullmatch(words):
        rest = _part(monthly["rest"])
        return f"{rest} a month" if rest else ""
    return _packing(words)


def _packing(words: str) -> str:
    if words in MEASURES:
        return words
    if _ONLY_AMOUNT.fullmatch(words):
        return _amount(words)
    if holding := _HOLDING.fullmatch(words):
        return f"{UNITS[holding['outer']][0]} of {_packing(holding['inner'])}"
    found = _PHRASE.fullmatch(words)
    if found is None:
        return ""
    one, several = UNITS[found["unit"]]
    counted = f"{_number(found['count'])} {one if found['count'] == '1' else several}" if found["count"] else one
    return f"{counted} of {_amount(found['size'])}" if found["size"] else counted


def _amount(words: str) -> str:
    number = re.match(_NUMBER, words)
    measure = words[number.end() :].strip()
    measure = "litres" if measure == "lít" else measure
    return f"{_number(number.group())} {measure}"


def _number(written: str) -> str:
    """1.200 is twelve hundred in Vietnamese, 1,5 one and a half."""
    return written.translate(str.maketrans(".,", ",."))
