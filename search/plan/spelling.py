"""What was meant where a word is written as nobody writes it: the likeliest path through words like those typed.

Pure: it is given counts of folded syllables and of pairs side by side, and knows neither index nor database. Engine
fuzziness would be no help: a Vietnamese syllable has ten neighbours at one letter's distance, and only the word beside
it says which was meant.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import pairwise, product
from typing import NamedTuple, Protocol

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST = 2, 14
MOST_CANDIDATES = 14
PAIR_SHARE = 0.75
"""Of a word's likelihood, what the word before it decides; the rest is how often it occurs at all."""
MARGIN = 2.0
"""How much likelier, in natural logarithms, another reading must be than the words as typed."""
CONFUSED, PARTED, UNKNOWN = 2.5, 3.0, 3.0
"""What it costs to believe in a sound written as another, a blank too few or too many, and in a word that occurs
nowhere.
"""
SWAPPED, LEFT_OUT, CHANGED = 3.0, 3.5, 4.5
"""The same of slips of the finger: two letters in the wrong order, one that is missing, one that is another or too
many. There is one way to leave a letter out, and there are twenty-five to hit another one.
"""
BEGINNINGS = (
    *(("s", "x"), ("ch", "tr"), ("l", "n"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("v", "d"), ("v", "gi")),
    *(("c", "k"), ("c", "q"), ("g", "gh"), ("ng", "ngh"), ("ph", "f")),
)
ENDINGS = (("n", "ng"), ("c", "t"), ("n", "nh"), ("i", "y"))
"""Sounds that regions of the country do not tell apart, and so write one for the other."""


class WordCounts(Protocol):
    """How often folded syllables occur in names, makers, kinds and places, alone and side by side."""

    syllables: Mapping[str, int]
    total: int

    def pairs(self, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        """The counts of those pairs that occur."""
        ...


class Candidate(NamedTuple):
    """Words that may have been meant by `taken` words typed, and what it costs to believe so."""

    words: tuple[str, ...]
    cost: float
    taken: int = 1


class Path(NamedTuple):
    """The likeliest reading up to a place: its score, its words."""

    score: float
    words: tuple[str, ...]


def corrected(typed: tuple[str, ...], counts: WordCounts, fixed: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """The folded words that were likely meant; the words typed where nothing else is likelier by far.

    `typed`: folded words. `fixed`: places of words that are as they should be, such as those typed with accents.
    """
    if not counts.total or not typed:
        return typed
    lattice = [_candidates(typed, at, counts, at in fixed, at + 1 in fixed) for at in range(len(typed))]
    pairs = counts.pairs({*_pairs_of(lattice), *pairwise(typed)})
    best = _best(lattice, counts, pairs)
    as_typed = _score_of(typed, counts, pairs)
    return best.words if best.score > as_typed + MARGIN else typed


def _best(lattice: list[list[Candidate]], counts: WordCounts, pairs: Mapping[tuple[str, str], int]) -> Path:
    """Viterbi: for each place the likeliest path by its last word."""
    ends: list[dict[str, Path]] = [{} for _ in range(len(lattice) + 1)]
    ends[0][""] = Path(0.0, ())
    for at, candidates in enumerate(lattice):
        for before, path in ends[at].items():
            for candidate in candidates:
                score, last = path.score - candidate.cost, before
                for word in candidate.words:
                    score += _likelihood(last, word, counts, pairs)
                    last = word
                reached = ends[at + candidate.taken]
                if last not in reached or reached[last].score < score:
                    reached[last] = Path(score, (*path.words, *candidate.words))
    return max(ends[-1].values())


def _score_of(words: tuple[str, ...], counts: WordCounts, pairs: Mapping[tuple[str, str], int]) -> float:
    score, last = 0.0, ""
    for word in words:
        score += _likelihood(last, word, counts, pairs) - (0 if word in counts.syllables else UNKNOWN)
        last = word
    return score


def _likelihood(before: str, word: str, counts: WordCounts, pairs: Mapping[tuple[str, str], int]) -> float:
    alone = (counts.syllables.get(word, 0) + 0.1) / (counts.total + 1)
    beside = pairs.get((before, word), 0) / counts.syllables[before] if counts.syllables.get(before) else 0.0
    return math.log(PAIR_SHARE * beside + (1 - PAIR_SHARE) * alone)


def _pairs_of(lattice: list[list[Candidate]]) -> Iterable[tuple[str, str]]:
    """Every pair that some path has."""
    ends: list[set[str]] = [set() for _ in range(len(lattice) + 1)]
    for at, candidates in enumerate(lattice):
        for candidate in candidates:
            yield from product(ends[at], candidate.words[:1])
            yield from pairwise(candidate.words)
            ends[at + candidate.taken].add(candidate.words[-1])


def _candidates(
    typed: tuple[str, ...], at: int, counts: WordCounts, is_fixed: bool, is_next_fixed: bool
) -> list[Candidate]:
    word = typed[at]
    found = [Candidate((word,), 0.0 if word in counts.syllables else UNKNOWN)]
    if not (word.isascii() and word.isalpha() and len(word) <= LONGEST):
        return found
    # Of two parts of a word one may be a word by chance, hardly both.
    if at + 1 < len(typed) and not (is_fixed and is_next_fixed) and word + typed[at + 1] in counts.syllables:
        found.append(Candidate((word + typed[at + 1],), PARTED, taken=2))
    if is_fixed or len(word) < SHORTEST:
        return found
    if word not in counts.syllables:
        found += [Candidate(parts, PARTED) for parts in partings(word) if counts.syllables.keys() >= set(parts)]
    return found + _neighbours(word, counts)


def _neighbours(word: str, counts: WordCounts) -> list[Candidate]:
    """The likeliest of the words that are one slip or one sound away."""
    known: dict[str, float] = {}
    for other, cost in (*edits(word), *((other, CONFUSED) for other in confusions(word))):
        if other in counts.syllables and other != word:
            known[other] = min(cost, known.get(other, cost))
    likely = sorted(known, key=lambda other: known[other] - math.log(counts.syllables[other]))[:MOST_CANDIDATES]
    return [Candidate((other,), known[other]) for other in likely]


def edits(word: str) -> Iterable[tuple[str, float]]:
    """Every word that may have been meant by one slip of the finger, with what it costs to believe so."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for before, after in cuts:
        if after:
            yield before + after[1:], CHANGED
            yield from ((before + letter + after[1:], CHANGED) for letter in LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], SWAPPED
        yield from ((before + letter + after, LEFT_OUT) for letter in LETTERS)


def confusions(word: str) -> Iterable[str]:
    """The word with its beginning, its ending, or both, as another region says them."""
    begun = {word, *_swapped(word, BEGINNINGS, at_end=False)}
    yield from begun
    for each in begun:
        yield from _swapped(each, ENDINGS, at_end=True)


def _swapped(word: str, sounds: Iterable[tuple[str, str]], *, at_end: bool) -> Iterable[str]:
    for pair in sounds:
        for said, written in (pair, pair[::-1]):
            if at_end and word.endswith(said):
                yield word[: -len(said)] + written
            elif not at_end and word.startswith(said):
                yield written + word[len(said) :]


def partings(word: str) -> Iterable[tuple[str, str]]:
    """Two words for one that lacks its blank."""
    return ((word[:at], word[at:]) for at in range(SHORTEST - 1, len(word)))
