"""Path data for the shapes the drawings are built from. Angles in radians, lengths in SVG units."""

from math import cos, pi, sin

UP = -pi / 2


def number(value: float) -> str:
    """One decimal at most, and nothing that a path does not need."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def point(centre: float, radius: float, angle: float) -> str:
    """A point on a circle about (centre, centre), as path data."""
    return f"{number(centre + radius * cos(angle))} {number(centre + radius * sin(angle))}"


def polygon(corners: int, radius: float, *, centre: float = 12, start: float = UP) -> str:
    """A regular polygon standing on its lowest corner or side."""
    return "M" + "L".join(point(centre, radius, start + 2 * pi * i / corners) for i in range(corners)) + "z"


def rays(count: int, outer: float, inner: float, *, centre: float = 12) -> str:
    """A star outline: `count` points between two radii."""
    radii = (outer, inner)
    return "M" + "L".join(point(centre, radii[i % 2], UP + i * pi / count) for i in range(2 * count)) + "z"


def disc(radius: float, *, centre: float = 12) -> str:
    """A circle as one closed path, so that it can be cut out of another by the even-odd rule."""
    r, across = number(radius), number(2 * radius)
    return f"M{number(centre - radius)} {number(centre)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z"


def petals(reach: float, width: float, *, base: float, centre: float = 12) -> str:
    """Three pointed leaves about a centre, one upright: from `base` to `reach`, bulging by `width`."""
    path = ""
    for i in range(3):
        angle = UP + i * 2 * pi / 3
        middle, side = (base + reach) / 2, angle + pi / 2
        tips = []
        for sign in (1, -1):
            x = centre + middle * cos(angle) + sign * width * cos(side)
            y = centre + middle * sin(angle) + sign * width * sin(side)
            tips.append(f"{number(x)} {number(y)}")
        path += f"M{point(centre, base, angle)}Q{tips[0]} {point(centre, reach, angle)}"
        path += f"Q{tips[1]} {point(centre, base, angle)}z"
    return path
