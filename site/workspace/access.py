"""Whose changes the centre lets through by rule."""

from collections.abc import Callable
from typing import Any

from producers.models import Producer, Trust


def trusted_for(producer: Producer | None) -> Callable[[Any], bool]:
    """The predicate for `submit_changes`: a current member of a producer that the centre trusts."""

    def trusted(user: Any) -> bool:
        return producer is not None and producer.is_party(user) and Trust.objects.filter(producer=producer).exists()

    return trusted
