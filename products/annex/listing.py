"""Reading one table row by row."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from common.tables import Cell, Row, Table, column_letter
from common.text import key

from .extract import Extraction
from .fates import is_footnote, is_numbered, is_repeated_header, is_signature, is_total, row_text, stated_total
from .fields import PRODUCER_FIELDS, PRODUCT_FIELDS
from .groups import Headings, heading_in
from .headers import Header, find_header, guess, header_at, is_column_numbers, may_be_header
from .mapping import Mapping, signature_of
from .result import (
    BLANK,
    CONTINUATION,
    GROUP,
    HEADER,
    SENTENCES,
    SIGNATURE,
    TEXT,
    TITLE,
    TOTAL,
    UNMAPPED,
    Annex,
    AnnexRow,
    Block,
    LeftOut,
    Problem,
    Total,
)
from .titles import read_hints

NO_HEADER = signature_of([])
CARRIED = ("producer_name", "producer_type", "representative", "address", "commune", "district", "province")


class Listing:
    """The reader of one table. `has_block` tells afterwards whether it was a list at all."""

    def __init__(
        self,
        table: Table,
        annex: Annex,
        *,
        mappings: Sequence[Mapping],
        previous: "Listing | None",
        carry_personal: bool,
        before: Sequence[str] = (),
    ) -> None:
        self.table = table
        self.annex = annex
        self.mappings = mappings
        self.previous = previous
        self.carry_personal = carry_personal
        self.title_lines = [*before, *table.lines_above]
        self.headings = Headings()
        self.headings_since_award = 0
        self.header_keys: tuple[str, ...] = ()
        self.mapping: Mapping | None = None
        self.has_block = False
        self.continues_previous = False
        self.is_signed = False
        self.last: AnnexRow | None = None
        self.counted = 0

    def read(self) -> None:
        """Give every row of the table its fate in the annex."""
        index = self._open()
        while index < len(self.table.rows):
            index = self._step(index)

    def _open(self) -> int:
        """Find where the list begins; title rows before it give hints. Returns the first data row."""
        signatures = frozenset(mapping.signature for mapping in self.mappings if mapping.signature)
        header = find_header(self.table, signatures=signatures)
        if header is None:
            return self._open_without_header()
        for row in self.table.rows[: header.first]:
            self.title_lines += [cell.text for cell in row.own_cells()]
            self._leave_out(row, TITLE if not row.is_blank else BLANK)
        self._use_hints()
        return self._use_header(header)

    def _open_without_header(self) -> int:
        given = self._given("")
        follows = self.previous is not None and self.previous.table.width == self.table.width
        if given is None and follows and self.previous is not None and self._looks_continued():
            given, self.headings = self.previous.mapping, self.previous.headings
            self.header_keys, self.last = self.previous.header_keys, self.previous.last
            self.continues_previous = True
        if given is None:
            for row in self.table.rows:
                self.title_lines += [cell.text for cell in row.own_cells()]
                reason = SIGNATURE if is_signature(row, mapping=None) else UNMAPPED
                self._leave_out(row, BLANK if row.is_blank else reason)
            return len(self.table.rows)
        start = 0 if given not in self.mappings else self._first_data_row(given)
        for row in self.table.rows[:start]:
            self.title_lines += [cell.text for cell in row.own_cells()]
            self._leave_out(row, BLANK if row.is_blank else TITLE)
        if self.previous is not None and self.continues_previous:
            self.annex.sheet_hints[self.table.sheet] = self.annex.sheet_hints[self.previous.table.sheet]
        else:
            self._use_hints()
        self._use_mapping(given, (), (), is_remembered=given in self.mappings)
        return start

    def _first_data_row(self, mapping: Mapping) -> int:
        """Where a list without a header begins: its first numbered row, else its first full one."""
        if mapping.has("number"):
            numbered = (at for at, row in enumerate(self.table.rows) if is_numbered(row, mapping))
            return next(numbered, 0)
        full = (at for at, row in enumerate(self.table.rows) if len(row.own_cells()) > 1)
        return next(full, 0)

    def _looks_continued(self) -> bool:
        """True for a table that goes on with the list before it: most rows hold a product's cell."""
        mapping = self.previous.mapping if self.previous else None
        if mapping is None or any(is_signature(row, mapping) for row in self.table.rows[:2]):
            return False
        filled = [row for row in self.table.rows if _product_cell(row, mapping).text]
        return self.table.width > 1 and len(filled) * 2 > len(self.table.rows)

    def _use_hints(self) -> None:
        hints = read_hints(self.title_lines)
        self.annex.sheet_hints[self.table.sheet] = hints
        if not self.annex.blocks:
            self.annex.hints = hints

    def _use_header(self, header: Header) -> int:
        rows = self.table.rows[header.first : header.last + 1]
        for row in rows:
            self._leave_out(row, HEADER)
        given = self._given(header.signature)
        self.header_keys = tuple({*header.keys, *(key(part) for parts in header.texts for part in parts)} - {""})
        self._use_mapping(
            replace(given, signature=header.signature) if given else guess(header),
            tuple(row.number for row in rows),
            header.named_columns,
            is_remembered=given is not None,
        )
        return header.last + 1

    def _use_mapping(
        self,
        mapping: Mapping,
        rows: tuple[int, ...],
        headers: tuple[tuple[str, str], ...],
        *,
        is_remembered: bool,
    ) -> None:
        self.mapping, self.has_block = mapping, True
        letters = [column_letter(at) for at in range(1, self.table.width + 1)]
        headers = headers or tuple((letter, "") for letter in letters)
        mapping = replace(mapping, signature=mapping.signature if rows else NO_HEADER)
        self.annex.blocks.append(Block(self.table.sheet, rows, headers, mapping, is_remembered))

    def _given(self, signature: str) -> Mapping | None:
        """The person's mapping for a header: by signature, else one that was made for any header."""
        wanted = signature or NO_HEADER
        for mapping in self.mappings:
            if mapping.signature == wanted:
                return mapping
        return next((mapping for mapping in self.mappings if not mapping.signature), None)

    def _step(self, index: int) -> int:
        row = self.table.rows[index]
        if row.is_blank:
            self._leave_out(row, BLANK)
            return index + 1
        if self._is_new_header(index):
            self._restart()
            return self._use_header(header_at(self.table, index))
        self._read_row(row)
        return index + 1

    def _is_new_header(self, index: int) -> bool:
        row = self.table.rows[index]
        if is_numbered(row, self.mapping) or is_repeated_header(row, self.header_keys):
            return False
        if not may_be_header(row, fields=3, share=0.6):
            return False
        mapping = guess(header_at(self.table, index))
        return mapping.has(*PRODUCT_FIELDS)

    def _restart(self) -> None:
        self.is_signed = False
        self.headings.keep_last(min(self.headings_since_award, len(self.headings.stack)))
        self.last = None

    def _read_row(self, row: Row) -> None:
        if self.mapping is None:
            raise AssertionError("a row is read before the columns are known")
        reason = self._plain_fate(row, self.mapping)
        if reason:
            self._leave_out(row, reason)
            return
        heading = heading_in(row, self.mapping)
        if heading is not None:
            self.headings.add(heading)
            self.headings_since_award += 1
            self._leave_out(row, GROUP)
            return
        if self._continues_last(row, self.mapping):
            self._leave_out(row, CONTINUATION)
            return
        if not self._has_substance(row, self.mapping):
            self._leave_out(row, TEXT)
            return
        self._add_award(row, self.mapping)

    def _plain_fate(self, row: Row, mapping: Mapping) -> str:
        resumes = is_numbered(row, mapping) and _product_cell(row, mapping).text and len(row.own_cells()) > 2
        self.is_signed = (self.is_signed and not resumes) or is_signature(row, mapping)
        if self.is_signed:
            return SIGNATURE
        if is_column_numbers(row) or is_repeated_header(row, self.header_keys):
            return HEADER
        if is_footnote(row, mapping):
            return TEXT
        if is_total(row, mapping):
            total = Total(self.table.sheet, row.number, stated_total(row), len(self.annex.rows), self.counted)
            self.annex.totals.append(total)
            self.counted = len(self.annex.rows)
            return TOTAL
        return ""

    def _continues_last(self, row: Row, mapping: Mapping) -> bool:
        """A row under the merged product of the row above only adds lines to it."""
        cell = _product_cell(row, mapping)
        if self.last is None or not cell.text or not row.is_covered_from_above(cell):
            return False
        for own in row.own_cells():
            name = mapping.field_of(own.column)
            before = self.last.fields.get(name)
            if isinstance(before, str) and name not in {"number", "level", "region", "status", ""}:
                self.last.fields[name] = f"{before} {own.text}".strip()
        return True

    def _has_substance(self, row: Row, mapping: Mapping) -> bool:
        """A row without a product's name is an award with a fault only when it is filled like one."""
        if _product_cell(row, mapping).text or _product_cell(row, mapping).problem:
            return True
        filled = [cell for cell in row.own_cells() if mapping.field_of(cell.column)]
        return len(filled) >= 2

    def _add_award(self, row: Row, mapping: Mapping) -> None:
        extraction = Extraction(row, mapping, carry_personal=self.carry_personal)
        self.annex.has_personal_data |= extraction.has_personal_data
        award = AnnexRow(self.table.sheet, row.number, extraction.fields, extraction.errors, extraction.warnings)
        for name, value in self.headings.values.items():
            if award.fields.get(name) in (None, ""):
                award.fields[name] = value
        self._carry_maker(row, award, mapping)
        self.annex.rows.append(award)
        self.headings_since_award = 0
        self.last = award

    def _carry_maker(self, row: Row, award: AnnexRow, mapping: Mapping) -> None:
        """Formats that lost merges: a product without number and maker is the maker's above."""
        number = mapping.column_of("number")
        lost = not self.table.keeps_merges and number and not row.cell(number).text
        has_maker = award.fields["producer_name"] or not mapping.has(*PRODUCER_FIELDS)
        if not lost or has_maker or self.last is None or not self.last.fields["producer_name"]:
            return
        for name in CARRIED:
            award.fields[name] = award.fields[name] or self.last.fields[name]
        column = next((mapping.column_of(name) for name in PRODUCER_FIELDS if mapping.has(name)), "")
        sentence = _("Ô cơ sở để trống: lấy “%(maker)s” của dòng %(row)s phía trên, xin kiểm tra.")
        values = {"maker": award.fields["producer_name"], "row": self.last.number}
        award.warnings.append(Problem(column, "producer_name", sentence % values))

    def _leave_out(self, row: Row, reason: str) -> None:
        sentence = str(SENTENCES[reason])
        self.annex.left_out.append(LeftOut(self.table.sheet, row.number, reason, sentence, row_text(row)))


def _product_cell(row: Row, mapping: Mapping) -> Cell:
    column = next((mapping.column_of(name) for name in PRODUCT_FIELDS if mapping.has(name)), "")
    return row.cell(column) if column else Cell("", "")
