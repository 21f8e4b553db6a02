"""Pictures for social networks: an award mark, a name and who made it, over a photo or a drawn pattern.

Composed as SVG, so that marks and patterns are the page's own, and rasterised here: whoever unfolds a link gets a
picture without a browser having drawn it.
"""

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from html import escape

import resvg_py
from PIL import Image

from common.text import for_xml

from . import marks, patterns
from .brand import BRAND, HEADER_COLOURS
from .lettering import FAMILY, FILES, set_in_lines, set_to_fit

LANDSCAPE = (1200, 630)
SQUARE = (1080, 1080)
PAPER, INK, INK_2, ON_FILL = "#fbf6ea", "#221610", "#594a3f", "#fff5e6"
MARK_COLOURS = {
    "national": "#a01b1c",
    "region": "#24456f",
    "province": "#23594b",
    "commune": "#7c4a23",
    "district": "#7c4a23",
}
"""The light theme's: a picture has one look, wherever it is unfolded."""
OUT_OF_FORCE = "#6b5a4d"
PATTERN_COLOURS = {
    "gom": ("#dfe6da", "#93a995"),
    "may-tre": ("#efe2bf", "#c8a968"),
    "son-mai": ("#6d1517", "#b5553f"),
    "det": ("#dbe0e8", "#7f92b0"),
    "go": ("#ead6bd", "#bb8f63"),
    "che": ("#e0e7cd", "#93a668"),
    "mien": ("#f2e9d6", "#c9b48b"),
    "nuoc-mam": ("#d9e3e3", "#86a3a5"),
    "mat-ong": ("#f6dfa9", "#cf9b3b"),
    "trai-cay": ("#f5d9bf", "#d3915a"),
    "duoc-lieu": ("#ece0d6", "#ad8a73"),
    "banh": ("#f4ead9", "#c8ad86"),
    "co-khi": ("#dedcd8", "#9b968e"),
    "khac": ("#ecdcd3", "#c29783"),
}
"""Ground and line of each pattern; a test compares them with the tokens of the style sheet."""
EDGE, BAND, WEAVE = 64, 100, 14


@dataclass(frozen=True)
class ShareCard:
    """What a picture says: the award first, then the name, then who and where.

    `level` and `state` choose the mark, none for an empty level; `photo` is a JPEG or PNG, else `motif` and `seed`
    draw a pattern; `ground` is the colour of the header's band.
    """

    site: str
    name: str
    award: str = ""
    beneath: str = ""
    level: str = ""
    state: str = "in_force"
    motif: str = patterns.OTHER
    seed: int = 0
    photo: bytes = b""
    ground: str = HEADER_COLOURS["lacquer"][0]


@dataclass(frozen=True)
class _Field:
    """A rectangle of the picture."""

    x: int
    y: int
    width: int
    height: int


def jpeg(card: ShareCard, size: tuple[int, int]) -> bytes:
    """The picture as JPEG of `size` (width, height) pixels; the same bytes for the same card."""
    return _rasterised(svg(card, size))


def svg(card: ShareCard, size: tuple[int, int]) -> str:
    """The same as SVG; its words need the fonts of `lettering`."""
    width, height = size
    upright = height >= width
    if upright:
        picture = _Field(0, BAND + WEAVE, width, 440)
        words = _Field(EDGE, picture.y + picture.height, width - 2 * EDGE, height - picture.y - picture.height)
    else:
        picture = _Field(width - 440, BAND + WEAVE, 440, height - BAND - WEAVE)
        words = _Field(EDGE, BAND + WEAVE, width - picture.width - 2 * EDGE, height - BAND - WEAVE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}" font-family="{FAMILY}">'
        f'<path fill="{PAPER}" d="M0 0h{width}v{height}H0z"/>'
        f"{_band(card, width)}{_picture(card, picture)}{_words(card, words)}</svg>"
    )


