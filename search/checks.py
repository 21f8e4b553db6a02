"""What this host must have for the embedded engine."""

import sqlite3
from contextlib import closing
from typing import Any

from django.core.checks import CheckMessage, Error, register


@register()
def fts5_is_there(**_options: Any) -> list[CheckMessage]:
    """SQLite without FTS5 cannot hold the index, whatever the database is."""
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE trial USING fts5 (words)")
    except sqlite3.OperationalError as error:
        hint = "Use a Python whose sqlite3 was built with FTS5, as those of python.org, Debian and uv are."
        return [Error(f"SQLite has no FTS5: {error}", hint=hint, id="search.E001")]
    return []
