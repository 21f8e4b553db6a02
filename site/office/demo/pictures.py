"""Drawn pictures for the examples: a thing on a table by a window, with a label that says "ví dụ"."""

import io
import math
import random
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFilter, ImageFont

SIZES = ((1200, 900), (900, 1200), (1600, 560), (1200, 900), (1000, 1000), (1200, 800), (800, 1200), (1200, 900))
"""Pixels of the first, second … picture of a thing: as telephones take them, upright and panoramas included."""
JPEG_QUALITY = 80
FONT = "site/fonts/be-vietnam-pro-400-800.woff2"
GROUNDS = ("#d9cdb8", "#c9d3cf", "#d8c5bd", "#cfd0c0", "#c3c9d6", "#e0d6c4")
TABLES = ("#8a6a4c", "#6f5a48", "#9c8465", "#5d6660", "#a58d73")
GOODS = {
    "gom": ("jar", "#3f6a72"),
    "may-tre": ("basket", "#b58a4b"),
    "son-mai": ("bowl", "#7d1f1a"),
    "det": ("cloth", "#9b2f4a"),
    "go": ("box", "#7a4b26"),
    "che": ("tin", "#4f6b34"),
    "mien": ("bundle", "#d8cfae"),
    "nuoc-mam": ("bottle", "#8c3d12"),
    "mat-ong": ("jar", "#c9851b"),
    "trai-cay": ("bowl", "#d0722c"),
    "duoc-lieu": ("bottle", "#38603f"),
    "banh": ("box", "#c79a56"),
    "co-khi": ("gear", "#6b7680"),
    "khac": ("tin", "#5b4636"),
}
"""Shape and colour by the category's motif."""
INSIDE_TURNED = (48, 48, 208, 208)
"""The part of Pillow's gradient of 256 pixels that stays whole when it is turned."""
MARGIN = 26
"""Pixels that a tilt may leave empty at the edges."""
Corners = tuple[float, float, float, float]


