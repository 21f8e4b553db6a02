"""The public door: an app makes its records findable by registering their kind.

`search` registers products, producers, craft villages, fairs and award rounds itself; an app above it (news) calls
`register` from its `AppConfig.ready`. Receivers are connected at registration, so every later save of a record reaches
the index.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from common.languages import Words

from .document import SearchDocument

BATCH = 500


@dataclass(frozen=True)
class CardWishes:
    """What the list around a card knows: the words to mark, and the levels and years it is narrowed to."""

    marked: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One findable kind of record.

    `eligible` gives the records the public may see: a reference it does not return is deleted from the index and is
    never shown. `prepared` adds what `to_documents` reads, `for_cards` what `card` reads, in a fixed number of queries.
    `card` answers the inputs of the component `plate` for one record; `word` names the kind in addresses. `stored`
    answers cards that were drawn beforehand, of public records only, by id; what it lacks is loaded and drawn.
    `texts` answers what a record of `for_cards` tells of itself, in the order in which it is worth quoting.
    """

    name: str
    model: type[Model]
    word: str
    label: str | Promise
    eligible: Callable[[], QuerySet[Any]]
    to_documents: Callable[[Iterable[Any]], Iterator[SearchDocument]]
    prepared: Callable[[QuerySet[Any]], QuerySet[Any]]
    for_cards: Callable[[QuerySet[Any]], QuerySet[Any]]
    card: Callable[[Any, CardWishes], dict[str, Any]]
    order: int = 0
    stored: Callable[[list[int], CardWishes], dict[int, dict[str, Any]]] | None = None
    texts: Callable[[Any], Iterable[Words]] | None = None

    def documents(self, ids: Iterable[int] | None = None) -> Iterator[SearchDocument]:
        """Documents of the eligible records among `ids`, or of all of them."""
        records = self.prepared(self.eligible())
        if ids is not None:
            records = records.filter(pk__in=list(ids))
        return self.to_documents(records.order_by("pk").iterator(chunk_size=BATCH))


_kinds: dict[str, Kind] = {}
_listeners: list[Callable[[Kind], None]] = []


def register(kind: Kind) -> None:
    """Make a kind findable. The same kind may be registered again; another of its name or word may not."""
    for other in _kinds.values():
        if other.model is not kind.model and (other.name == kind.name or other.word == kind.word):
            raise ValueError(f"search kind {kind.name!r} ({kind.word!r}) is taken by {other.model.__name__}")
    _kinds[kind.name] = kind
    for listener in _listeners:
        listener(kind)


def on_register(listener: Callable[[Kind], None]) -> None:
    """Call the listener for every kind, those registered already included."""
    _listeners.append(listener)
    for kind in _kinds.values():
        listener(kind)


def registered() -> list[Kind]:
    """Every kind, in the order lists show them."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.name))


def get(name: str) -> Kind | None:
    return _kinds.get(name)


def by_word(word: str) -> Kind | None:
    """The kind an address means by a word."""
    return next((kind for kind in _kinds.values() if kind.word == word), None)
