"""The comparison as a spreadsheet: a product a line, in the reader's language."""

import io

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from common.addresses import public_address
from common.cells import writable_cell
from common.days import day
from products.presenting.comparison import Comparison

NAME_WIDTH, USUAL_WIDTH = 40, 24
HEADINGS_AT = 5
LINK = Font(color="24456F", underline="single")


def comparison_workbook(comparison: Comparison, *, address: str, site_name: str) -> bytes:
    """The comparison as .xlsx; `address` is the list's path, from which the file can be made anew."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("So sánh")
    _write_origin(sheet, address=public_address(address), site_name=site_name)
    headings = [_("Sản phẩm"), *(row.label for row in comparison.rows), _("Địa chỉ trang")]
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(HEADINGS_AT, column, writable_cell(heading))
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = NAME_WIDTH if column == 1 else USUAL_WIDTH
    for number, product in enumerate(comparison.products):
        values = [str(product.spoken_name), *(row.values[number] or _("Chưa cập nhật") for row in comparison.rows)]
        _write_line(sheet, HEADINGS_AT + 1 + number, values, public_address(product.get_absolute_url()))
    sheet.freeze_panes = sheet.cell(HEADINGS_AT + 1, 2)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_origin(sheet: Worksheet, *, address: str, site_name: str) -> None:
    """What this is, of which day, and where it comes from."""
    sheet["A1"], sheet["A1"].font = _("So sánh sản phẩm"), Font(bold=True, size=14)
    sheet["A2"] = writable_cell(
        _("%(site)s, ngày %(day)s. Số liệu mua hàng do cơ sở tự khai.")
        % {"site": site_name, "day": day(timezone.localdate())}
    )
    _link(sheet, "A3", address)


def _write_line(sheet: Worksheet, line: int, values: list[str], address: str) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(line, column, writable_cell(value))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    _link(sheet, f"{get_column_letter(len(values) + 1)}{line}", address)


def _link(sheet: Worksheet, place: str, address: str) -> None:
    sheet[place] = address
    sheet[place].hyperlink, sheet[place].font = address, LINK
