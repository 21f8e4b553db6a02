"""The fourteen motifs that stand in for a missing photo, one per kind of goods.

A motif is given `dice`, asks it for the few choices it needs in the order written, and returns a
`Motif`. Nothing else varies, so that the set stays a family.
"""

from collections.abc import Callable
from math import cos, pi, sin, sqrt
from typing import NamedTuple

from .geometry import number

Dice = Callable[[int], int]


class Motif(NamedTuple):
    """`width` by `height` units repeat as a tile, turned by degrees and scaled; width 0 is one whole picture."""

    width: float
    height: float
    body: str
    turn: int = 0
    scale: float = 1


def pottery(dice: Dice) -> Motif:
    """Glaze crackle: a brick lattice shaken by the dice, tiling at 128."""
    cell = 32
    shift = {(row, column): (dice(21) - 10, dice(23) - 11) for row in range(4) for column in range(4)}

    def at(row: int, column: int) -> tuple[int, int]:
        across, down = shift[row % 4, column % 4]
        return column * cell + (16 if row % 2 else 0) + across, row * cell + down

    courses = joints = ""
    for row in range(-1, 5):
        x, y = at(row, -1)
        courses += f"M{x} {y}"
        for column in range(5):
            right, lower = at(row, column)
            courses += f"l{right - x} {lower - y}"
            x, y = right, lower
    for row in range(-1, 4):
        for column in range(-1, 5):
            if (row + column) % 2:
                (x, y), (right, lower) = at(row, column), at(row + 1, column)
                joints += f"M{x} {y}L{right} {lower}"
    body = f'<path d="{courses}" stroke-width="1.5"/><path d="{joints}"/>'
    return Motif(128, 128, body, scale=1 + dice(4) / 10)


def bamboo(dice: Dice) -> Motif:
    """Woven bamboo: nong mốt (plain), lóng đôi (twill) or mắt cáo (hexagonal)."""
    plain = '<path d="M1 8h14M17 24h14" stroke-width="11"/><path d="M24 1v14M8 17v14" stroke-width="11" opacity=".45"/>'
    twill = (
        '<path d="M1 6h22M13 18h22M25 30h22M37 42h22M-11 42h22" stroke-width="8"/>'
        '<path d="M30 1v22M42 13v22M6 25v22M18 37v22M18-11v22" stroke-width="8" opacity=".45"/>'
    )
    hexagonal = (
        '<path d="M0 15h40M0 20h40M0 49.6h40M0 54.6h40M-4 0l40 69.3M4 0l40 69.3M-4 69.3l40-69.3'
        'M4 69.3l40-69.3" stroke-width="2"/>'
    )
    weaves = (Motif(32, 32, plain), Motif(48, 48, twill, 45), Motif(40, 69.28, hexagonal))
    return weaves[dice(3)]._replace(scale=1 + dice(3) / 10)


def lacquer(dice: Dice) -> Motif:
    """Lacquer rings: layers rubbed through around two hearts."""
    body = ""
    for x, y, rings in ((70 + dice(60), 60 + dice(50), 15), (230 + dice(60), 170 + dice(50), 9)):
        radius = 8 + dice(8)
        for i in range(rings):
            width = (1, 4, 2, 7)[(i + dice(2)) % 4]
            body += f'<circle cx="{x}" cy="{y}" r="{radius}" stroke-width="{width}"/>'
            radius += 11 + dice(6)
    return Motif(0, 0, body)


def brocade(dice: Dice) -> Motif:
    """Brocade: nested lozenges, or bands of steps and points."""
    if dice(2):
        body = (
            '<path d="M24 2L46 32 24 62 2 32z" stroke-width="2"/>'
            '<path d="M24 14l13 18-13 18-13-18z" stroke-width="2"/>'
            '<path d="M24 25l5 7-5 7-5-7zM0-7l5 7-5 7-5-7zM48-7l5 7-5 7-5-7zM0 57l5 7-5 7-5-7z'
            'M48 57l5 7-5 7-5-7z" fill="currentColor"/>'
        )
        return Motif(48, 64, body, scale=1 + dice(3) / 10)
    body = (
        '<path d="M0 4h40M0 72h40" stroke-width="3"/>'
        '<path d="M0 24l20-14 20 14M0 66l20-14 20 14" stroke-width="2"/>'
        '<path d="M20 24l12 14-12 14L8 38z" fill="currentColor"/>'
        '<path d="M0 32l5 6-5 6-5-6zM40 32l5 6-5 6-5-6z"/>'
    )
    return Motif(40, 76, body, scale=1 + dice(3) / 10)


