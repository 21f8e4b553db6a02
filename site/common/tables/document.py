"""Reading the tables of a .docx, with its merges, its numbered paragraphs and the lines above each table."""

import io
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from common.errors import Refusal

from .grid import Row, Spread, Table, tidy
from .limits import MAX_COLUMNS, MAX_ROWS, broken, open_package, too_many_rows
from .repair import from_font

LINES_ABOVE = 30
# Deleted or moved-away text of tracked changes, and the second copy that Word keeps of a text box.
LEFT_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr")}
BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}


def read_document(content: bytes) -> list[Table]:
    """One table for each table in the document's body, in order; row numbers count the table's rows."""
    open_package(content).close()
    try:
        body = Document(io.BytesIO(content)).element.body
        return list(_tables(body))
    except Refusal:
        raise
    except Exception as error:  # python-docx raises whatever its descriptors meet in a damaged file
        raise broken() from error


def _tables(body) -> Iterator[Table]:
    lines: list[str] = []
    count = 0
    for block in _children(body, qn("w:p"), qn("w:tbl")):
        if block.tag == qn("w:p"):
            lines += [line for line in tidy(_text(block)).split("\n") if line]
            continue
        count += 1
        name = _("Bảng %(number)s") % {"number": count}
        yield Table(name, _rows(block), lines_above=tuple(lines[-LINES_ABOVE:]))
        lines = []


def _children(element, *tags: str) -> Iterator:
    """Direct children with these tags, seen through content controls and tracked insertions."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:moveTo")}:
            yield from _children(child, *tags)


def _rows(table) -> list[Row]:
    spread = Spread(MAX_ROWS, MAX_COLUMNS)
    numbering: Counter[str] = Counter()
    for line in _children(table, qn("w:tr")):
        if len(spread.rows) >= MAX_ROWS:
            raise too_many_rows(_("Bảng"))
        spread.start_row()
        column = 1 + _number(line.find(qn("w:trPr")), qn("w:gridBefore"), 0)
        for cell in _children(line, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            across = min(_number(properties, qn("w:gridSpan"), 1), MAX_COLUMNS)
            if _continues_above(properties) and len(spread.rows) > 1:
                spread.continue_above(column, across)
            else:
                spread.place(_cell_text(cell, numbering), across=across, column=column)
            column += across
    return spread.finished()


def _number(properties, tag: str, default: int) -> int:
    element = None if properties is None else properties.find(tag)
    text = "" if element is None else element.get(qn("w:val"), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _continues_above(properties) -> bool:
    merge = None if properties is None else properties.find(qn("w:vMerge"))
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _cell_text(cell, numbering: Counter) -> str:
    lines = []
    for paragraph in _children(cell, qn("w:p"), qn("w:tbl")):
        text = _text(paragraph)
        list_id = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if list_id is not None and not text.strip():
            # Word draws the number of an automatic list: the paragraph itself holds no text.
            numbering[list_id.get(qn("w:val"))] += 1
            text = str(numbering[list_id.get(qn("w:val"))])
        lines.append(text)
    return tidy("\n".join(lines))


def _text(element) -> str:
    pieces: list[str] = []
    for run in _runs(element):
        font = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        text = "".join(_run_pieces(run))
        pieces.append(text if font is None else from_font(text, font.get(qn("w:ascii"))))
        if run.getnext() is None and run.getparent().tag == qn("w:p") and element.tag != qn("w:p"):
            pieces.append("\n")
    return "".join(pieces)


def _runs(element) -> Iterator:
    for child in element:
        if child.tag == qn("w:r"):
            yield child
        elif child.tag not in LEFT_OUT:
            yield from _runs(child)


def _run_pieces(run) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
