"""Cells of the spreadsheets that the site writes."""

import re
from typing import Any

FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def harmless_cell(value: Any) -> Any:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers and days stay."""
    if isinstance(value, str) and value.startswith(FORMULA_BEGINNINGS):
        return f"'{value}"
    return value


def writable_cell(value: str) -> str:
    """Harmless text without the control characters that a workbook cannot hold."""
    return str(harmless_cell(NOT_IN_XML.sub("", value)))
