"""Tables as offices type them, read from .xlsx, .csv, .docx or the clipboard into one plain shape."""

from .grid import Cell, Row, Table, column_index, column_letter
from .reading import read_pasted, read_tables

__all__ = ["Cell", "Row", "Table", "column_index", "column_letter", "read_pasted", "read_tables"]
