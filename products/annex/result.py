"""What interpreting an annex gives: rows with their fields and faults, and the fate of every other row."""

import datetime
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from .mapping import Mapping

TITLE, HEADER, GROUP, SIGNATURE, BLANK = "title", "header", "group", "signature", "blank"
TOTAL, DUPLICATE, CONTINUATION, TEXT, UNMAPPED = "total", "duplicate", "continuation", "text", "unmapped"
SENTENCES = {
    TITLE: _("Dòng tiêu đề phía trên danh sách."),
    HEADER: _("Dòng tên cột."),
    GROUP: _("Dòng tên nhóm, áp dụng cho các dòng bên dưới."),
    SIGNATURE: _("Phần ký tên, nơi nhận."),
    BLANK: _("Dòng trống."),
    TOTAL: _("Dòng tổng cộng."),
    DUPLICATE: _("Trùng hoàn toàn với dòng %(row)s."),
    CONTINUATION: _("Phần tiếp theo của dòng phía trên."),
    TEXT: _("Dòng chữ không có tên sản phẩm."),
    UNMAPPED: _("Không thuộc danh sách nào đã nhận ra."),
}
"""Why a row of the source is no award."""

RECOGNISED, NOT_RECOGNISED = "recognised", "not_recognised"


class Problem(NamedTuple):
    """A fault of one cell: its column's letter, the field it was read as, a sentence for the person."""

    column: str
    field: str
    sentence: str


@dataclass
class AnnexRow:
    """One award as the annex gives it.

    `fields` has every name of `FIELD_NAMES`. Text is "" when missing; is_set, year, decision_date and
    valid_until are None. `level` and `region` are codes, with the words kept in level_text, region_text.
    """

    sheet: str
    number: int
    fields: dict[str, Any]
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class LeftOut:
    """A row that is no award, why, and what it says. `duplicate_of` is the row it repeats."""

    sheet: str
    number: int
    reason: str
    sentence: str
    text: str = ""
    duplicate_of: int | None = None


@dataclass(frozen=True)
class Block:
    """One header found and how its columns were read."""

    sheet: str
    header_rows: tuple[int, ...]
    headers: tuple[tuple[str, str], ...]
    """(column letter, text) of every column."""
    mapping: Mapping
    is_remembered: bool = False
    """True when the mapping was given by a person, not guessed."""


@dataclass(frozen=True)
class Hints:
    """What the lines above the list say of all of it."""

    decision_number: str = ""
    decision_date: datetime.date | None = None
    year: int | None = None
    level: str = ""
    region: str = ""
    province: str = ""
    issuer: str = ""
    stated_count: int | None = None


@dataclass(frozen=True)
class Total:
    """A total the list states: the count of awards read up to it, and up to the total before it."""

    sheet: str
    number: int
    stated: int | None
    read: int
    read_before: int


@dataclass
class Annex:
    """Everything read. Each row of the source is either in `rows` or in `left_out`."""

    rows: list[AnnexRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    hints: Hints = Hints()
    sheet_hints: dict[str, Hints] = field(default_factory=dict)
    totals: list[Total] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    has_personal_data: bool = False
    """True when a column of phones was seen, whether or not it was carried."""

    @property
    def needs_mapping(self) -> bool:
        """True when no header was understood: a person has to say which column is what."""
        return not self.blocks

    @property
    def errors(self) -> list[tuple[AnnexRow, Problem]]:
        return [(row, problem) for row in self.rows for problem in row.errors]
