"""Draws the site's icons from its sign: run it when the sign changes, and commit what it writes.

usage: .venv/bin/python ops/draw_icons.py
"""

import io
import sys
from pathlib import Path

import resvg_py
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

from common.drawings.brand import BRAND, HEADER_COLOURS  # noqa: E402

FOLDER = ROOT / "site/common/static/site/brand"
GROUND, SIGN = HEADER_COLOURS["lacquer"][0], "#fff5e6"
UNITS = 40
EDGE, MASKED_EDGE = 6, 16
"""Units around the sign; a mask may take all but a circle of four fifths of the side."""


def drawn(side: int, edge: int = EDGE) -> Image.Image:
    """The sign on its ground, `side` pixels wide."""
    start, whole = -edge, UNITS + 2 * edge
    square = f"M{start} {start}h{whole}v{whole}H{start}z"
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" '
        f'viewBox="{start} {start} {whole} {whole}"><path fill="{GROUND}" d="{square}"/>'
        f'<path fill="{SIGN}" d="{BRAND}"/></svg>'
    )
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=drawing)))).convert("RGB")


def main() -> None:
    for name, side, edge in (
        ("apple-touch-icon", 180, EDGE),
        ("icon-192", 192, EDGE),
        ("icon-512", 512, EDGE),
        ("icon-maskable-512", 512, MASKED_EDGE),
    ):
        drawn(side, edge).quantize(32).save(FOLDER / f"{name}.png", optimize=True)
    drawn(48).save(FOLDER / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])


if __name__ == "__main__":
    main()
