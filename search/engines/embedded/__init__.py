"""The embedded engine: SQLite FTS5 in files of its own on each host."""

from .engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
