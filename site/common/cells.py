"""Cells of the spreadsheets that the site writes."""

from typing import Any

from common import text

FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def harmless_cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers and days stay."""
    if isinstance(value, str) and value.startswith(FORMULA_BEGINNINGS):
        return f"'{value}"
    return value


def writable_cell(value: str) -> str:
    """Harmless text with blanks for the control characters that a workbook cannot hold."""
    return str(harmless_cell(text.for_xml(value)))
