"""Synonyms, and words that carry no meaning of their own; the lists that are shipped lie in `search/data`."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from common import text

from .model import Alternative, Group, Token
from .structured import typed_as

DATA = Path(__file__).resolve().parents[1] / "data"
LONGEST_SYNONYM = 4

Words = tuple[str, ...]


class Synonyms(NamedTuple):
    """What else a term may be called; terms are words in their exact form, found by their folded letters."""

    others: dict[str, tuple[tuple[Words, tuple[Words, ...]], ...]]

    def terms(self) -> list[str]:
        """Every term that has another name."""
        return [" ".join(term) for entries in self.others.values() for term, _others in entries]

    def at(self, words: list[str], at: int) -> tuple[int, tuple[Words, ...]]:
        """The longest known term beginning at a word: how many words it takes and its other names."""
        for length in range(min(LONGEST_SYNONYM, len(words) - at), 0, -1):
            typed = words[at : at + length]
            names = [
                other
                for term, others in self.others.get(text.fold(" ".join(typed)), ())
                if typed_as(typed, term)
                for other in others
                if list(other) != typed
            ]
            if names:
                return length, tuple(dict.fromkeys(names))
        return 1, ()


def words_of(term: str) -> Words:
    return tuple(text.TOKEN.findall(text.exact(term)))


def synonyms_of(rows: list[tuple[str, str, bool]]) -> Synonyms:
    """From (term, other name, whether it holds the other way round too). A term is never its own synonym."""
    meant: dict[Words, dict[Words, None]] = defaultdict(dict)
    for term, other, both_ways in rows:
        first, second = words_of(term), words_of(other)
        if not first or not second or first == second:
            continue
        meant[first][second] = None
        if both_ways:
            meant[second][first] = None
    found: dict[str, list[tuple[Words, tuple[Words, ...]]]] = defaultdict(list)
    for term_words, others in meant.items():
        found[text.fold(" ".join(term_words))].append((term_words, tuple(others)))
    return Synonyms({key: tuple(entries) for key, entries in found.items()})


def shipped_rows() -> list[tuple[str, str, bool]]:
    """The list that comes with the software, with which a site's own begins."""
    with (DATA / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        return [(row["term"], row["other"], row["direction"] == "both") for row in csv.DictReader(file)]


@cache
def stop_phrases() -> tuple[Words, ...]:
    """Words that say what the reader wants to do, not what they look for; longest first."""
    lines = (DATA / "stop_words.txt").read_text(encoding="utf-8").splitlines()
    phrases = [words_of(line) for line in lines if line.strip() and not line.startswith("#")]
    return tuple(sorted(phrases, key=len, reverse=True))


def drop_stop_words(words: list[str]) -> tuple[list[str], list[str]]:
    """The words left and those dropped; nothing is dropped where nothing would be left.

    A single word with an accent is dropped only as written: "cua" may be "cửa".
    """
    kept: list[str] = []
    dropped: list[str] = []
    at = 0
    while at < len(words):
        phrase = next((each for each in stop_phrases() if _stands_at(words, at, each)), None)
        if phrase:
            dropped.append(" ".join(words[at : at + len(phrase)]))
            at += len(phrase)
        else:
            kept.append(words[at])
            at += 1
    return (kept, dropped) if kept else (words, [])


def _stands_at(words: list[str], at: int, phrase: Words) -> bool:
    typed = words[at : at + len(phrase)]
    if len(typed) < len(phrase):
        return False
    return typed == list(phrase) if len(phrase) == 1 else typed_as(typed, phrase)


def grouped(words: list[str], synonyms: Synonyms) -> tuple[Group, ...]:
    """One group a word, or a known term, each with its synonyms. A synonym keeps its accents."""
    groups = []
    at = 0
    while at < len(words):
        length, others = synonyms.at(words, at)
        typed = Alternative(tuple(map(Token.of, words[at : at + length])))
        also = [Alternative(tuple(map(Token.of, other)), is_phrase=True) for other in others]
        groups.append(Group((typed, *also)))
        at += length
    return tuple(groups)
