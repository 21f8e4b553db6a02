"""What every reader hands back: tables of rows of cells, addressed as a spreadsheet addresses them."""

import datetime
import re
from dataclasses import dataclass, field, replace

from common.text import normalise

Value = datetime.datetime | datetime.date | datetime.time | int | float | bool | None

BLANKS = re.compile(r"[^\S\n]+")
LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. Under a merge, `text` and `value` are the anchor's and `merged_from` is its address."""

    text: str
    column: str
    value: Value = None
    merged_from: str = ""
    problem: str = ""
    """A sentence for the person when the cell could not be read (a formula without a result)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` is the 1-based number that the person sees in the spreadsheet."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, column: str) -> Cell:
        """The cell under a column letter; an empty one when the row is shorter."""
        position = column_index(column) - 1
        return self.cells[position] if position < len(self.cells) else Cell("", column)

    @property
    def is_blank(self) -> bool:
        return not any(cell.text or cell.problem for cell in self.cells)

    def own_cells(self) -> list[Cell]:
        """The filled cells that are not the shadow of a merge."""
        return [cell for cell in self.cells if cell.text and not cell.merged_from]

    def is_covered_from_above(self, cell: Cell) -> bool:
        """True when the cell lies under a merge that began in an earlier row."""
        return bool(cell.merged_from) and address_row(cell.merged_from) < self.number


@dataclass(frozen=True)
class Table:
    """One sheet or one table of a document."""

    sheet: str
    rows: list[Row]
    keeps_merges: bool = True
    """False for formats that cannot say which cells were merged (CSV, text from the clipboard)."""
    lines_above: tuple[str, ...] = ()
    """Text standing before the table in a document, nearest last."""
    notes: tuple[str, ...] = field(default=())
    """What the reader noticed and a person should know: hidden rows, repaired encodings."""

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    @property
    def is_blank(self) -> bool:
        return all(row.is_blank for row in self.rows)


def column_letter(index: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """A → 1, AA → 27."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index


def address_row(address: str) -> int:
    """B12 → 12."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def address_column(address: str) -> str:
    """B12 → B."""
    return address.rstrip("0123456789")


def tidy(text: str) -> str:
    """One blank between words, line breaks kept as "\\n", control characters gone.

    Nothing else: the soft hyphen is a letter of TCVN3 (ư) until the encoding is known.
    """
    text = BLANKS.sub(" ", LINE_ENDS.sub("\n", text).translate(CONTROLS))
    return "\n".join(line.strip(" ") for line in text.split("\n") if line.strip(" "))


def clean(text: str) -> str:
    """`tidy`, and each line NFC without invisible characters: for text whose encoding is known."""
    return "\n".join(filter(None, map(normalise, tidy(text).split("\n"))))


def trimmed(table: Table) -> Table:
    """The table without the blank rows at its end."""
    rows = list(table.rows)
    while rows and rows[-1].is_blank:
        rows.pop()
    return replace(table, rows=rows)


@dataclass
class Spread:
    """Places cells that span rows and columns, as HTML and Word write them, into a plain grid."""

    max_rows: int
    max_columns: int
    rows: list[dict[int, Cell]] = field(default_factory=list)
    _pending: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def start_row(self) -> None:
        """Open the next row and fill in what earlier cells span into it."""
        self.rows.append({})
        here = len(self.rows)
        for place in [place for place in self._pending if place[0] == here]:
            self.rows[-1][place[1]] = self._pending.pop(place)

    def next_free(self) -> int:
        column = 1
        while column in self.rows[-1]:
            column += 1
        return column

    def place(self, text: str, *, down: int = 1, across: int = 1, column: int = 0) -> None:
        """Put a cell at `column` (the next free one by default), spanning `down` × `across`."""
        here, start = len(self.rows), column or self.next_free()
        anchor = f"{column_letter(start)}{here}"
        last_row = min(here + max(down, 1) - 1, self.max_rows)
        last_column = min(start + max(across, 1) - 1, self.max_columns)
        for row in range(here, last_row + 1):
            for at in range(start, last_column + 1):
                origin = "" if (row, at) == (here, start) else anchor
                cell = Cell(text, column_letter(at), merged_from=origin)
                if row == here:
                    self.rows[-1].setdefault(at, cell)
                else:
                    self._pending[row, at] = cell

    def continue_above(self, column: int, across: int = 1) -> None:
        """Word's vertical merge: the cells repeat the ones above them."""
        above = self.rows[-2] if len(self.rows) > 1 else {}
        for at in range(column, column + across):
            letter = column_letter(at)
            cell = above.get(at, Cell("", letter))
            origin = cell.merged_from or f"{letter}{len(self.rows) - 1}"
            self.rows[-1][at] = replace(cell, merged_from=origin) if above else cell

    def finished(self) -> list[Row]:
        width = max((max(row, default=0) for row in self.rows), default=0)
        letters = [column_letter(at) for at in range(1, width + 1)]
        return [
            Row(number, tuple(row.get(at, Cell("", letter)) for at, letter in enumerate(letters, start=1)))
            for number, row in enumerate(self.rows, start=1)
        ]
