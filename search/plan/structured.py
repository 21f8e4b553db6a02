"""Words that mean a fact and not a text: a level, a year, a decision's number, a province by any name it has had.

They become filters that the page shows and the reader can take off.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from common import text

from ..document import decision_key

MOST_WORDS_OF_A_NAME = 5
YEAR = re.compile(r"20[0-4]\d")
INTRODUCTIONS = (("thành", "phố"), ("tỉnh",), ("tp",), ("năm",))
LEVEL_NAMES = {
    "cấp quốc gia": "national",
    "cấp khu vực": "region",
    "cấp tỉnh": "province",
    "cấp huyện": "district",
    "cấp xã": "commune",
    "national level": "national",
    "regional level": "region",
    "provincial level": "province",
}
_INTRODUCED = r"(?:\bqu(?:yế|ye)t [đd][ịi]nh (?:s[ốo] )?)?"
WRITTEN_NUMBER = re.compile(f"{_INTRODUCED}(?P<number>{text.DECISION_NUMBER.pattern})")
SPACED_NUMBER = re.compile(
    rf"{_INTRODUCED}(?P<number>\b\d{{1,6}} (?:(?:19|20)\d\d )?q[đd](?: [^\W\d_]{{2,8}})?)(?=$|\W)"
)


class Filter(NamedTuple):
    """A facet's value that words of the query stand for; `words` are those words as typed.

    `number`: of a decision, how it was written.
    """

    facet: str
    value: str
    words: str
    number: str = ""


class Name(NamedTuple):
    """A name that means a facet's value. `words` in their exact form."""

    words: tuple[str, ...]
    facet: str
    value: str


@dataclass(frozen=True)
class Vocabulary:
    """The names that mean something here: places of today and before, levels, categories."""

    filters: dict[str, tuple[Name, ...]]
    """By their folded letters written together."""
    categories: dict[str, tuple[Name, ...]]
    """Names of categories, which rank their records higher and filter nothing."""

    @classmethod
    def of(cls, names: Iterable[tuple[str, str, str]], categories: Iterable[tuple[str, str, str]]) -> "Vocabulary":
        """From (name, facet, value) triples; of two meanings of one name the first one counts."""
        levels = [(name, "level", value) for name, value in LEVEL_NAMES.items()]
        return cls(_by_letters([*levels, *names]), _by_letters(categories))


def _by_letters(names: Iterable[tuple[str, str, str]]) -> dict[str, tuple[Name, ...]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name, facet, value in names:
        words = tuple(text.TOKEN.findall(text.exact(name)))
        if words:
            found[text.fold("".join(words))].append(Name(words, facet, value))
    return {letters: tuple(meanings) for letters, meanings in found.items()}


def typed_as(typed: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether words typed stand for words wanted: with their accents, or with none."""
    pairs = list(zip(typed, wanted, strict=False))
    return all(word in (meant, text.fold(meant)) for word, meant in pairs)


def name_at(words: list[str], at: int, names: dict[str, tuple[Name, ...]]) -> tuple[Name, int] | None:
    """The longest name that begins at a word, and how many words it takes."""
    for length in range(min(MOST_WORDS_OF_A_NAME, len(words) - at), 0, -1):
        typed = words[at : at + length]
        for name in names.get(text.fold("".join(typed)), ()):
            if _means(typed, name.words):
                return name, length
    return None


def _means(typed: list[str], wanted: tuple[str, ...]) -> bool:
    """Word by word; cut into other words than the name ("bacgiang") only where no accent was typed."""
    if len(typed) == len(wanted):
        return typed_as(typed, wanted)
    return "".join(typed) == text.fold("".join(wanted))


def take_decisions(query: str) -> tuple[str, list[Filter]]:
    """Decision numbers, written as they should be ("3116/QĐ-BCT") or with blanks ("3116 qd bct")."""
    found: list[Filter] = []

    def take(match: re.Match[str]) -> str:
        number = match["number"].strip()
        if "qd" not in decision_key(number):
            return match.group()
        found.append(Filter("decision", decision_key(number), match.group().strip(), number.upper()))
        return " "

    return SPACED_NUMBER.sub(take, WRITTEN_NUMBER.sub(take, query)), found


def take_names(words: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[Filter]]:
    """Levels, places and years out of the words; a word before them that only introduces them goes too."""
    rest: list[str] = []
    filters: list[Filter] = []
    at = 0
    while at < len(words):
        named = name_at(words, at, vocabulary.filters)
        if named:
            name, length = named
            filters.append(Filter(name.facet, name.value, " ".join([*_introduction(rest), *words[at : at + length]])))
        elif YEAR.fullmatch(words[at]):
            length = 1
            filters.append(Filter("year", words[at], " ".join([*_introduction(rest), words[at]])))
        else:
            rest.append(words[at])
            length = 1
        at += length
    return rest, filters


def _introduction(rest: list[str]) -> list[str]:
    """Takes "tỉnh", "thành phố", "năm" off the end of the words kept so far."""
    for lead in INTRODUCTIONS:
        ending = rest[-len(lead) :]
        if len(ending) == len(lead) and typed_as(ending, lead):
            del rest[-len(lead) :]
            return ending
    return []


def categories_named(words: list[str], vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """(facet, value) of categories whose name stands in the words."""
    found = []
    for at in range(len(words)):
        named = name_at(words, at, vocabulary.categories)
        if named:
            found.append((named[0].facet, named[0].value))
    return list(dict.fromkeys(found))
