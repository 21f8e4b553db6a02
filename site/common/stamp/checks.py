"""That nothing public can change unnoticed, as a system check."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from .triggers import missing


@register(Tags.database)
def stamp_moves(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Each database has the trigger of every public table.

    A warning and no error: `migrate` itself runs this check first, and is what puts the triggers back.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        tables = missing(connections[alias])
        if tables:
            found.append(
                Warning(
                    f"Changes of tables in database '{alias}' do not move the content stamp: {', '.join(tables)}.",
                    hint="Run manage.py migrate: it installs the triggers. Until then old pages may be shown.",
                    id="stamp.W001",
                )
            )
    return found
