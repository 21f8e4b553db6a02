"""Drawn stand-ins for a missing photo.

The same motif and seed always give the same drawing: the seed is scattered once and a small
generator deals the choices each motif asks for. Colour is not in the drawing: lines are
`currentColor`, the ground is the CSS background of `.pat`, both set per motif in components.css. One
drawing in three, again by the seed, carries `.pat-x`: line and ground change places.
"""

from collections.abc import Callable

from . import motifs
from .geometry import number

MOTIFS: dict[str, Callable[[motifs.Dice], motifs.Motif]] = {
    "gom": motifs.pottery,
    "may-tre": motifs.bamboo,
    "son-mai": motifs.lacquer,
    "det": motifs.brocade,
    "go": motifs.timber,
    "che": motifs.tea,
    "mien": motifs.noodles,
    "nuoc-mam": motifs.fish_sauce,
    "mat-ong": motifs.honey,
    "trai-cay": motifs.fruit,
    "duoc-lieu": motifs.herbs,
    "banh": motifs.rice_paper,
    "co-khi": motifs.machinery,
    "khac": motifs.cement_tile,
}
OTHER = "khac"
_WORD = 0xFFFFFFFF


def dicer(seed: int) -> motifs.Dice:
    """Dice that always fall the same way for a seed: scatter once, then a linear congruential generator."""
    state = (seed * 2654435761 + 1) & _WORD

    def dice(sides: int) -> int:
        nonlocal state
        state = (state * 1664525 + 1013904223) & _WORD
        return (state >> 16) % sides

    return dice


def known(motif: str) -> str:
    """The motif itself, or the one for other goods: a new category must never break a page."""
    return motif if motif in MOTIFS else OTHER


def svg(motif: str, seed: int, *, uid: str) -> str:
    """One inline drawing, 0.4 to 1.4 kB. `uid` becomes an id and has to be the page's only one of its kind."""
    name = known(motif)
    drawn = MOTIFS[name](dicer(seed))
    body = drawn.body
    if drawn.width:
        turn = f"rotate({drawn.turn}) " if drawn.turn else ""
        body = (
            f'<pattern id="{uid}" width="{drawn.width}" height="{drawn.height}" patternUnits="userSpaceOnUse"'
            f' patternTransform="{turn}scale({number(drawn.scale)})">{body}</pattern>'
            f'<path d="M0 0h320v240H0z" fill="url(#{uid})" stroke="none"/>'
        )
    swapped = " pat-x" if dicer(seed + 7)(3) == 0 else ""
    return (
        f'<svg class="pat pat-{name}{swapped}" viewBox="0 0 320 240" preserveAspectRatio="xMidYMid slice"'
        f' fill="none" stroke="currentColor" aria-hidden="true">{body}</svg>'
    )
