"""Reading .xlsx and .xlsm: openpyxl for the values, a look at the raw sheets first for what it hides."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree
from openpyxl.cell import Cell as SheetCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import coordinate_from_string, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from .grid import Cell, Row, Table, Value, column_index, column_letter, tidy
from .limits import (
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_STORED_CELLS,
    broken,
    open_package,
    too_many_cells,
    too_many_columns,
    too_many_rows,
)
from .repair import from_font

# A workbook may keep a sheet under any name: every part that could be one is surveyed.
SHEET_PART = re.compile(r"(?!.*(?:sharedStrings|styles|theme|rels)).*\.xml", re.IGNORECASE)
ZEROS = re.compile(r"0{2,20}")


@dataclass
class Survey:
    """What the raw XML of one sheet says before it is loaded."""

    last_row: int = 0
    last_column: int = 0
    stored_cells: int = 0
    unresolved: set[str] = field(default_factory=set)
    """Addresses of formulas saved without a result."""


def read_workbook(content: bytes) -> list[Table]:
    """One table for each worksheet that holds anything, hidden ones included and noted."""
    with open_package(content) as package:
        surveys = {name: _survey(package, name) for name in package.namelist() if SHEET_PART.fullmatch(name)}
    _check_surveys(surveys)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of drawings and styles we do not read
            reader = ExcelReader(io.BytesIO(content), data_only=True, keep_links=False)
            reader.read()
            parts = {sheet.name: part.target.lstrip("/") for sheet, part in reader.parser.find_sheets()}
            return [
                _read_sheet(sheet, surveys.get(parts.get(sheet.title, ""), Survey())) for sheet in reader.wb.worksheets
            ]
    except Exception as error:  # openpyxl raises whatever its descriptors meet in a damaged file
        raise broken() from error


def _survey(package: zipfile.ZipFile, name: str) -> Survey:
    survey = Survey()
    try:
        for _event, element in etree.iterparse(
            package.open(name), events=("end",), resolve_entities=False, no_network=True
        ):
            tag = etree.QName(element).localname
            if tag == "c":
                _survey_cell(survey, element)
                element.clear()
            elif tag == "row":
                element.clear()
            elif tag == "mergeCell":
                _survey_merge(survey, element.get("ref", ""))
    except Exception as error:  # addresses, ranges, XML and zip each fail in types of their own
        raise broken() from error
    return survey


def _survey_cell(survey: Survey, element: etree._Element) -> None:
    survey.stored_cells += 1
    parts = {etree.QName(child).localname: child for child in element if isinstance(child.tag, str)}
    has_value = "is" in parts or ("v" in parts and bool(parts["v"].text))
    address = element.get("r")
    if address and has_value:
        letters, row = coordinate_from_string(address)
        survey.last_row = max(survey.last_row, row)
        survey.last_column = max(survey.last_column, column_index(letters))
    if address and "f" in parts and not has_value:
        survey.unresolved.add(address)


def _survey_merge(survey: Survey, reference: str) -> None:
    left, top, right, bottom = range_boundaries(reference)
    # openpyxl creates every cell under a merge: a merge over whole columns ("A:C") is millions of them.
    if left is None or top is None or right is None or bottom is None:
        survey.stored_cells += MAX_STORED_CELLS + 1
    else:
        survey.stored_cells += (right - left + 1) * (bottom - top + 1)


def _check_surveys(surveys: dict[str, Survey]) -> None:
    for name, survey in surveys.items():
        sheet = name.rsplit("/", 1)[-1].removesuffix(".xml")
        if survey.last_row > MAX_ROWS:
            raise too_many_rows(sheet)
        if survey.stored_cells > MAX_STORED_CELLS:
            raise too_many_cells(sheet)
        if survey.last_column > MAX_COLUMNS:
            raise too_many_columns(sheet)


def _read_sheet(sheet: Worksheet, survey: Survey) -> Table:
    last_row, last_column = min(sheet.max_row, MAX_ROWS), min(sheet.max_column, MAX_COLUMNS)
    cells = {
        (cell.row, cell.column): _read_cell(cell, survey)
        for line in sheet.iter_rows(max_row=last_row, max_col=last_column)
        for cell in line
        if isinstance(cell, SheetCell)
    }
    for merged in sheet.merged_cells.ranges:
        _spread_anchor(cells, merged.bounds, last_row, last_column)
    rows = [_read_row(sheet, cells, number, last_column) for number in range(1, last_row + 1)]
    return Table(sheet.title, rows, notes=tuple(_notes(sheet, rows)))


def _spread_anchor(
    cells: dict[tuple[int, int], Cell], bounds: tuple[int, int, int, int], last_row: int, last_column: int
) -> None:
    left, top, right, bottom = bounds
    anchor = cells.get((top, left))
    if anchor is None:
        return
    for row in range(top, min(bottom, last_row) + 1):
        for column in range(left, min(right, last_column) + 1):
            if (row, column) != (top, left):
                letter, origin = column_letter(column), f"{column_letter(left)}{top}"
                cells[row, column] = Cell(anchor.text, letter, anchor.value, merged_from=origin)


def _read_row(sheet: Worksheet, cells: dict[tuple[int, int], Cell], number: int, last_column: int) -> Row:
    hidden = number in sheet.row_dimensions and bool(sheet.row_dimensions[number].hidden)
    line = (cells.get((number, column)) or Cell("", column_letter(column)) for column in range(1, last_column + 1))
    return Row(number, tuple(line), hidden=hidden)


def _read_cell(cell: SheetCell, survey: Survey) -> Cell:
    letter, value = cell.column_letter, cell.value
    if cell.coordinate in survey.unresolved:
        return Cell("", letter, problem=_("Ô có công thức chưa tính. Hãy mở tệp bằng Excel và lưu lại."))
    if cell.data_type == "e":
        problem = _("Ô có công thức lỗi (%(error)s).") % {"error": value}
        return Cell("", letter, problem=problem)
    if value is None:
        return Cell("", letter)
    if isinstance(value, str):
        return Cell(tidy(from_font(value, cell.font.name)), letter)
    # Read with data_only, so what is left is a number, a day or a truth value.
    return Cell(_written(value, str(cell.number_format)), letter, value)  # type: ignore[arg-type]


def _written(value: Value, number_format: str) -> str:
    """A typed value as an office would write it: 12/08/2025, 2024, 007."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, datetime.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int) and ZEROS.fullmatch(number_format):
        return str(value).zfill(len(number_format))
    return str(value)


def _notes(sheet: Worksheet, rows: list[Row]) -> Iterator[str]:
    if sheet.sheet_state != "visible":
        yield _("Trang tính “%(sheet)s” đang ẩn, vẫn được đọc.") % {"sheet": sheet.title}
    hidden = [str(row.number) for row in rows if row.hidden and not row.is_blank]
    if hidden:
        yield _("Các dòng đang ẩn vẫn được đọc: %(rows)s.") % {"rows": ", ".join(hidden)}
    troubled = [f"{cell.column}{row.number}" for row in rows for cell in row.cells if cell.problem]
    if troubled:
        yield _("Ô không đọc được giá trị: %(cells)s.") % {"cells": ", ".join(troubled)}
