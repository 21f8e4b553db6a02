"""Names that go on as typed, while somebody types."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from common import languages, text

from . import kinds, lifecycle, services
from .engines import get_engine
from .facets import CATEGORY, FORMER_PROVINCE, PROVINCE
from .names import Names
from .plan.model import Token
from .plan.reading import LONGEST_QUERY, MOST_TOKENS
from .state import ListState

MOST = 10
MOST_PLACES = 2
MOST_CATEGORIES = 2
SHORTEST = 2


@dataclass(frozen=True)
class Suggestion:
    """A name and where it leads. `language`: of the name, where it is another than the reader's."""

    name: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class SuggestionGroup:
    """Suggestions of one kind, under its label."""

    label: str
    items: tuple[Suggestion, ...]


def suggest(typed: str) -> list[SuggestionGroup]:
    """At most ten names in which every word typed begins a word, grouped by kind; without regard to accents
    where none was typed. Nothing for a single letter.
    """
    words = text.TOKEN.findall(text.exact(typed[:LONGEST_QUERY]))[:MOST_TOKENS]
    if sum(map(len, words)) < SHORTEST:
        return []
    lifecycle.ensure_index()
    names, tokens = Names(), tuple(map(Token.of, words))
    categories, places = _categories(tokens, names), _places(tokens, names)
    room = MOST - len(categories) - len(places)
    completions = get_engine().complete(tokens, room, in_english=languages.current() == languages.GLOSS)
    groups = _of_records(services.load_bare(each.reference for each in completions))
    if categories:
        groups.append(SuggestionGroup(_("Loại sản phẩm"), tuple(categories)))
    if places:
        groups.append(SuggestionGroup(_("Nơi làm"), tuple(places)))
    return groups


def _of_records(records: Iterable[tuple[kinds.Kind, object]]) -> list[SuggestionGroup]:
    items: dict[str, list[Suggestion]] = {}
    for kind, record in records:
        suggestion = Suggestion(str(record), record.get_absolute_url(), _language_of(record))
        items.setdefault(kind.name, []).append(suggestion)
    return [
        SuggestionGroup(str(kind.label), tuple(items[kind.name])) for kind in kinds.registered() if kind.name in items
    ]


def _language_of(record: Any) -> str:
    """Of a page its own, of a record that of its name; nothing where it is the reader's, or made for the reader."""
    language = ""
    if hasattr(record, "locale"):
        language = record.locale.language_code
    elif hasattr(record, f"name_{languages.SOURCE}"):
        language = languages.language_of(record, "name")
    return "" if language == languages.current() else language


def _categories(typed: tuple[Token, ...], names: Names) -> list[Suggestion]:
    browse = reverse("search:browse")
    found = [
        Suggestion(node.label, ListState().choosing(CATEGORY.parameter, (slug,)).address(browse))
        for slug, node in names.categories.items()
        if goes_on(typed, node.category.name_vi)
    ]
    return found[:MOST_CATEGORIES]


def _places(typed: tuple[Token, ...], names: Names) -> list[Suggestion]:
    browse = reverse("search:browse")
    parameters = {PROVINCE.name: PROVINCE.parameter, FORMER_PROVINCE.name: FORMER_PROVINCE.parameter}
    current = {place.name_vi for place in names.places if place.facet == PROVINCE.name}
    found = []
    for place in names.places:
        is_another = place.facet == PROVINCE.name or place.name_vi not in current
        if is_another and goes_on(typed, place.name_vi):
            state = ListState().choosing(parameters[place.facet], (place.value,))
            found.append(Suggestion(names.label(place.facet, place.value), state.address(browse)))
    return found[:MOST_PLACES]


def goes_on(typed: tuple[Token, ...], name: str) -> bool:
    """Whether a name begins with the words typed, the last one perhaps only begun."""
    words = _words_of(name)
    if len(typed) > len(words):
        return False
    *whole, begun = typed
    same = all(_same(token, word) for token, word in zip(whole, words, strict=False))
    exact, folded = words[len(whole)]
    return same and (exact if begun.exact else folded).startswith(begun.text)


def _same(token: Token, word: tuple[str, str]) -> bool:
    exact, folded = word
    return token.text == (exact if token.exact else folded)


@lru_cache(maxsize=1000)
def _words_of(name: str) -> tuple[tuple[str, str], ...]:
    """Exact and folded words of a category or a place, which are few and looked at with every letter typed."""
    return tuple((word, text.fold(word)) for word in text.TOKEN.findall(text.exact(name)))
