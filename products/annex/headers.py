"""Finding the header of a list and guessing what its columns mean."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from common.tables import Cell, Row, Table, column_letter
from common.text import key

from .fields import FIELDS, IGNORED, PRODUCER_FIELDS, PRODUCT_FIELDS, Field
from .mapping import Mapping, signature_of
from .words import parse_group, parse_level

SEARCHED_ROWS = 40
LONGEST_HEADER = 160
MOST_HEADER_ROWS = 3
SURE, PLAIN = 3.0, 2.0
IN_PARENTHESES = re.compile(r"\([^()]*\)")
SEPARATOR = re.compile(r"[/,;&\n+-]|\bvà\b", re.IGNORECASE)
GENERIC_CHILDREN = {"ten", "ten goi", "so", "ngay", "loai", "ma", "ngay cap", "nam", "so hieu", "ngay ky"}
COLUMN_NUMBER = re.compile(r"\(?\[?(\d{1,2}|[a-zA-Z])\]?\)?\.?")


@dataclass(frozen=True)
class Header:
    """Rows of a header (indices into the table) and one text for each column, parents first."""

    first: int
    last: int
    texts: tuple[tuple[str, ...], ...]
    """For each column the texts from the top row down, without repeats."""

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key(" ".join(parts)) for parts in self.texts)

    @property
    def signature(self) -> str:
        return signature_of(self.keys)

    @property
    def named_columns(self) -> tuple[tuple[str, str], ...]:
        return tuple((column_letter(at), " ".join(parts)) for at, parts in enumerate(self.texts, start=1))


def header_key(text: str) -> str:
    """The folded words of a header without what stands in parentheses (unless that is all)."""
    return key(IN_PARENTHESES.sub(" ", text)) or key(text)


def rate(text: str, field: Field) -> float:
    """How well a header's text names a field: 0 not, 1 somewhere inside, 2 at its start, 3 exactly."""
    folded = header_key(text)
    if folded in field.exact or folded in field.phrases:
        return SURE + len(folded.split()) / 20
    best = 0.0
    for phrase in field.phrases:
        length = len(phrase.split()) / 20
        if folded.startswith(f"{phrase} "):
            best = max(best, PLAIN + length)
        elif f" {phrase} " in f" {folded} ":
            best = max(best, 1 + length)
    return best


def ratings(text: str) -> dict[str, float]:
    """Every field a header's text may name, with its rating."""
    if not text or len(text) > LONGEST_HEADER:
        return {}
    rated = {field.name: rate(text, field) for field in FIELDS}
    rated = {name: value for name, value in rated.items() if value}
    _rate_combinations(text, rated)
    return rated


def _rate_combinations(text: str, rated: dict[str, float]) -> None:
    if not SEPARATOR.search(text) or not rated:
        return
    product, producer = rated.get("product_name", 0), rated.get("producer_name", 0)
    if product >= PLAIN and producer:
        rated.setdefault("product_producer", product + 0.5)
    elif producer >= PLAIN and rated.get("address"):
        rated["producer_address"] = max(rated.get("producer_address", 0), producer + 0.5)


def find_header(table: Table, *, start: int = 0, signatures: frozenset[str] = frozenset()) -> Header | None:
    """The first plain header among the rows from `start`, else the best; None when nothing names a product."""
    best, best_count = None, 1
    for index in range(start, min(len(table.rows), start + SEARCHED_ROWS)):
        if not may_be_header(table.rows[index]):
            continue
        header = header_at(table, index)
        mapping = guess(header)
        if header.signature in signatures:
            return header
        count = sum(1 for _letter, name in mapping.columns if name)
        if mapping.has(*PRODUCT_FIELDS) and may_be_header(table.rows[index], fields=3, share=0.6):
            return header
        if mapping.has(*PRODUCT_FIELDS) and count > best_count:
            best, best_count = header, count
    return best


def may_be_header(row: Row, *, fields: int = 2, share: float = 0.0) -> bool:
    """True for a row in which at least `fields` different fields, by that `share` of its texts, are named."""
    texts = {cell.text for cell in row.own_cells()}
    if len(row.own_cells()) < 2:
        return False
    plain = [name for text in texts if (name := _plainly_named(text))]
    return len(set(plain)) >= fields and len(plain) >= share * len(texts)


@lru_cache(maxsize=4096)
def _plainly_named(text: str) -> str:
    rated = ratings(text)
    name = max(rated, key=lambda each: rated[each], default="")
    return name if name and rated[name] >= PLAIN else ""


def header_at(table: Table, first: int) -> Header:
    """The header that begins at a row: it goes on while cells hang from it by merges or fill its gaps."""
    last = first
    while last + 1 < len(table.rows) and last - first + 1 < MOST_HEADER_ROWS and _goes_on(table, first, last):
        last += 1
    rows = table.rows[first : last + 1]
    width = max(len(row.cells) for row in rows)
    letters = [column_letter(at) for at in range(1, width + 1)]
    spread = [_parents_spread(table, row, letters) if row is not rows[-1] else {} for row in rows]
    texts = []
    for letter in letters:
        parts: list[str] = []
        for row, parents in zip(rows, spread, strict=True):
            text = row.cell(letter).text or parents.get(letter, "")
            if text and text not in parts:
                parts.append(text)
        texts.append(tuple(parts))
    return Header(first, last, tuple(texts))