def timber(dice: Dice) -> Motif:
    """Wood grain running past one knot."""
    knot_x, knot_y = 80 + dice(160), 70 + dice(100)
    grain = ""
    for i in range(-2, 17):
        y = i * 17
        push = (46 if y >= knot_y else -46) * max(0, 1 - abs(y - knot_y) / 95)
        past = number(y + push)
        grain += f"M0 {y}C{knot_x - 70} {y + dice(7)} {knot_x - 44} {past} {knot_x} {past}"
        grain += f"S{knot_x + 74} {y - dice(7)} 330 {y}"
    knot = "".join(
        f'<ellipse cx="{knot_x}" cy="{knot_y}" rx="{radius}" ry="{number(radius * 0.6)}"/>' for radius in (4, 12, 21)
    )
    return Motif(0, 0, f'<path d="{grain}" stroke-width="1.6"/>{knot}')


def tea(dice: Dice) -> Motif:
    """Tea: one bud and two leaves, in half-drop rows."""

    def sprig(x: int, y: int) -> str:
        return (
            f"M{x} {y}v26M{x} {y + 24}c-15 1-20-8-20-16 11 0 20 6 20 16z"
            f"M{x} {y + 18}c13-1 17-9 16-17-10 1-16 7-16 17z"
            f"M{x} {y + 4}c-4-5-4-10 0-16 4 6 4 11 0 16z"
        )

    body = f'<path d="{sprig(21, 15)}{sprig(62, 56)}" stroke-width="1.8"/>'
    return Motif(84, 84, body, (-14, 0, 14)[dice(3)], 0.8 + dice(4) / 10)


def noodles(dice: Dice) -> Motif:
    """Noodles hung over drying poles."""
    strands = "".join(f"M{5 + 14 * i} 12v{70 + dice(26)}q4 7 8 0V12" for i in range(10))
    body = f'<path d="M0 11h140" stroke-width="5"/><path d="{strands}" stroke-width="1.6"/>'
    return Motif(140, 120, body, scale=1 + dice(4) / 10)


def fish_sauce(dice: Dice) -> Motif:
    """A fishing net, fish scales or running water."""
    variant, mesh = dice(3), 10 + dice(5)
    if variant == 1:
        scales = (
            '<path d="M0 0a20 20 0 0 0 40 0M-20 20a20 20 0 0 0 40 0a20 20 0 0 0 40 0'
            'M-20-20a20 20 0 0 0 40 0a20 20 0 0 0 40 0" stroke-width="2"/>'
            '<path d="M9 0a11 11 0 0 0 22 0M-11 20a11 11 0 0 0 22 0M29 20a11 11 0 0 0 22 0"/>'
        )
        return Motif(40, 40, scales, scale=0.8 + (mesh - 10) / 6)
    if variant == 2:
        water = (
            '<path d="M0 8q12-11 24 0t24 0M0 23q12-11 24 0t24 0" stroke-width="4"/>'
            '<path d="M0 15.5q12-11 24 0t24 0M0 30.5q12-11 24 0t24 0M0 .5q12-11 24 0t24 0"/>'
        )
        return Motif(48, 30, water, scale=0.8 + (mesh - 10) / 6)
    cords = f"M0 {mesh}Q14 {mesh} 24 0Q34 {mesh} 48 {mesh}M0 {mesh}Q14 {mesh} 24 {2 * mesh}Q34 {mesh} 48 {mesh}"
    knots = (
        f"M24-2.5l3 2.5-3 2.5-3-2.5zM24 {2 * mesh - 2.5}l3 2.5-3 2.5-3-2.5z"
        f"M0 {mesh - 2.5}l3 2.5-3 2.5zM48 {mesh - 2.5}l-3 2.5 3 2.5z"
    )
    net = f'<path d="{cords}" stroke-width="1.6"/><path d="{knots}" fill="currentColor"/>'
    return Motif(48, 2 * mesh, net, (0, 8, -8)[dice(3)], 1 + dice(4) / 10)


