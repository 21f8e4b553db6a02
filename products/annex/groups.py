"""Rows inside a list that name what the rows beneath share: a group, a level, a place, a maker."""

import re
from dataclasses import dataclass, field

from common.tables import Row
from common.text import fold, key, normalise

from .makers import looks_like_maker, split_maker
from .mapping import Mapping
from .provinces import province_in, province_named
from .titles import level_named, round_year
from .words import parse_group, parse_level, parse_region

ROMAN = r"(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
MARKER = re.compile(
    r"^\W*(?:(?P<named>(?:nhom|phan|muc|bang)(?: san pham| hang| nganh)?(?: thu)?\s*"
    rf"(?:\d{{1,2}}|{ROMAN}|[a-d])(?![^\W_]))"
    rf"|(?P<roman>{ROMAN})(?=[\s./):-])|(?P<letter>[a-h])(?=[./):-])|(?P<arabic>\d{{1,2}}(?:\.\d{{1,2}})*)(?=[\s./):-]))"
    r"[\s./):-]*"
)
NUMBERED_AS_GROUP = re.compile(rf"^(?:{ROMAN}|[a-h])[./)]?$")
COUNT = re.compile(r"^\(?\d{0,4}\s*(?:san pham|sp|bo|co so)?\)?$")
TRAILING_COUNT = re.compile(r"\s*[:(–-]*\s*\d{1,4}\s*(?:sản phẩm|sp|SP|Sản phẩm|SẢN PHẨM)\s*\)?\s*$")
PLACE_NAMES = re.compile(r"^(?P<kind>huyen|thi xa|quan|thanh pho|tp|xa|phuong|dac khu|thi tran)[\s.]+\S")


@dataclass(frozen=True)
class Heading:
    """What one group row sets, and its style of numbering (which tells how deep it stands)."""

    style: str
    values: dict[str, object]
    text: str


@dataclass
class Headings:
    """The group rows in force: one of the same style ends those set since."""

    stack: list[Heading] = field(default_factory=list)

    def add(self, heading: Heading) -> None:
        for at, earlier in enumerate(self.stack):
            if earlier.style == heading.style:
                del self.stack[at:]
                break
        self.stack.append(heading)

    def keep_last(self, count: int) -> None:
        """Drop all but the last `count`: a new header ends the list before it."""
        self.stack = self.stack[len(self.stack) - count :] if count else []

    @property
    def values(self) -> dict[str, object]:
        merged: dict[str, object] = {}
        for heading in self.stack:
            merged |= heading.values
        return merged


def heading_in(row: Row, mapping: Mapping) -> Heading | None:
    """The heading a row is, None when it is data.

    A heading has one text of its own, and beside it at most a Roman numeral or letter where the number
    stands and counts ("5 sản phẩm"). A single text in the product's column is a heading only when it
    reads as one or is merged across.
    """
    own = row.own_cells()
    number_column = mapping.column_of("number")
    marker = next((cell.text for cell in own if cell.column == number_column), "")
    texts = [cell for cell in own if cell.column != number_column and not COUNT.fullmatch(fold(cell.text))]
    if not texts and marker and not re.fullmatch(r"[\d.,\s]+", marker):
        texts, marker = [cell for cell in own if cell.column == number_column], ""
    covered = any(row.is_covered_from_above(cell) for cell in row.cells if cell.text)
    if len(texts) != 1 or covered or any(cell.problem for cell in row.cells):
        return None
    cell = texts[0]
    text = f"{marker.rstrip('. )')}. {cell.text}" if marker else cell.text
    spans = sum(1 for each in row.cells if each.merged_from == f"{cell.column}{row.number}") >= 1
    if marker and not NUMBERED_AS_GROUP.fullmatch(fold(marker)):
        return _merged_heading(text) if spans and not marker.rstrip(".").isdigit() else None
    in_product_column = mapping.field_of(cell.column) in {"product_name", "product_producer"}
    if in_product_column and not marker and not spans and not reads_as_heading(cell.text):
        return None
    return _merged_heading(text)


def _merged_heading(text: str) -> Heading:
    match = MARKER.match(fold(text))
    style = match.lastgroup or "" if match else ""
    rest = text[match.end() :] if match and match.lastgroup != "named" else text
    if match and match.lastgroup == "named":
        rest = text[match.end() :] or text
    rest = normalise(TRAILING_COUNT.sub("", normalise(rest))).strip(" .:;-–()")
    values = _values(rest or normalise(text))
    return Heading(style or "plain:" + "+".join(values), values, normalise(text))


def reads_as_heading(text: str) -> bool:
    """True for a text that is a group, a level or a province and cannot well be a product."""
    folded = fold(normalise(text))
    match = MARKER.match(folded)
    if match and match.lastgroup in {"named", "roman", "letter"}:
        return True
    if key(text).startswith(("cap ", "san pham cap ", "khu vuc ", "nhom ", "linh vuc ", "danh sach ")):
        return True
    return bool(parse_group(text) or province_named(text) or looks_like_maker(text))


def _values(text: str) -> dict[str, object]:
    """What a heading's text sets. Text that names nothing known is a group of the list's own."""
    if looks_like_maker(text):
        maker = split_maker(text)
        return {"producer_name": maker.name, "address": maker.address}
    folded = key(text)
    values: dict[str, object] = {}
    level = level_named(text) or (parse_level(text) if folded.startswith("cap ") else "")
    if level:
        values |= {"level": level, "level_text": text}
    region = parse_region(text) if re.search(r"\b(khu vuc|mien|phia|tay nguyen)\b", folded) else ""
    if region:
        values |= {"region": region, "region_text": text}
    province = province_named(text) or province_in(text)
    if province:
        values["province"] = province
    if round_year(text):
        values["year"] = round_year(text)
    if values:
        return values
    return _place_or_group(text)


def _place_or_group(text: str) -> dict[str, object]:
    place = PLACE_NAMES.match(fold(text))
    if place and place.group("kind") in {"xa", "phuong", "dac khu", "thi tran"}:
        return {"commune": text}
    if place:
        return {"district": text}
    if re.match(r"giai\b", fold(text)):
        return {"note": text}
    return {"group": text}