def _band(card: ShareCard, width: int) -> str:
    """The header's field with the brand, closed by the woven edge."""
    room = width - 2 * EDGE - 76
    (name,) = set_in_lines(card.site, width=room, size=38, weight=800, most=1) or [""]
    return (
        f'<path fill="{card.ground}" d="M0 0h{width}v{BAND}H0z"/>'
        f'<g transform="translate({EDGE} {(BAND - 52) // 2}) scale(1.3)"><path fill="{ON_FILL}" d="{BRAND}"/></g>'
        f"{_line(name, EDGE + 76, BAND // 2 + 13, size=38, weight=800, colour=ON_FILL)}"
        f'<pattern id="weave" width="28" height="{WEAVE}" y="{BAND}" patternUnits="userSpaceOnUse">'
        f'<path fill="{card.ground}" d="M0 0h14v{WEAVE // 2}H0zM14 {WEAVE // 2}h14v{WEAVE // 2}H14z"/></pattern>'
        f'<path fill="url(#weave)" d="M0 {BAND}h{width}v{WEAVE}H0z"/>'
    )


def _picture(card: ShareCard, field: _Field) -> str:
    frame = f'x="{field.x}" y="{field.y}" width="{field.width}" height="{field.height}"'
    if card.photo:
        kind = "png" if card.photo.startswith(b"\x89PNG") else "jpeg"
        data = base64.b64encode(card.photo).decode("ascii")
        return f'<image {frame} preserveAspectRatio="xMidYMid slice" xlink:href="data:image/{kind};base64,{data}"/>'
    motif = patterns.known(card.motif)
    ground, line = PATTERN_COLOURS[motif]
    drawing = patterns.svg(motif, card.seed, uid="ground")
    inside = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")].replace("currentColor", line)
    return (
        f'<svg {frame} viewBox="0 0 320 240" preserveAspectRatio="xMidYMid slice" fill="none" stroke="{line}">'
        f'<path fill="{ground}" stroke="none" d="M-320-240h960v720h-960z"/>{inside}</svg>'
    )


def _words(card: ShareCard, field: _Field) -> str:
    """Award, name, maker, from the top of the field; the name takes the size at which it fits."""
    sizes = (84, 72, 60, 50) if field.width > 800 else (68, 58, 50, 44)
    size, name = set_to_fit(card.name, width=field.width, sizes=sizes, weight=800, most=4)
    beneath = set_in_lines(card.beneath, width=field.width, size=30, weight=500, most=2)
    leading = round(size * 1.26)
    award_height = 104 if card.award else 0
    taken = award_height + leading * len(name) + (24 + 42 * len(beneath) if beneath else 0)
    top = field.y + max(36, (field.height - taken) // 2)
    drawn = _award(card, field, top)
    baseline = top + award_height + size
    for line in name:
        drawn += _line(line, field.x, baseline, size=size, weight=800, colour=INK)
        baseline += leading
    baseline += 24 - size + 30
    for line in beneath:
        drawn += _line(line, field.x, baseline, size=30, weight=500, colour=INK_2)
        baseline += 42
    return drawn


def _award(card: ShareCard, field: _Field, top: int) -> str:
    if not card.award:
        return ""
    colour = MARK_COLOURS[card.level] if card.level and card.state in {"in_force", "unknown"} else OUT_OF_FORCE
    mark, left = "", field.x
    if card.level:
        inside = marks.mark(marks.shape(card.level), card.state).replace("currentColor", colour)
        mark, left = f'<g transform="translate({field.x} {top}) scale(3)">{inside}</g>', field.x + 90
    room = field.width - (left - field.x)
    size, lines = set_to_fit(card.award, width=room, sizes=(34, 28), weight=800, most=2)
    first = top + 36 + size // 3 - (len(lines) - 1) * 20
    return mark + "".join(
        _line(line, left, first + at * 40, size=size, weight=800, colour=colour) for at, line in enumerate(lines)
    )


def _line(words: str, x: int, y: int, *, size: int, weight: int, colour: str) -> str:
    said = escape(for_xml(words))
    return f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{said}</text>'


@lru_cache(maxsize=32)
def _rasterised(drawing: str) -> bytes:
    files = [str(path) for path in FILES.values()]
    drawn = resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=files)
    written = io.BytesIO()
    # Colour at full resolution: red letters and marks on paper fray otherwise.
    Image.open(io.BytesIO(drawn)).convert("RGB").save(written, "JPEG", quality=86, subsampling=0, optimize=True)
    return written.getvalue()
