"""By what the examples are known again, so that building twice makes nothing twice."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

PREFIX = "vi-du"
DATA = Path(__file__).resolve().parent / "data" / "examples.toml"


def reference(key: str) -> str:
    """The source reference of the example `key`."""
    return f"{PREFIX}-{key}"


@cache
def examples() -> dict[str, Any]:
    """The examples as written in the file: decisions, village, producers with their products."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"), parse_float=Decimal)
