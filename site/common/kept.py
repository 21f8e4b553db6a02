"""What every page needs and hardly anything changes: kept in the process for a short while, not asked each time."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches

SECONDS = 30
"""Another process shows a changed name at most this much later; the one that saved it, at once."""
Kept = TypeVar("Kept")


def kept_in_process(key: str, load: Callable[[], Kept]) -> Kept:
    """What `load` gave at most 30 seconds ago. Never for anything private, and never for a limit."""
    found = caches["process"].get(key)
    if found is None:
        found = load()
        caches["process"].set(key, found, SECONDS)
    return found


def forget_kept(**_kwargs: Any) -> None:
    """Let this process ask again; a receiver of signals."""
    caches["process"].clear()
