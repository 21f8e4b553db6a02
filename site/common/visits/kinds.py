"""Which records' views are counted. Apps above register theirs; nothing here knows a noun."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True)
class Kind:
    """A kind by the name that its pages use. Its model's manager has `published()`."""

    name: str
    label: str

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    def published(self, ids: Collection[int]) -> set[int]:
        """Those of the ids whose records the public may see."""
        manager: Any = self.model._default_manager
        return set(manager.published().filter(pk__in=ids).values_list("pk", flat=True))


_KINDS: dict[str, Kind] = {}


def register(name: str, label: str) -> None:
    """Count the views of a model ("products.Product") whose pages call it `name`."""
    known = _KINDS.setdefault(name, Kind(name, label))
    if known.label != label:
        raise LookupError(f"{name} is {known.label} already")


def kind_named(name: str) -> Kind | None:
    return _KINDS.get(name)


def kind_of(record: Model) -> Kind | None:
    """None for a record whose views nobody counts."""
    return next((kind for kind in _KINDS.values() if isinstance(record, kind.model)), None)


def all_kinds() -> list[Kind]:
    return list(_KINDS.values())
