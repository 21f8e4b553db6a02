"""QR codes as path data, so that a page carries them without an image file."""

import re
from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def path_data(address: str) -> tuple[int, str]:
    """Side in modules, quiet zone included, and the dark runs as path data."""
    code = segno.make(address, error="m", micro=False)
    side, path = int(code.symbol_size(border=2)[0]), ""
    for row, line in enumerate(code.matrix_iter(border=2)):
        for run in re.finditer(rb"\x01+", bytes(line)):
            path += f"M{run.start()} {row}.5h{run.end() - run.start()}"
    return side, path
