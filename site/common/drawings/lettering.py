"""Words set in the site's own typeface where no browser sets them: pictures drawn here, and labels.

The two weights are cut from the variable font of the public pages, with the same Latin and Vietnamese letters
(`fonts/`, under the Open Font Licence beside them).
"""

import re
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).resolve().parent / "fonts"
FAMILY = "Be Vietnam Pro"
FILES = {500: FONTS / "be-vietnam-pro-500.ttf", 800: FONTS / "be-vietnam-pro-800.ttf"}
_MEASURED_AT = 100
LONGEST = 500
"""Characters that are looked at: no picture or label has room for more."""


@cache
def _face(weight: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FILES[weight], _MEASURED_AT)


def width_of(words: str, *, size: float, weight: int) -> float:
    """How wide one line is, in the unit of `size`. KeyError for a weight other than 500 and 800."""
    return _face(weight).getlength(words) * size / _MEASURED_AT


def set_in_lines(words: str, *, width: float, size: float, weight: int, most: int) -> list[str]:
    """The words in at most `most` lines, none wider than `width`; what finds no room ends in an ellipsis.

    A no-break space holds two words together.
    """
    lines: list[str] = []
    waiting = _words_of(words)
    while waiting and len(lines) < most:
        taken = _words_that_fit(waiting, width=width, size=size, weight=weight)
        lines.append(" ".join(waiting[:taken]))
        waiting = waiting[taken:]
    if lines and (waiting or width_of(lines[-1], size=size, weight=weight) > width):
        lines[-1] = _shortened(lines[-1], width=width, size=size, weight=weight)
    return lines


def set_to_fit(words: str, *, width: float, sizes: tuple[int, ...], weight: int, most: int) -> tuple[int, list[str]]:
    """The largest of `sizes` (largest first) at which nothing is cut; the smallest, shortened, where none is."""
    for size in sizes:
        lines = set_in_lines(words, width=width, size=size, weight=weight, most=most)
        if " ".join(lines) == " ".join(_words_of(words)):
            return size, lines
    return sizes[-1], lines


def _words_of(words: str) -> list[str]:
    return [word for word in re.split(r"[ \t\r\n]+", words[:LONGEST]) if word]


def _words_that_fit(words: list[str], *, width: float, size: float, weight: int) -> int:
    """How many of the words share a line: one at least, however long it is."""
    taken = 1
    while taken < len(words) and width_of(" ".join(words[: taken + 1]), size=size, weight=weight) <= width:
        taken += 1
    return taken


def _shortened(line: str, *, width: float, size: float, weight: int) -> str:
    while line and width_of(f"{line}…", size=size, weight=weight) > width:
        line = line[:-1].rstrip(" ,.;–-")
    return f"{line}…"
