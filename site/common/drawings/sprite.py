"""The one file of symbols that pages point into: `<use href="…/sprite.svg#mark-sun-in_force">`.

An external file keeps every page small and is fetched once; `img-src 'self'` is all it asks of the
content policy. It is written by running this module, and a test compares the file with `render()`.
"""

from pathlib import Path

from .icons import ICONS
from .marks import SHAPES, STATES, mark, seal

PATH = Path(__file__).resolve().parent.parent / "static" / "site" / "sprite.svg"


def _symbol(name: str, size: int, inside: str) -> str:
    return f'<symbol id="{name}" viewBox="0 0 {size} {size}">{inside}</symbol>'


def render() -> str:
    """The sprite as text: icons, then marks, then seals, one symbol a line."""
    forms = sorted(set(SHAPES.values()))
    lines = [_symbol(f"icon-{name}", 24, inside) for name, inside in ICONS.items()]
    lines += [_symbol(f"mark-{form}-{state}", 24, mark(form, state)) for form in forms for state in STATES]
    lines += [_symbol(f"seal-{form}-{state}", 96, seal(form, state)) for form in forms for state in STATES]
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(lines) + "\n</svg>\n"


if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
