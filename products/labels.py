"""Labels for the goods themselves: a QR that leads to the register, and the award's mark while it is in force.

The address behind the QR never changes, whatever becomes of the award, the product's name or its page: what was
printed keeps telling the truth. A copied award that nobody has compared with its decision has no QR (DOMAIN §2).
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.utils import translation
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import Align

from common import languages
from common.days import day
from common.drawings import lettering, marks
from common.drawings.share import MARK_COLOURS
from common.errors import Refusal
from products.models import AwardStanding, AwardState
from products.presenting.awards import short_address, title

INK, INK_2 = (34, 22, 16), (89, 74, 63)
LABEL = (60, 84)
"""Width and height in millimetres: fits a jar, a tea bag and a box."""
A4 = (210, 297)
ACROSS, DOWN = 3, 3
POINTS_A_MILLIMETRE = 72 / 25.4
LANGUAGES = (languages.SOURCE, languages.GLOSS)
"""Goods go abroad with the label they were sold under at home: both languages stand on it."""


@dataclass(frozen=True)
class Label:
    """What is printed: millimetres and words are decided here, once for the single label and for the sheet."""

    name: str
    maker: str
    award_words: tuple[str, ...]
    """Level and year in each language; empty where the mark may not be shown."""
    level: str
    address: str
    code: str
    scan_words: tuple[str, ...]


def label_kit(standing: AwardStanding) -> bytes:
    """A ZIP of one award's label: `qr.svg`, `qr.pdf`, `tem.pdf`, `to-tem-a4.pdf` and a page of advice.

    Refuses an award that was not compared with its decision, or that was revoked or replaced.
    """
    label = label_of(standing)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as kit:
        kit.writestr("qr.svg", _qr(label, "svg"))
        kit.writestr("qr.pdf", _qr(label, "pdf"))
        kit.writestr("tem.pdf", _single(label))
        kit.writestr("to-tem-a4.pdf", _sheet(label))
        kit.writestr("doc-truoc.txt", _advice(standing, label).encode("utf-8-sig"))
    return written.getvalue()


def label_of(standing: AwardStanding) -> Label:
    """The label of an award as it stands today; Refusal where there may be none."""
    if not standing.is_checked:
        raise Refusal(
            _("Công nhận này chép từ danh sách, chưa đối chiếu với quyết định, nên chưa có mã QR để in lên tem.")
        )
    if not standing.is_mark_shown:
        raise Refusal(_("Công nhận này đã thu hồi hoặc đã được thay, nên không còn tem."))
    in_force = standing.state == AwardState.IN_FORCE
    words, scan = [], []
    for language in LANGUAGES:
        with translation.override(language):
            # A line may end in the dot but never begin with it.
            words.append(f"{title(standing)}\u00a0· {standing.year}" if standing.year else title(standing))
            scan.append(_("Quét để kiểm tra"))
    return Label(
        name=standing.product_name,
        maker=standing.producer_name,
        award_words=tuple(words) if in_force else (),
        level=standing.level,
        address=short_address(standing.award.code),
        code=standing.award.code,
        scan_words=tuple(scan),
    )


@dataclass(frozen=True)
class LabelLink:
    """An award with its label, or with why it has none."""

    standing: AwardStanding
    why_not: str
    has_mark: bool


def label_links(standings: Iterable[AwardStanding]) -> list[LabelLink]:
    """Each award with its label or the reason against it."""
    return [_label_link(standing) for standing in standings]


def _label_link(standing: AwardStanding) -> LabelLink:
    try:
        label = label_of(standing)
    except Refusal as refusal:
        return LabelLink(standing, str(refusal), has_mark=False)
    return LabelLink(standing, "", has_mark=bool(label.award_words))


def label_file_name(standing: AwardStanding) -> str:
    """ "tem-K7Q2-M9XT.zip": a code says more to a printer than a long name cut off."""
    return f"tem-{standing.award.code}.zip"


def _qr(label: Label, kind: str) -> bytes:
    """Error correction of level M, with the quiet zone of four modules that ISO/IEC 18004 asks for."""
    drawn = io.BytesIO()
    size = {"omitsize": True} if kind == "svg" else {"scale": 4}
    segno.make(label.address, error="m", micro=False).save(drawn, kind=kind, border=4, **size)
    return drawn.getvalue()


def _single(label: Label) -> bytes:
    pdf = _document(LABEL)
    _draw(pdf, label, 0, 0)
    return bytes(pdf.output())


def _sheet(label: Label) -> bytes:
    """Nine labels on A4 with hairlines to cut along."""
    pdf = _document(A4)
    left, top = (A4[0] - ACROSS * LABEL[0]) / 2, (A4[1] - DOWN * LABEL[1]) / 2
    pdf.set_draw_color(200)
    pdf.set_line_width(0.1)
    for row in range(DOWN):
        for column in range(ACROSS):
            x, y = left + column * LABEL[0], top + row * LABEL[1]
            pdf.rect(x, y, *LABEL)
            _draw(pdf, label, x, y)
    return bytes(pdf.output())


def _document(size: tuple[int, int]) -> FPDF:
    pdf = FPDF(unit="mm", format=size)
    pdf.set_auto_page_break(False)
    for weight, path in lettering.FILES.items():
        pdf.add_font(f"text-{weight}", fname=path)
    pdf.add_page()
    return pdf


def _draw(pdf: FPDF, label: Label, x: float, y: float) -> None:
    """One label with its top left corner at (x, y): mark and level, name, maker, QR and code."""
    width, at = LABEL[0] - 10, y + 5
    if label.award_words:
        pdf.image(_mark(label.level), x + 5, at, w=11, h=11)
        for words, size, colour in zip(label.award_words, (8.5, 6.5), (INK, INK_2), strict=True):
            at = _lines(pdf, words, x + 18, at + 0.6, width=width - 13, sizes=(size, 6), weight=800, colour=colour)
        at = max(at, y + 17) + 1.5
    at = _lines(pdf, label.name, x + 5, at, width=width, sizes=(13, 11, 9, 7.5), weight=800, colour=INK, most=3)
    if label.maker:
        _lines(pdf, label.maker, x + 5, at + 0.8, width=width, sizes=(7.5, 6.5), weight=500, colour=INK_2, most=3)
    side = 30
    pdf.image(io.BytesIO(_qr(label, "svg")), x + 3, y + LABEL[1] - side - 3, w=side, h=side)
    beside = x + 3 + side + 1
    foot = y + LABEL[1] - side + 3
    for words in label.scan_words:
        foot = _lines(pdf, words, beside, foot, width=21, sizes=(7,), weight=500, colour=INK_2)
    _lines(pdf, label.code, beside, foot + 1.5, width=21, sizes=(9, 8), weight=800, colour=INK)


def _lines(
    pdf: FPDF,
    words: str,
    x: float,
    y: float,
    *,
    width: float,
    sizes: tuple[float, ...],
    weight: int,
    colour: tuple[int, int, int],
    most: int = 2,
) -> float:
    """Words in lines from (x, y) down, in the largest size (points) that fits; where the next thing may stand."""
    tenths = tuple(round(size * 10) for size in sizes)
    size, lines = lettering.set_to_fit(
        words, width=width * POINTS_A_MILLIMETRE * 10, sizes=tenths, weight=weight, most=most
    )
    leading = size / 10 / POINTS_A_MILLIMETRE * 1.28
    pdf.set_font(f"text-{weight}", size=size / 10)
    pdf.set_text_color(*colour)
    for line in lines:
        pdf.set_xy(x, y)
        pdf.cell(w=width, h=leading, text=line, align=Align.L)
        y += leading
    return y


def _mark(level: str) -> io.BytesIO:
    """The small mark of an award in force, in its level's colour."""
    inside = marks.mark(marks.shape(level), "in_force").replace("currentColor", MARK_COLOURS[level])
    return io.BytesIO(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{inside}</svg>'.encode())


def _advice(standing: AwardStanding, label: Label) -> str:
    until = (
        _("Dấu công nhận trên tem dùng đến hết ngày %(day)s; sau ngày đó tải lại tem, bản mới không có dấu.")
        % {"day": day(standing.valid_until)}
        if label.award_words and standing.valid_until
        else _("Công nhận không còn, hoặc chưa rõ, hiệu lực: tem không có dấu công nhận, chỉ có mã QR.")
    )
    lines = [
        label.name,
        "",
        until,
        _("Mã QR dẫn đến %(address)s; địa chỉ này không bao giờ đổi.") % {"address": label.address},
        _("In mã QR rộng ít nhất 15 mm, màu đậm trên nền sáng, giữ viền trắng chung quanh, và quét thử trước khi in."),
        _("Tem chỉ dùng cho đúng sản phẩm ghi trên tem, không dùng cho sản phẩm khác của cơ sở."),
    ]
    return "\r\n".join(lines) + "\r\n"
