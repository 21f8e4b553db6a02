"""That no stored plate can outlive what it shows, as a system check."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections

from .triggers import missing


@register(Tags.database)
def plates_are_watched(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Each database has every trigger of `products.plates`. A warning: `migrate` runs this first and puts them back."""
    return [
        Warning(
            f"Changes of these tables in database '{alias}' do not redraw products in lists: {', '.join(tables)}.",
            hint="Run manage.py migrate: it installs the triggers.",
            id="plates.W001",
        )
        for alias in databases or ()
        if (tables := missing(connections[alias]))
    ]
