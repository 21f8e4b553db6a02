"""How a query is read: what was taken as a filter, put right, left out, and what remains to be found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from common import text

from .model import Alternative, Group, Plan, Token
from .structured import Filter, Vocabulary, categories_named, take_decisions, take_names
from .typing import decoded, partings
from .words import Synonyms, drop_stop_words, grouped

LONGEST_QUERY = 200
MOST_TOKENS = 12
SHORTEST_JOINED = 5


@dataclass(frozen=True)
class Reading:
    """A query as understood. `words` are what is looked for, after everything below was done to what was typed.

    `understood`: all words once put right, before any was taken as a filter or left out; none of a query as typed.
    """

    typed: str
    words: tuple[str, ...]
    plan: Plan
    understood: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    prefer: tuple[tuple[str, str], ...] = ()
    dropped: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.plan and not self.filters


@dataclass(frozen=True)
class Lookups:
    """What the index knows: which words occur, and whether anything has words side by side."""

    known: Callable[[Iterable[str]], set[str]]
    is_found: Callable[[Plan], bool]


def read(
    typed: str, *, vocabulary: Vocabulary, synonyms: Synonyms, lookups: Lookups, as_typed: bool = False
) -> Reading:
    """Read what a person typed; any text will do. `as_typed`: every word as a word, nothing put right or left out."""
    typed = text.normalise(typed)[:LONGEST_QUERY].strip()
    if as_typed:
        words = text.TOKEN.findall(text.exact(typed))[:MOST_TOKENS]
        return Reading(typed, tuple(words), Plan.all_of(tuple(map(_plain_group, words))))
    rest, decisions = take_decisions(text.exact(typed))
    words = text.TOKEN.findall(rest)[: MOST_TOKENS * 2]
    words, corrected = put_right(words, lookups)
    understood = tuple(words[:MOST_TOKENS])
    words, named = take_names(words, vocabulary)
    words, dropped = drop_stop_words(words)
    words = words[:MOST_TOKENS]
    return Reading(
        typed,
        tuple(words),
        Plan.all_of(grouped(words, synonyms)),
        understood,
        filters=(*decisions, *named),
        prefer=tuple(categories_named(words, vocabulary)),
        dropped=tuple(dropped),
        corrected=tuple(corrected),
    )


def _plain_group(word: str) -> Group:
    return Group((Alternative((Token.of(word),)),))


def put_right(words: list[str], lookups: Lookups) -> tuple[list[str], list[tuple[str, str]]]:
    """Decode keyboard remnants and part joined words, only words that occur nowhere and only into words that do."""
    plain = [word for word in dict.fromkeys(words) if word.isascii()]
    known = lookups.known(plain) if plain else set()
    meant = {word: _meant(word, lookups) for word in plain if word not in known}
    if not meant:
        return words, []
    corrected = [(word, " ".join(parts)) for word, parts in meant.items() if parts]
    result = [part for word in words for part in (meant.get(word) or [word])]
    return result, corrected


def _meant(word: str, lookups: Lookups) -> list[str]:
    proposal = decoded(word)
    if proposal and proposal in lookups.known([proposal]):
        return [proposal]
    if len(word) < SHORTEST_JOINED or not word.isalpha():
        return []
    ways = list(partings(word))
    known = lookups.known({part for way in ways for part in way})
    for way in ways:
        if known.issuperset(way) and lookups.is_found(_phrase(way)):
            return list(way)
    return []


def _phrase(words: Iterable[str]) -> Plan:
    tokens = tuple(Token(word, False) for word in words)
    return Plan.all_of((Group((Alternative(tokens, is_phrase=True),)),))
