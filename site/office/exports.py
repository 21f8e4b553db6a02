"""Lists as XLSX and CSV: Vietnamese headings, and no cell that a spreadsheet would run as a formula."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from common.cells import harmless_cell

ROWS_AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff".encode()
"""Without it, spreadsheets read the Vietnamese of a CSV file in the machine's old code page."""


@dataclass(frozen=True)
class ExportColumn:
    """One column of an exported list: its key, its heading, and what it says of a record."""

    name: str
    heading: str | Promise
    value: Callable[[Any], Any]


class SafeExportMixin(SpreadsheetExportMixin):
    """Wagtail's export of a listing, from `export_columns`, row by row and with harmless cells."""

    export_columns: Sequence[ExportColumn] = ()

    @property
    def list_export(self) -> list[str]:
        return [column.name for column in self.export_columns]

    def to_row_dict(self, item: Any) -> OrderedDict[str, Any]:
        return OrderedDict((column.name, column.value(item)) for column in self.export_columns)

    def get_heading(self, queryset: Any, field: str) -> str:
        return next(str(column.heading) for column in self.export_columns if column.name == field)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return harmless_cell(super().preprocess_field_value(field, value, export_format))

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(_in_pieces(queryset))

    def write_xlsx(self, queryset: Any, output: Any) -> None:
        super().write_xlsx(_in_pieces(queryset), output)


def _in_pieces(rows: Any) -> Any:
    """A query set is read in pieces, so that a hundred thousand rows need no more memory than five hundred."""
    return rows.iterator(chunk_size=ROWS_AT_ONCE) if isinstance(rows, QuerySet) else rows