def draw_picture(motif: str, *, number: int, seed: str) -> bytes:
    """A JPEG of well under 60 KB; the same words give the same picture. `number` counts from 0."""
    dice = random.Random(f"{seed}/{number}")  # noqa: S311 - a drawing, no secret
    width, height = SIZES[number % len(SIZES)]
    picture = _room(width, height, dice)
    _thing(picture, *GOODS.get(motif, GOODS["khac"]), dice)
    _label(picture, dice)
    tilted = picture.rotate(dice.uniform(-1.5, 1.5), Image.Resampling.BICUBIC)
    width, height = picture.size
    whole = tilted.crop((MARGIN, MARGIN, width - MARGIN, height - MARGIN))
    written = io.BytesIO()
    whole.filter(ImageFilter.GaussianBlur(1.1)).save(written, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return written.getvalue()


def _room(width: int, height: int, dice: random.Random) -> Image.Image:
    """A wall that is lit from one side, and a table."""
    light = Image.linear_gradient("L").rotate(dice.choice((60, 90, 120))).crop(INSIDE_TURNED).resize((width, height))
    wall = dice.choice(GROUNDS)
    picture = Image.composite(
        Image.new("RGB", (width, height), wall), Image.new("RGB", (width, height), "white"), light
    )
    brush = ImageDraw.Draw(picture)
    brush.rectangle((0, int(height * 0.66), width, height), fill=dice.choice(TABLES))
    return picture


def _thing(picture: Image.Image, shape: str, colour: str, dice: random.Random) -> None:
    """The thing itself, a smaller one beside it, and their shadows."""
    brush = ImageDraw.Draw(picture)
    width, height = picture.size
    size = min(width, height) * dice.uniform(0.42, 0.55)
    for scale, across in ((1.0, dice.uniform(0.4, 0.5)), (0.55, dice.uniform(0.72, 0.82))):
        side = size * scale
        left, bottom = width * across - side / 2, height * 0.82
        corners = (left, bottom - side, left + side, bottom)
        brush.ellipse(
            (left - side * 0.1, bottom - side * 0.09, left + side * 1.2, bottom + side * 0.07), fill="#3a322b"
        )
        SHAPES[shape](brush, corners, colour)


def _part(corners: Corners, left: float, top: float, right: float, bottom: float) -> Corners:
    """A part of the square `corners`, whose sides are 1 long and which begins at its upper left."""
    x, y, side = corners[0], corners[1], corners[2] - corners[0]
    return (x + left * side, y + top * side, x + right * side, y + bottom * side)


def _jar(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    brush.rounded_rectangle(_part(corners, 0.14, 0.2, 0.86, 1), 60, fill=colour)
    brush.rectangle(_part(corners, 0.26, 0.04, 0.74, 0.22), fill="#4a4038")


def _bottle(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    brush.rounded_rectangle(_part(corners, 0.28, 0.3, 0.72, 1), 24, fill=colour)
    brush.rectangle(_part(corners, 0.42, -0.12, 0.58, 0.34), fill=colour)


def _tin(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    brush.rectangle(_part(corners, 0.2, 0.12, 0.8, 0.94), fill=colour)
    brush.ellipse(_part(corners, 0.2, 0.86, 0.8, 1.02), fill=colour)
    brush.ellipse(_part(corners, 0.2, 0.03, 0.8, 0.21), fill="#e8e2d4")


def _box(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    brush.rectangle(_part(corners, 0, 0.36, 1, 1), fill=colour)
    brush.polygon((*_part(corners, 0, 0.36, 0.16, 0.16), *_part(corners, 1.1, 0.16, 1, 0.36)), fill="#efe6d2")


def _bowl(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    brush.pieslice(_part(corners, 0, -0.1, 1, 1), 0, 180, fill=colour)
    brush.ellipse(_part(corners, 0, 0.32, 1, 0.56), fill="#f3ead9")


def _basket(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    brush.polygon((*_part(corners, 0, 0.35, 1, 0.35), *_part(corners, 0.86, 1, 0.14, 1)), fill=colour)
    for line in range(1, 6):
        level, inset = 0.35 + line * 0.1, 0.03 * line
        brush.line(_part(corners, inset, level, 1 - inset, level), fill="#7c5a2b", width=6)
    brush.arc(_part(corners, 0.15, -0.1, 0.85, 1), 180, 360, fill=colour, width=14)


def _cloth(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    for fold in range(4):
        level = 0.2 + fold * 0.2
        brush.rounded_rectangle(_part(corners, 0, level, 1, level + 0.19), 20, fill=colour)
        brush.line(_part(corners, 0.06, level + 0.1, 0.94, level + 0.1), "#f0d9a8", 7)


def _bundle(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    for strand in range(9):
        across = 0.18 + strand * 0.07
        brush.line(_part(corners, across, 0.2, across + 0.04, 1), fill=colour, width=20)
    brush.rectangle(_part(corners, 0.14, 0.55, 0.86, 0.66), fill="#a23b2a")


def _gear(brush: ImageDraw.ImageDraw, corners: Corners, colour: str) -> None:
    for tooth in range(10):
        turn = tooth * math.tau / 10
        x, y = 0.5 + math.cos(turn) * 0.44, 0.5 + math.sin(turn) * 0.44
        brush.ellipse(_part(corners, x - 0.09, y - 0.09, x + 0.09, y + 0.09), fill=colour)
    brush.ellipse(_part(corners, 0.1, 0.1, 0.9, 0.9), fill=colour)
    brush.ellipse(_part(corners, 0.35, 0.35, 0.65, 0.65), fill="#d8d4cb")


SHAPES = {
    "jar": _jar,
    "bottle": _bottle,
    "tin": _tin,
    "box": _box,
    "bowl": _bowl,
    "basket": _basket,
    "cloth": _cloth,
    "bundle": _bundle,
    "gear": _gear,
}


def _label(picture: Image.Image, dice: random.Random) -> None:
    """A paper label, so that nobody takes the drawing for a photo of somebody's goods."""
    brush = ImageDraw.Draw(picture)
    width, height = picture.size
    font = _font(max(30, min(width, height) // 16))
    words = "ví dụ"
    left, top = width * dice.uniform(0.4, 0.46), height * 0.62
    around = brush.textbbox((left, top), words, font=font)
    brush.rectangle((around[0] - 18, around[1] - 12, around[2] + 18, around[3] + 14), fill="#fbf6ea")
    brush.text((left, top), words, font=font, fill="#3a2a1c")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The site's own font: Pillow's built-in one has no Vietnamese letters."""
    return ImageFont.truetype(Path(str(finders.find(FONT))), size)
