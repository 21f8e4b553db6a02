"""Compile catalogues of messages: each .po named on the command line to the .mo beside it.

Babel does it, so that gettext need not be installed. Its command line is not used: it takes a plural that
counts for a mistake when the singular says "one" in words, and then fails. The tests check place-holders.
Messages marked fuzzy are guesses and are left out.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogue(source: Path) -> None:
    language = source.parts[-3]
    with source.open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    complete = source.with_suffix(".mo.part")
    with complete.open("wb") as file:
        write_mo(file, catalogue)
    complete.replace(source.with_suffix(".mo"))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        compile_catalogue(Path(name))
