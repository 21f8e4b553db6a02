"""Engines: they store tokens and compile a plan; they decide nothing about what matches."""

from functools import cache
from pathlib import Path

from django.conf import settings

from .embedded import EmbeddedEngine


@cache
def get_engine() -> EmbeddedEngine:
    """The engine of this host: SQLite FTS5 in files of its own, whatever the database is."""
    return EmbeddedEngine(Path(settings.VAR_DIR) / "search")
