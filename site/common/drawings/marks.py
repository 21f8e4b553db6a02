"""The award marks: one silhouette per level and one treatment per state, so that form alone tells both.

Levels, from the lowest: `commune` and the old `district` (a disc, told apart by their words),
`province` (a square seal), `region` (a hexagon with three leaves, one for each region of the
programme), `national` (a sun of twelve rays).

States: `in_force` is solid with the glyph cut out; `expired` an outline with its glyph; `unknown` the
same with a broken outline; `revoked` an outline with a bar; `superseded` an outline with an arrowhead
that points on to the award which took its place. Drawn on a 24-unit grid, readable at 16 px in one colour;
the seals, for certificates, are on 96 units.
"""

from math import pi

from django.utils.translation import gettext_lazy as _

from .geometry import disc, number, petals, point, polygon, rays

LEVELS = ("commune", "district", "province", "region", "national")
STATES = ("in_force", "expired", "revoked", "superseded", "unknown")
SHAPES = {"commune": "disc", "district": "disc", "province": "square", "region": "hexagon", "national": "sun"}

# A mark never stands without words; these are the ones it has when its page gives no others.
LEVEL_WORDS = {
    "commune": _("Cấp xã"),
    "district": _("Cấp huyện"),
    "province": _("Cấp tỉnh"),
    "region": _("Cấp khu vực"),
    "national": _("Cấp quốc gia"),
}
STATE_WORDS = {
    "in_force": _("còn hiệu lực"),
    "expired": _("hết hiệu lực"),
    "revoked": _("đã thu hồi"),
    "superseded": _("đã được thay"),
    "unknown": _("chưa rõ thời hạn"),
}

_BODY = {
    "disc": disc(10.5),
    "square": "M2 2h20v20H2z",
    "hexagon": polygon(6, 11.6),
    "sun": rays(12, 11.6, 9.2),
}
_LINE = {
    "disc": disc(9.8),
    "square": "M3 3h18v18H3z",
    "hexagon": polygon(6, 10.6),
    "sun": rays(12, 11, 8.8),
}
_GLYPH = {
    "disc": disc(6.6) + disc(3.6),
    "square": "M12 5.6L18.4 12 12 18.4 5.6 12z",
    "hexagon": petals(8.6, 5.4, base=0.9),
    "sun": rays(5, 6.4, 2.6),
}
# A broken outline is measured in its own corners: every dash is centred on one and leaves a gap between two.
_CORNERS = {"disc": 8, "square": 8, "hexagon": 6, "sun": 12}


def shape(level: str) -> str:
    """The silhouette of a level: disc, square, hexagon or sun. KeyError for a level that does not exist."""
    return SHAPES[level]


def _outline(form: str, *, width: float, broken: bool) -> str:
    path = f'<path fill="none" stroke="currentColor" stroke-width="{number(width)}"'
    if broken:
        path += f' pathLength="{_CORNERS[form]}" stroke-dasharray=".56 .44" stroke-dashoffset=".28"'
    return f'{path} d="{_LINE[form]}"/>'


def _filled(path: str) -> str:
    return f'<path fill="currentColor" fill-rule="evenodd" d="{path}"/>'


def mark(form: str, state: str) -> str:
    """The inside of a 24-unit drawing for one silhouette in one state."""
    if state == "in_force":
        return _filled(_BODY[form] + _GLYPH[form])
    outline = _outline(form, width=1.9 if state == "unknown" else 1.5, broken=state == "unknown")
    if state == "revoked":
        return outline + '<path stroke="currentColor" stroke-width="2.6" d="M4.5 19.5l15-15"/>'
    if state == "superseded":
        return outline + '<path fill="none" stroke="currentColor" stroke-width="2.4" d="M9.5 6.5l5.5 5.5-5.5 5.5"/>'
    return outline + _filled(_GLYPH[form])


def _seal_disc() -> str:
    lines = '<circle cx="48" cy="48" r="34.5" stroke-width="1.6"/><circle cx="48" cy="48" r="22" stroke-width="7"/>'
    return _engraved(disc(44, centre=48) + disc(38.5, centre=48), lines, disc(11, centre=48))


def _seal_square() -> str:
    lines = '<path stroke-width="1.6" d="M16 16h64v64H16zM20 20h56v56H20zM48 24l24 24-24 24-24-24z"/>'
    glyph = "M48 30l18 18-18 18-18-18zM48 40l-8 8 8 8 8-8z"
    return _engraved("M6 6h84v84H6zM12 12v72h72V12z", lines, glyph)


def _seal_hexagon() -> str:
    rings = polygon(6, 36.4, centre=48) + polygon(6, 33, centre=48)
    veins = "".join(f"M48 48L{point(48, 9, a)}" for a in (pi / 6, 5 * pi / 6, 3 * pi / 2))
    lines = f'<path stroke-width="1.6" d="{rings}"/><path stroke-width="2" d="{veins}"/>'
    leaves = petals(29, 18.5, base=3.5, centre=48) + petals(21.5, 7, base=10, centre=48)
    return _engraved(polygon(6, 46, centre=48) + polygon(6, 40, centre=48), lines, leaves)


def _seal_sun() -> str:
    ticks = "".join(f"M{point(48, 30, a)}L{point(48, 36, a)}" for a in (2 * pi * i / 36 for i in range(36)))
    lines = f'<path stroke-width="1.6" d="{ticks}"/><circle cx="48" cy="48" r="27" stroke-width="1.6"/>'
    return _engraved(rays(24, 46, 41.5, centre=48) + disc(38.5, centre=48), lines, rays(5, 21, 8.4, centre=48))


def _engraved(border: str, lines: str, glyph: str) -> str:
    return f'{_filled(border)}<g fill="none" stroke="currentColor">{lines}</g>{_filled(glyph)}'


_SEALS = {"disc": _seal_disc, "square": _seal_square, "hexagon": _seal_hexagon, "sun": _seal_sun}


def seal(form: str, state: str) -> str:
    """The inside of a 96-unit seal. Only an award in force has the engraved one."""
    if state == "in_force":
        return _SEALS[form]()
    return f'<g transform="scale(4)">{_thin(mark(form, state))}</g>'


def _thin(drawing: str) -> str:
    """At four times the size the strokes of the small mark would shout."""
    for width in ("1.5", "1.9", "2.4", "2.6"):
        drawing = drawing.replace(f'stroke-width="{width}"', f'stroke-width="{number(float(width) / 2)}"')
    return drawing
