"""How much is read, and the guard that looks at a file's container before anything unpacks it."""

import io
import re
import zipfile
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from common.errors import Refusal

from .grid import Table

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_RATIO = 250
RATIO_MATTERS_FROM_BYTES = 10 * 1024 * 1024
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_STORED_CELLS = 600_000
"""Cells in one sheet's file, empty ones with a border included."""

# Office writes no document type; one in a part is an attempt at entity expansion or a foreign file.
DOCUMENT_TYPE = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I)")


def broken() -> Refusal:
    """The refusal for a file whose inside cannot be read."""
    return Refusal(
        _("Tệp bị hỏng hoặc không đúng định dạng. Hãy mở bằng Excel hoặc Word, lưu lại thành tệp mới rồi tải lên.")
    )


def too_many_rows(sheet: str) -> Refusal:
    return Refusal(
        _("“%(sheet)s” có nhiều hơn %(rows)s dòng. Hãy chia thành nhiều tệp, hoặc xóa dữ liệu thừa ở cuối.")
        % {"sheet": sheet, "rows": MAX_ROWS}
    )


def too_many_columns(sheet: str) -> Refusal:
    return Refusal(
        _("“%(sheet)s” có nhiều hơn %(columns)s cột. Hãy chỉ giữ các cột của danh sách rồi tải lại.")
        % {"sheet": sheet, "columns": MAX_COLUMNS}
    )


def too_many_cells(sheet: str) -> Refusal:
    return Refusal(
        _("“%(sheet)s” có quá nhiều ô, kể cả ô trống có kẻ khung. Hãy chép riêng danh sách sang tệp mới.")
        % {"sheet": sheet}
    )


def check_size(length: int) -> None:
    """Refuse what is too big to be a list."""
    if length > MAX_BYTES:
        raise Refusal(
            _("Tệp lớn hơn %(megabytes)s MB. Hãy bỏ hình ảnh hoặc chia thành nhiều tệp nhỏ hơn.")
            % {"megabytes": MAX_BYTES // 1024 // 1024}
        )


def check_tables(tables: Iterable[Table]) -> None:
    """Refuse tables beyond the limits of rows and columns."""
    for table in tables:
        if len(table.rows) > MAX_ROWS:
            raise too_many_rows(table.sheet)
        if table.width > MAX_COLUMNS:
            raise too_many_columns(table.sheet)


def open_package(content: bytes) -> zipfile.ZipFile:
    """The zip container of an Office file, after a look at its directory and parts.

    Refuses bombs by declared size and ratio (`zipfile` never yields more than is declared), encrypted
    entries, and any XML part with a document type.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        entries = package.infolist()
        _check_entries(entries, len(content))
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")) and DOCUMENT_TYPE.search(package.read(entry)):
                raise broken()
    except Refusal:
        raise
    except Exception as error:  # the container's readers raise a dozen unrelated types on damaged bytes
        raise broken() from error
    return package


def _check_entries(entries: list[zipfile.ZipInfo], length: int) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise password_protected()
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > RATIO_MATTERS_FROM_BYTES and unpacked > MAX_RATIO * length
    if unpacked > MAX_UNPACKED_BYTES or is_bomb or len(entries) > MAX_PARTS:
        raise Refusal(
            _("Tệp giải nén ra quá lớn nên không được mở. Hãy chép riêng bảng danh sách sang một tệp mới rồi tải lên.")
        )


def password_protected() -> Refusal:
    return Refusal(_("Tệp được đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi tải lên."))
