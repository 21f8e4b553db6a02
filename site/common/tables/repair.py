"""Putting right the text of cells typed in an old encoding or decoded with the wrong one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from .grid import Cell, Row, Table, clean
from .legacy import from_tcvn3, from_vni
from .plausible import weigh

TCVN3 = "TCVN3 (.VnTime)"
VNI = "VNI"


def _utf8_read_as_latin(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _windows_1258_read_as_latin(text: str) -> str:
    try:
        return text.encode("cp1252").decode("cp1258")
    except UnicodeError:
        return text


REPAIRS: dict[str, Callable[[str], str]] = {
    "UTF-8": _utf8_read_as_latin,
    TCVN3: from_tcvn3,
    "Windows-1258": _windows_1258_read_as_latin,
    VNI: from_vni,
}
# Beyond Latin-1 these alone appear when Windows-1252 read the bytes; any other letter means Unicode.
LATIN_EXTRAS = set("ŒœŠšŽžŸƒˆ˜€™‹›„†‡‰")


def could_be_legacy(text: str) -> bool:
    """True when the text has letters beyond ASCII and none that only Unicode has."""
    if text.isascii():
        return False
    return not any(
        character > "\u00ff"
        and (character.isalpha() or "\u0300" <= character <= "\u036f")
        and character not in LATIN_EXTRAS
        for character in text
    )


def _gain(text: str, repaired: str) -> tuple[int, int]:
    """(implausible words mended, plausible words afterwards) of a repair; negative when it spoils.

    Most of the result has to read well: a symbol that happens to be a letter of an old font is no proof.
    """
    good, bad = weigh(text)
    good_after, bad_after = weigh(repaired)
    if good_after <= good or bad_after >= bad or 2 * bad_after > good_after:
        return -1, 0
    return bad - bad_after + good_after - good, good_after


def encoding_of(text: str) -> str:
    """The encoding a text was certainly typed in, "" when it reads well as it stands or nothing helps."""
    if not could_be_legacy(text) or weigh(text)[1] == 0:
        return ""
    gains = {name: _gain(text, mend(text)) for name, mend in REPAIRS.items()}
    name = max(gains, key=lambda each: gains[each])
    return name if gains[name][0] > 0 else ""


def from_font(text: str, font: str | None) -> str:
    """The text as its font draws it: ".VnTime" is TCVN3, ".VnTimeH" its capitals, "VNI-Times" VNI."""
    name = (font or "").casefold()
    if not could_be_legacy(text):
        return text.upper() if name.startswith(".vn") and name.endswith("h") else text
    if name.startswith(".vn"):
        mended = from_tcvn3(text)
        mended = mended.upper() if name.endswith("h") else mended
    elif name.startswith("vni"):
        mended = from_vni(text)
    else:
        return text
    # Unicode text is often left in an old font: the font decides only when the result can be read.
    return mended if weigh(mended)[1] <= weigh(text)[1] else text


def repaired(tables: Iterable[Table]) -> Iterator[Table]:
    """Each table with the cells of old encodings converted and a note that says so."""
    for table in tables:
        texts = {cell.text for row in table.rows for cell in row.cells if not cell.text.isascii()}
        found = {text: encoding_of(text) for text in texts}
        named = sorted({name for name in found.values() if name})
        if not named:
            yield replace(table, rows=[_mended_row(row, {}) for row in table.rows])
            continue
        if len(named) == 1 and all(map(could_be_legacy, texts)):
            # Nothing here is certainly Unicode: words that read either way ("cá", "cỏ") follow the rest.
            found = {text: name or _follows(text, named[0]) for text, name in found.items()}
        note = _("Đã chuyển chữ từ bảng mã %(encodings)s sang Unicode; xin xem lại dấu.") % {
            "encodings": ", ".join(named)
        }
        rows = [_mended_row(row, found) for row in table.rows]
        yield replace(table, rows=rows, notes=(*table.notes, note))


def _follows(text: str, name: str) -> str:
    return name if weigh(REPAIRS[name](text))[1] == 0 else ""


def _mended_row(row: Row, found: dict[str, str]) -> Row:
    return replace(row, cells=tuple(_mended_cell(cell, found.get(cell.text, "")) for cell in row.cells))


def _mended_cell(cell: Cell, name: str) -> Cell:
    text = REPAIRS[name](cell.text) if name else cell.text
    return replace(cell, text=clean(text)) if not text.isascii() or name else cell
