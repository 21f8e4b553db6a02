"""A plain colour that stands for a photo until it has come: the nearest of sixteen.

A colour of each photo's own would need a style in the page, which the content policy forbids; sixteen classes of
components.css do not. What is shown is flat on purpose: no blurred copy that sharpens under the reader's eyes.
"""

from typing import cast

from PIL import Image

GROUNDS = {
    "ink": "#2a231f",
    "stone": "#5f5a55",
    "ash": "#98938c",
    "linen": "#cfc8bb",
    "snow": "#efece5",
    "bark": "#5a3d2b",
    "clay": "#96694a",
    "sand": "#c9a87c",
    "lacquer": "#8c2f28",
    "brick": "#c2683f",
    "turmeric": "#d9a441",
    "moss": "#5d6b3a",
    "leaf": "#8fa463",
    "jade": "#4f7d74",
    "sky": "#8fb0c4",
    "indigo": "#3c5174",
}
"""Name → colour; components.css repeats them as `.ground-<name>`, and a test compares the two."""
SAMPLED_SIDE, COLOURS_COUNTED = 48, 5


def nearest_ground(picture: Image.Image) -> str:
    """The name of the ground nearest to the colour that most of the picture has; none for one with an alpha channel.

    Most, not the mean: the mean of a red bowl on green leaves is a brown that is nowhere in the picture.
    """
    if "A" in picture.getbands():
        return ""
    sampled = picture.convert("RGB").resize((SAMPLED_SIDE, SAMPLED_SIDE), Image.Resampling.BOX)
    reduced = sampled.quantize(COLOURS_COUNTED).convert("RGB")
    colours = reduced.getcolors(SAMPLED_SIDE * SAMPLED_SIDE) or []
    _, dominant = max(colours, key=lambda counted: counted[0])
    red, green, blue = cast(tuple[int, int, int], dominant)  # of an RGB picture
    seen = _perceived(red, green, blue)
    return min(GROUNDS, key=lambda name: _distance(seen, _perceived(*bytes.fromhex(GROUNDS[name][1:]))))


def _perceived(red: int, green: int, blue: int) -> tuple[float, float, float]:
    """A colour in Oklab (Björn Ottosson, 2020), where equal distances look equal."""
    r, g, b = (_linear(channel / 255) for channel in (red, green, blue))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
