"""Reading tables of HTML: pasted from a page or a document, or saved by old programs as ".xls"."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree, html

from .grid import Spread, Table, tidy
from .limits import MAX_COLUMNS, MAX_ROWS, broken, too_many_rows

OPENING = re.compile(r"<\s*(?:!doctype\s+html|html|table|meta|body|div|style|!--\s*StartFragment)\b", re.IGNORECASE)
TABLE_TAG = re.compile(r"<\s*table\b", re.IGNORECASE)
CLIPBOARD_HEADER = re.compile(r"\AVersion:[\d.]+\s.*?(?=<)", re.DOTALL | re.IGNORECASE)
DECLARATION = re.compile(r"<\?xml[^>]*>", re.IGNORECASE)
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
BREAKING = {"br", "p", "div", "li", "tr"}
SKIPPED = {"style", "script", "head", "table"}
LINES_ABOVE = 30
MOST_TABLES = 50
"""Tables read from one page: more than any annex has, few enough to look above each."""


def looks_like_markup(text: str) -> bool:
    """True for a text that is an HTML page or fragment holding a table."""
    text = CLIPBOARD_HEADER.sub("", text[:20_000].lstrip("\ufeff \r\n\t"))
    return bool(OPENING.search(text[:2000])) and text.lstrip().startswith("<")


def read_markup(text: str) -> list[Table]:
    """A table for each outermost <table>, with the lines of text that stand before it."""
    text = DECLARATION.sub("", UNPRINTABLE.sub("", CLIPBOARD_HEADER.sub("", text)))
    if not TABLE_TAG.search(text):
        return []
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        document = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise broken() from error
    outermost = [table for table in document.iter("table") if not _inside_table(table)][:MOST_TABLES]
    return [
        Table(
            _("Bảng %(number)s") % {"number": number},
            _rows(table),
            lines_above=tuple(_lines_before(document, table)),
        )
        for number, table in enumerate(outermost, start=1)
    ]


def _inside_table(table: html.HtmlElement) -> bool:
    return any(ancestor.tag == "table" for ancestor in table.iterancestors())


def _rows(table: html.HtmlElement):
    spread = Spread(MAX_ROWS, MAX_COLUMNS)
    for line in table.iter("tr"):
        if next(line.iterancestors("table")) is not table:
            continue
        if len(spread.rows) >= MAX_ROWS:
            raise too_many_rows(_("Bảng"))
        spread.start_row()
        for cell in line.iterchildren("td", "th"):
            text = tidy("".join(_pieces(cell)))
            spread.place(text, down=_span(cell, "rowspan"), across=_span(cell, "colspan"))
    return spread.finished()


def _span(cell: html.HtmlElement, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(int(text), MAX_ROWS) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    """The text inside an element; source line ends are blanks, <br> and blocks are line breaks."""
    yield _flat(element.text)
    for child in element:
        breaking = child.tag in BREAKING
        if breaking:
            yield "\n"
        if child.tag not in SKIPPED - ({"table"} if element.tag in {"td", "th"} else set()):
            yield from _pieces(child)
        if breaking and child.tag != "br":
            yield "\n"
        yield _flat(child.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _lines_before(document: html.HtmlElement, table: html.HtmlElement) -> list[str]:
    pieces: list[str] = []
    for event, element in etree.iterwalk(document, events=("start", "end")):
        if element is table:
            break
        inside = _inside_table(element) or element.tag in SKIPPED
        if element.tag in BREAKING:
            pieces.append("\n")
        text = element.text if event == "start" else element.tail
        if text and not (inside and event == "start"):
            pieces.append(_flat(text))
    return tidy("".join(pieces)).split("\n")[-LINES_ABOVE:]
