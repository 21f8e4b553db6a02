"""The site's own sign, and the grounds that a centre may choose for its header."""

BRAND = "M0 6h23v8H0zM37 6h3v8h-3zM0 26h3v8H0zM17 26h23v8H17zM6 0h8v3H6zM6 17h8v23H6zM26 0h8v23h-8zM26 37h8v3h-8z"
"""Four strips of a weave, as path data on 40 units."""
HEADER_COLOURS = {
    "lacquer": ("#a01b1c", "#64131a"),
    "indigo": ("#24456f", "#172c48"),
    "celadon": ("#23594b", "#163a31"),
    "earth": ("#6f411e", "#4a2b14"),
}
"""The ground in light and in dark, by the name of the choice."""
