"""A small drawing of the country, woven from the middles of its communes, and where a point lies on it.

No border is drawn: every commune, ward and special zone of today puts a stitch where it is, islands included. The file
is written by running this module (`python -m places.drawing`, in `site/`), and a test compares it with `render()`.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from .source import read_place_data

PATH = Path(__file__).resolve().parent / "static" / "places" / "viet-nam.svg"

WEST, EAST, NORTH, SOUTH = 102.0, 114.8, 23.6, 8.2
"""Degrees, WGS 84: around every commune with a little room."""
STITCH = 0.2
"""Degrees from one stitch to the next."""
UNIT = 4
"""Units of the drawing a stitch takes, a gap of one included."""
WIDTH, HEIGHT = round((EAST - WEST) / STITCH) * UNIT, round((NORTH - SOUTH) / STITCH) * UNIT
INK = "#94836f"
"""Reads on paper by day and by night; a picture knows nothing of the page's colours."""


class Spot(NamedTuple):
    """Where a point lies on the drawing, in its units, and the size of the whole."""

    x: int
    y: int
    width: int = WIDTH
    height: int = HEIGHT


def spot(latitude: float, longitude: float) -> Spot:
    """The point at these degrees; one beyond the edge lies on it."""
    x = round((longitude - WEST) / STITCH * UNIT)
    y = round((NORTH - latitude) / STITCH * UNIT)
    return Spot(min(max(x, 0), WIDTH), min(max(y, 0), HEIGHT))


def render(points: Iterable[tuple[float, float]]) -> str:
    """The drawing of points given as (latitude, longitude)."""
    cells = sorted({(spot(*point).y // UNIT, spot(*point).x // UNIT) for point in points})
    path = "".join(
        f"M{start * UNIT} {row * UNIT + 2}h{length * UNIT - 1}"
        for row, in_row in groupby(cells, key=lambda cell: cell[0])
        for start, length in _runs([column for _row, column in in_row])
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" fill="none" stroke="{INK}" '
        f'stroke-width="3" stroke-dasharray="3 1"><path d="{path}"/></svg>\n'
    )


def _runs(columns: list[int]) -> list[tuple[int, int]]:
    """Neighbouring columns as (first, how many)."""
    runs: list[tuple[int, int]] = []
    for column in columns:
        if runs and column == sum(runs[-1]):
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


def of_communes() -> str:
    """The drawing of today's communes, from the package that `load_places` reads."""
    return render((commune.latitude, commune.longitude) for commune in read_place_data().communes)


if __name__ == "__main__":
    PATH.write_text(of_communes(), encoding="utf-8")