def _parents_spread(table: Table, row: Row, letters: Sequence[str]) -> dict[str, str]:
    """For formats that lost merges: a parent's text stands over the blank cells at its right."""
    if table.keeps_merges:
        return {}
    spread, parent = {}, ""
    for letter in letters:
        parent = row.cell(letter).text or parent
        spread[letter] = parent
    return spread


def _goes_on(table: Table, first: int, last: int) -> bool:
    above, below = table.rows[last], table.rows[last + 1]
    filled = below.own_cells()
    if not filled or is_column_numbers(below):
        return False
    hangs = any(cell.text and below.is_covered_from_above(cell) for cell in below.cells)
    in_gaps = all(not above.cell(cell.column).text or _has_wide_parent(above, cell.column) for cell in filled)
    names = sum(1 for cell in filled if max(ratings(cell.text).values(), default=0) >= PLAIN)
    if table.keeps_merges:
        return (hangs or in_gaps) and len(filled) >= 2 and _is_short(filled) and not _is_numbered(below)
    gaps_or_starts = all(not above.cell(cell.column).text or not above.cell(_next(cell.column)).text for cell in filled)
    return gaps_or_starts and names >= 1 and len(filled) >= 2 and not _is_numbered(below)


def _next(letter: str) -> str:
    from_table = ord(letter[-1]) + 1
    return letter[:-1] + chr(from_table) if letter[-1] != "Z" else column_letter(27)


def _has_wide_parent(row: Row, letter: str) -> bool:
    cell = row.cell(letter)
    anchor = cell.merged_from or f"{letter}{row.number}"
    return sum(1 for each in row.cells if each.merged_from == anchor or each is cell) > 1


def _is_short(cells: Iterable[Cell]) -> bool:
    return all(len(cell.text) <= LONGEST_HEADER // 2 for cell in cells)


def _is_numbered(row: Row) -> bool:
    first = row.cells[0].text if row.cells else ""
    return first.rstrip(".").isdigit()


def is_column_numbers(row: Row) -> bool:
    """True for the row "(1) (2) (3)" or "A B 1 2 3" under a header."""
    texts = [cell.text for cell in row.own_cells()]
    if len(texts) < 3 or not all(COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(digits) for text in texts if (digits := re.sub(r"\D", "", text))]
    return len(numbers) >= 2 and all(after == before + 1 for before, after in zip(numbers, numbers[1:], strict=False))


def guess(header: Header) -> Mapping:
    """The most plausible meaning of each column; a field is given to one column only."""
    columns = {column_letter(at): parts for at, parts in enumerate(header.texts, start=1)}
    chosen = _tick_columns(columns)
    rated = [
        (rating, letter, name)
        for letter, parts in columns.items()
        if letter not in chosen
        for name, rating in _ratings_of(parts).items()
    ]
    for rating, letter, name in sorted(rated, key=lambda each: -each[0]):
        weak = rating < PLAIN and letter in {other for value, other, _name in rated if value > rating}
        if letter not in chosen and name not in chosen.values() and not weak and not _excluded(name, chosen):
            chosen[letter] = name
    if not set(chosen.values()) & set(PRODUCT_FIELDS):
        _name_a_product(columns, chosen)
    ordered = tuple((letter, chosen.get(letter, IGNORED)) for letter in columns)
    return Mapping(ordered, header.signature)


def _name_a_product(columns: dict[str, tuple[str, ...]], chosen: dict[str, str]) -> None:
    """A list is of products: "Nhóm/Sản phẩm" is their column when no other is."""
    for letter, parts in columns.items():
        folded = f" {key(' '.join(parts))} "
        if chosen.get(letter, IGNORED) in {IGNORED, "group"} and " san pham " in folded:
            chosen[letter] = "product_name"
            return


def _excluded(name: str, chosen: dict[str, str]) -> bool:
    taken = set(chosen.values())
    if name in PRODUCT_FIELDS and taken & set(PRODUCT_FIELDS):
        return True
    return name in PRODUCER_FIELDS and name not in PRODUCT_FIELDS and bool(taken & set(PRODUCER_FIELDS))


def _ratings_of(parts: tuple[str, ...]) -> dict[str, float]:
    """A two-row header is rated by its lower text; "Tên" under "Cơ sở" reads "Tên Cơ sở"."""
    if len(parts) < 2:
        return ratings(parts[0]) if parts else {}
    parent, child = " ".join(parts[:-1]), parts[-1]
    if header_key(child) in GENERIC_CHILDREN:
        return ratings(f"{child} {parent}")
    rated = ratings(child)
    if max(rated.values(), default=0) >= PLAIN:
        return rated
    return ratings(f"{parent} {child}")


def _tick_columns(columns: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Columns of one parent, each a level or a group: the list marks them with an "x"."""
    children = Counter(parts[0] for parts in columns.values() if len(parts) > 1)
    chosen = {}
    for letter, parts in columns.items():
        if len(parts) < 2 or children[parts[0]] < 2:
            continue
        parent, child = f" {key(parts[0])} ", parts[-1]
        if parse_level(child) and re.search(r" (cap|danh hieu|muc|giai) ", parent):
            chosen[letter] = f"level={parse_level(child)}"
        elif parse_group(child) and " nhom " in parent:
            chosen[letter] = f"group={parse_group(child)}"
    return chosen
