"""The news of a decision as a Word file: for the paper, the wireless of the commune and the notice board.

Set as Vietnamese offices set their papers (decree 30/2020/NĐ-CP, annex I): A4, Times New Roman, 13 points,
margins of 20, 20, 30 and 15 mm.
"""

import io
from typing import Any

import segno
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from common.days import day
from products.models import AwardStanding, Decision

FONT = "Times New Roman"
COLUMN_WIDTHS = (11, 66, 52, 34)
"""Millimetres: number, product, maker, place."""


def bulletin(decision: Decision, standings: list[AwardStanding], *, language: str, owner: str) -> bytes:
    """The decision's awards as .docx in a language; `owner` is the centre that signs it."""
    with translation.override(language):
        document = _document(_title(decision, standings))
        _paragraph(document, owner.upper(), bold=True, centred=True)
        _paragraph(document, _title(decision, standings), bold=True, centred=True, size=15, after=12)
        _paragraph(document, _opening(decision, standings))
        _table(document, standings)
        _closing(document, decision)
        written = io.BytesIO()
        document.save(written)
    return written.getvalue()


def _document(title: str) -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    document.core_properties.title = title
    document.core_properties.language = translation.get_language() or settings.LANGUAGE_CODE
    return document


def _title(decision: Decision, standings: list[AwardStanding]) -> str:
    count = len(standings)
    words = ngettext(
        "%(count)s sản phẩm được công nhận là sản phẩm công nghiệp nông thôn tiêu biểu",
        "%(count)s sản phẩm được công nhận là sản phẩm công nghiệp nông thôn tiêu biểu",
        count,
    )
    return words % {"count": count}


def _opening(decision: Decision, standings: list[AwardStanding]) -> str:
    signed = _(" ký ngày %(day)s") % {"day": day(decision.date)} if decision.date else ""
    makers = len({standing.producer_name for standing in standings if standing.producer_name})
    sentence = ngettext(
        "%(issuer)s đã ban hành Quyết định số %(number)s%(signed)s. Có %(count)s cơ sở có sản phẩm được công nhận.",
        "%(issuer)s đã ban hành Quyết định số %(number)s%(signed)s. Có %(count)s cơ sở có sản phẩm được công nhận.",
        makers,
    )
    words = {
        "issuer": decision.issuer or _("Cơ quan có thẩm quyền"),
        "number": decision.number,
        "signed": signed,
        "count": makers,
    }
    return sentence % words


def _table(document: Any, standings: list[AwardStanding]) -> None:
    """One row an award, as the decision prints it, under a heading for each level; the head repeats on each page."""
    table = document.add_table(rows=1, cols=len(COLUMN_WIDTHS), style="Table Grid")
    table.autofit = False
    _fill(table.rows[0], [_("STT"), _("Tên sản phẩm"), _("Cơ sở"), _("Địa chỉ")], bold=True)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    several_levels = len({standing.level for standing in standings}) > 1
    level = ""
    for number, standing in enumerate(standings, start=1):
        if several_levels and standing.level != level:
            level = standing.level
            merged = table.add_row().cells
            merged[0].merge(merged[-1])
            _write(merged[0], str(standing.get_level_display()), bold=True)
        place = standing.place or standing.award.province_name
        _fill(table.add_row(), [str(number), standing.product_name, standing.producer_name, place])


def _fill(row: Any, values: list[str], *, bold: bool = False) -> None:
    for cell, value, width in zip(row.cells, values, COLUMN_WIDTHS, strict=True):
        cell.width = Mm(width)
        _write(cell, value, bold=bold)


def _write(cell: Any, words: str, *, bold: bool = False) -> None:
    run = cell.paragraphs[0].add_run(words)
    run.bold, run.font.size = bold, Pt(12)


def _closing(document: Any, decision: Decision) -> None:
    address = f"{settings.BASE_URL}{decision.get_absolute_url()}"
    _paragraph(
        document,
        _("Danh sách, giấy công nhận kiểm tra được và cách liên hệ từng cơ sở: %(address)s") % {"address": address},
        before=12,
    )
    code = io.BytesIO()
    segno.make(address, error="m", micro=False).save(code, kind="png", border=4, scale=8)
    code.seek(0)
    document.add_picture(code, width=Mm(35))


def _paragraph(
    document: Any,
    words: str,
    *,
    bold: bool = False,
    centred: bool = False,
    size: int = 13,
    before: int = 0,
    after: int = 6,
) -> None:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
