"""Rows that are no award: signatures, totals, footnotes."""

import re

from common.tables import Row
from common.text import fold, key, normalise

from .mapping import Mapping

SIGNATURE_WORDS = re.compile(
    r"^\W*(?:noi nhan|kt\.? ?(?:giam doc|chu tich|bo truong|cuc truong|truong)|tm\.? ?(?:uy ban|ubnd|hoi dong)"
    r"|t\.?uq\.? ?\S|tl\.? ?(?:giam doc|chu tich|bo truong)|q\.? ?giam doc|(?:pho )?giam doc\b|(?:pho )?chu tich\b"
    r"|(?:pho )?cuc truong\b|(?:thu |pho )?bo truong\b|thu truong (?:don vi|co quan)|nguoi lap|lap bieu|lap bang"
    r"|nguoi tong hop|thu ky\b|truong (?:phong|ban)\b|ke toan|xac nhan cua|\(?ky,? ?(?:ten|ghi)|\(?da ky"
    r"|dai dien (?:co quan|hoi dong)|hoi dong binh chon)"
)
SIGNED_ON = re.compile(r"^[^\d]{0,40},? ?ngay[\s.…_]*\d{0,2}[\s.…_]*thang[\s.…_]*\d{0,2}[\s.…_]*nam[\s.…_]*\d{0,4}\W*$")
TOTAL_WORDS = re.compile(
    r"^\W*(?:tong cong|tong so|tong:|tong$|cong:|cong$|cong nhom|cong (?:i|v|x)+\b|tong san pham|an dinh danh sach"
    r"|danh sach (?:nay )?(?:gom|co)|\(?tong cong|total)"
)
FOOTNOTE = re.compile(r"^\W*(?:ghi chu|luu y|chu thich|nguon)\s*:")
PRODUCT_COUNT = re.compile(r"(\d{1,5})\s*(?:\([^)]*\)\s*)?(?:san pham|sp\b|bo san pham)")
NUMBER = re.compile(r"(?<![\d.,/])(\d{1,5})(?![\d/])")


def is_signature(row: Row, mapping: Mapping | None) -> bool:
    """True where the signature block begins: few cells, no number, one of its fixed words."""
    own = row.own_cells()
    if not own or len({cell.text for cell in own}) > 3 or is_numbered(row, mapping):
        return False
    return any(_is_signature_text(cell.text) for cell in own)


def _is_signature_text(text: str) -> bool:
    first = fold(text.split("\n", maxsplit=1)[0])
    return bool(SIGNATURE_WORDS.match(first) or SIGNED_ON.match(first))


def is_total(row: Row, mapping: Mapping) -> bool:
    """True for "Tổng cộng: 25 sản phẩm" and its kin, however the row is cut into cells."""
    own = row.own_cells()
    return bool(own) and not is_numbered(row, mapping) and bool(TOTAL_WORDS.match(fold(own[0].text)))


def is_footnote(row: Row, mapping: Mapping) -> bool:
    """True for "Ghi chú: …" in a row of its own."""
    own = row.own_cells()
    if len(own) > 2 or is_numbered(row, mapping):
        return False
    return any(FOOTNOTE.match(fold(cell.text)) for cell in own)


def stated_total(row: Row) -> int | None:
    """The number of products a total states, None when it states none."""
    text = " ".join(fold(normalise(cell.text)) for cell in row.own_cells())
    match = PRODUCT_COUNT.search(text)
    if match:
        return int(match.group(1))
    numbers = NUMBER.findall(text)
    return int(numbers[0]) if len(numbers) == 1 else None


def is_repeated_header(row: Row, headers: tuple[str, ...]) -> bool:
    """True for the header typed again at the top of a page."""
    texts = {key(cell.text) for cell in row.own_cells()}
    return len(texts) >= 2 and texts <= set(headers)


def is_numbered(row: Row, mapping: Mapping | None) -> bool:
    """True when the number's column holds a number."""
    column = mapping.column_of("number") if mapping else ""
    return bool(column) and row.cell(column).text.rstrip(". )").isdigit()


def row_text(row: Row) -> str:
    """What a row says, for the list of rows left out."""
    return normalise(" | ".join(cell.text for cell in row.own_cells()))[:300]
