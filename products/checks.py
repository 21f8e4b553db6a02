"""House rules of the register as system checks."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from .guards import missing_guards


@register(Tags.database)
def register_is_guarded(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Each database has every trigger of `products.guards`, as declared.

    A warning and no error: `migrate` itself runs this check first, and is what puts the triggers back.
    """
    found: list[CheckMessage] = []
    for alias in databases or ():
        missing = missing_guards(connections[alias])
        if missing:
            found.append(
                Warning(
                    f"The award register in database '{alias}' lacks the triggers: {', '.join(missing)}.",
                    hint="Run manage.py migrate: it installs them. Until then nothing stops a raw change.",
                    id="products.W001",
                )
            )
    return found
