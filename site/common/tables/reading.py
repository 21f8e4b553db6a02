"""From bytes or a pasted text to tables, whatever program they came from."""

import io
import zipfile

from django.utils.translation import gettext as _

from common.errors import Refusal

from .decoding import decode, not_a_table
from .delimited import read_delimited
from .document import read_document
from .grid import Table, trimmed
from .limits import broken, check_size, check_tables, open_package, password_protected
from .markup import looks_like_markup, read_markup
from .repair import repaired
from .workbook import read_workbook

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
WORD_STREAM = "WordDocument".encode("utf-16-le")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")


def read_tables(content: bytes, *, filename: str) -> list[Table]:
    """Every table of a file, the ones without any text left out.

    The format is decided by the content; `filename` only names things. Raises `Refusal` with a sentence
    that says what to do: empty, too big, locked, damaged, or not a format that holds tables.
    """
    check_size(len(content))
    if not content.strip():
        raise _empty()
    tables = [trimmed(table) for table in repaired(_read(content)) if not table.is_blank]
    if not tables:
        raise _empty()
    check_tables(tables)
    return tables


def read_pasted(text: str) -> Table:
    """The one table of a text from the clipboard: tab-separated, CSV, or HTML (the largest table of it)."""
    check_size(len(text))
    tables = read_markup(text) if looks_like_markup(text) else []
    if not tables:
        tables = [read_delimited(text, sheet=_("Bảng 1"))]
    tables = [trimmed(table) for table in repaired(tables) if not table.is_blank]
    if not tables:
        raise Refusal(_("Chưa có gì được dán. Hãy chọn cả bảng trong Excel hoặc Word, sao chép rồi dán lại."))
    check_tables(tables)
    return max(tables, key=lambda table: len(table.rows) * table.width)


def _empty() -> Refusal:
    return Refusal(_("Tệp không có dữ liệu. Hãy chọn tệp có bảng danh sách."))


def _read(content: bytes) -> list[Table]:
    if content.startswith(b"PK"):
        return _read_package(content)
    _refuse_other_formats(content)
    text, encoding = decode(content)
    if looks_like_markup(text):
        tables = read_markup(text)
        if not tables:
            raise _without_table()
        return tables
    if text.lstrip("\ufeff \r\n\t").startswith("<?xml"):
        raise Refusal(_("Tệp ở định dạng XML cũ. Hãy mở bằng Excel và lưu lại thành .xlsx."))
    notes: tuple[str, ...] = ()
    if encoding:
        notes = (_("Đã chuyển chữ từ bảng mã %(encodings)s sang Unicode; xin xem lại dấu.") % {"encodings": encoding},)
    return [read_delimited(text, sheet=_("Bảng 1"), notes=notes)]


def _read_package(content: bytes) -> list[Table]:
    with open_package(content) as package:
        names = set(package.namelist())
    if "xl/workbook.bin" in names:
        raise Refusal(_("Tệp .xlsb chưa đọc được. Hãy mở bằng Excel và lưu lại thành .xlsx."))
    if any(name.startswith("xl/") for name in names):
        return read_workbook(content)
    if any(name.startswith("word/") for name in names):
        tables = read_document(content)
        if not tables:
            raise _without_table()
        return tables
    if "content.xml" in names and "mimetype" in names:
        raise Refusal(_("Tệp OpenDocument chưa đọc được. Hãy lưu lại thành .xlsx hoặc .docx."))
    raise not_a_table() if zipfile.is_zipfile(io.BytesIO(content)) else broken()


def _refuse_other_formats(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED_STREAM in content:
            raise password_protected()
        if WORD_STREAM in content:
            raise Refusal(_("Tệp .doc kiểu cũ chưa đọc được. Hãy mở bằng Word và lưu lại thành .docx."))
        raise Refusal(_("Tệp .xls kiểu cũ chưa đọc được. Hãy mở bằng Excel và lưu lại thành .xlsx."))
    if content.startswith(b"%PDF"):
        raise Refusal(_("Tệp PDF không đọc thành bảng được. Hãy xin tệp .docx hoặc .xlsx gốc, hoặc chép bảng rồi dán."))
    if content.startswith(b"{\\rtf"):
        raise Refusal(_("Tệp .rtf chưa đọc được. Hãy mở bằng Word và lưu lại thành .docx."))
    if content.startswith(PICTURES) and not content[:200].isascii():
        raise Refusal(_("Đây là tệp hình ảnh. Hãy tải lên tệp .xlsx, .csv hoặc .docx có bảng danh sách."))


def _without_table() -> Refusal:
    return Refusal(_("Văn bản không có bảng nào. Hãy tải lên tệp có bảng danh sách."))
