"""Reading CSV files and text pasted from a spreadsheet."""

import csv
import io
from collections import Counter
from typing import Literal

from django.utils.translation import gettext as _

from common.errors import Refusal

from .grid import Cell, Row, Table, column_letter, tidy
from .limits import MAX_ROWS, too_many_rows

DELIMITERS = "\t;,|"
SNIFFED_LINES = 200
LONGEST_CELL_LINES = 40
FIELD_LIMIT = 1_000_000


def read_delimited(text: str, *, sheet: str, notes: tuple[str, ...] = ()) -> Table:
    """One table. Row numbers count records, as a spreadsheet that opens the file would."""
    text = text.removeprefix("\ufeff").replace("\x00", "")
    delimiter, text = _declared_delimiter(text)
    delimiter = delimiter or sniff_delimiter(text)
    records = _parse(text, delimiter, csv.QUOTE_MINIMAL)
    if any(cell.count("\n") > LONGEST_CELL_LINES for record in records for cell in record):
        # A lone quotation mark has swallowed the lines after it: read it as a character.
        records = _parse(text, delimiter, csv.QUOTE_NONE)
        notes = (*notes, _("Có dấu ngoặc kép không đóng; mỗi dòng của tệp được đọc thành một dòng bảng."))
    width = max(map(len, records), default=0)
    letters = [column_letter(at) for at in range(1, width + 1)]
    rows = [
        Row(
            number,
            tuple(Cell(tidy(text), letter) for text, letter in zip(_padded(record, width), letters, strict=True)),
        )
        for number, record in enumerate(records, start=1)
    ]
    return Table(sheet, rows, keeps_merges=False, notes=notes)


def _padded(record: list[str], width: int) -> list[str]:
    return record + [""] * (width - len(record))


def _declared_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line "sep=;", which it does not show as a row."""
    first, _break, rest = text.partition("\n")
    declared = first.strip().strip('"').casefold()
    if declared.startswith("sep=") and len(declared) == 5:
        return declared[4], rest
    return "", text


def sniff_delimiter(text: str) -> str:
    """The delimiter that gives most lines the same number of cells, more than one."""

    def regularity(delimiter: str) -> tuple[float, int]:
        sample = _parse(text[:200_000], delimiter, csv.QUOTE_MINIMAL, last=SNIFFED_LINES)
        widths = Counter(len(record) for record in sample if any(cell.strip() for cell in record))
        widths.pop(1, None)
        if not widths:
            return 0.0, 0
        width, times = widths.most_common(1)[0]
        return times / max(len(sample), 1), width

    return max(DELIMITERS, key=regularity)


def _parse(text: str, delimiter: str, quoting: Literal[0, 3], *, last: int = MAX_ROWS) -> list[list[str]]:
    records: list[list[str]] = []
    previous = csv.field_size_limit(FIELD_LIMIT)
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting):
            if len(records) >= last:
                if last < MAX_ROWS:
                    break
                raise too_many_rows(_("Tệp"))
            records.append(record)
    except csv.Error as error:
        raise Refusal(_("Tệp CSV bị lỗi ở gần dòng %(row)s.") % {"row": len(records) + 1}) from error
    finally:
        csv.field_size_limit(previous)
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    return records