def honey(dice: Dice) -> Motif:
    """Honeycomb, some cells sealed."""
    height = 22 * sqrt(3)
    half = number(height / 2)
    cells = [(0, 0), (33, height / 2), (66, 0), (0, height), (33, 3 * height / 2), (66, height)]
    sealed = {dice(3), 3 + dice(2)}
    walls = wax = ""
    for i, (x, y) in enumerate(cells):
        cell = f"M{number(x - 22)} {number(y)}l11-{half}h22l11 {half}-11 {half}h-22z"
        walls += cell
        if i in sealed and x == 33:
            wax += cell
    walls += "".join(f"M{x} {number(2 * height)}l11-{half}h22l11 {half}" for x in (-22, 44))
    filled = f'<path d="{wax}" fill="currentColor" stroke="none" opacity=".45"/>' if wax else ""
    body = f'{filled}<path d="{walls}" stroke-width="1.6"/>'
    return Motif(66, float(number(2 * height)), body, scale=0.9 + dice(4) / 10)


def fruit(dice: Dice) -> Motif:
    """Dried slices, cut across."""
    segments, body = 8 + dice(3), ""
    for centre in (29, 77):
        cuts = ""
        for i in range(segments):
            angle = 2 * pi * i / segments + centre / 50
            inner, outer = (
                f"{number(centre + reach * cos(angle))} {number(centre + reach * sin(angle))}" for reach in (5, 16)
            )
            cuts += f"M{inner}L{outer}"
        body += f'<circle cx="{centre}" cy="{centre}" r="22" stroke-width="3"/><path d="{cuts}" stroke-width="2.4"/>'
    return Motif(106, 106, body, dice(40), 0.85 + dice(5) / 10)


def herbs(dice: Dice) -> Motif:
    """Star anise: eight pods about a heart."""
    body = ""
    for centre, turn in ((24, 0), (72, 0.39)):
        pods = ""
        for i in range(8):
            angle = i * pi / 4 + turn
            left, tip, right = (
                f"{number(centre + reach * cos(angle + lean))} {number(centre + reach * sin(angle + lean))}"
                for reach, lean in ((12, -0.42), (21, 0), (12, 0.42))
            )
            pods += f"M{centre} {centre}Q{left} {tip}Q{right} {centre} {centre}"
        body += f'<path d="{pods}" stroke-width="1.7"/>'
    return Motif(96, 96, body, dice(45), 0.8 + dice(4) / 10)


def rice_paper(dice: Dice) -> Motif:
    """Rice-paper rounds with sesame, drying on a bamboo rack."""
    sesame = ""
    for i in range(9):
        angle, reach = i * 2.4, 4 + 2.1 * i
        sesame += f"M{number(36 + reach * cos(angle) + dice(3))} {number(36 + reach * sin(angle))}l2 1"
    body = (
        '<path d="M0 6h72M0 18h72M0 30h72M0 42h72M0 54h72M0 66h72" opacity=".55"/>'
        '<circle cx="36" cy="36" r="29" stroke-width="3"/><circle cx="36" cy="36" r="25"/>'
        f'<path d="{sesame}" stroke-width="2.5"/>'
    )
    return Motif(72, 72, body, (0, 90)[dice(2)], 1 + dice(4) / 10)


def machinery(dice: Dice) -> Motif:
    """Two gears in mesh; the teeth are a dashed ring."""
    teeth, body = 14 + 2 * dice(3), ""
    for x, y, radius, count in ((38, 38, 24, teeth), (100, 84, 36, teeth + 6)):
        pitch = pi * (radius + 5) / count
        body += (
            f'<circle cx="{x}" cy="{y}" r="{radius + 5}" stroke-width="7" stroke-dasharray="{pitch:.2f}"/>'
            f'<circle cx="{x}" cy="{y}" r="{radius}" stroke-width="3"/>'
            f'<circle cx="{x}" cy="{y}" r="{radius // 3}" stroke-width="2"/>'
        )
    return Motif(146, 130, body, (0, 15, 30)[dice(3)], 0.85 + dice(3) / 10)


def cement_tile(dice: Dice) -> Motif:
    """Cement tile: quarter rings turned by the dice."""
    arcs = ""
    for row in range(2):
        for column in range(2):
            x, y = column * 48, row * 48
            if dice(2):
                arcs += f"M{x + 24} {y}A24 24 0 0 1 {x} {y + 24}M{x + 48} {y + 24}A24 24 0 0 0 {x + 24} {y + 48}"
            else:
                arcs += f"M{x + 24} {y}A24 24 0 0 0 {x + 48} {y + 24}M{x} {y + 24}A24 24 0 0 1 {x + 24} {y + 48}"
    body = f'<path d="{arcs}" stroke-width="9" opacity=".55"/><path d="{arcs}" stroke-width="1.5"/>'
    return Motif(96, 96, body, (0, 45)[dice(2)], 0.8 + dice(3) / 10)
