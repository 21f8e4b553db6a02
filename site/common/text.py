"""Vietnamese text: one normal form, folding that keeps offsets, tokens, keys for matching and sorting.

Pure functions. Everything that compares words (the importer, the search index, the commune picker,
the admin's search) goes through these, so that all of them agree on what "the same" means.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
DECISION_NUMBER = re.compile(r"\b\d{1,6}\s*/\s*(?:\d{4}\s*/\s*)?[^\W\d_]{1,6}(?:\s*-\s*[^\W\d_]{1,10}){0,2}")
WHITESPACE = re.compile(r"\s+")
# Also the character zero, which PostgreSQL refuses in any text.
INVISIBLE = re.compile("[\x00\u00ad\u200b\u200c\u200d\u2060\ufeff]")

# XML 1.0 has no way of writing these; words pasted from an office program may hold them.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Combining marks of the five written tones: grave, hook above, tilde, acute, dot below.
TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
LEVEL_TONE = "1"
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
LETTER_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(ALPHABET, start=11)}

# Old tone placement → new ("hoà" → "hòa"). The first vowel carries the tone in the new placement.
_OLD_PLACEMENT = re.compile(r"(?<!q)([ou])([àáảãạèéẻẽẹỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)
_PLACED_PAIRS = {"oa", "oe", "uy"}


def normalise(text: str) -> str:
    """NFC, without invisible characters, white space collapsed to single blanks and trimmed."""
    composed = INVISIBLE.sub("", unicodedata.normalize("NFC", str(text)))
    return " ".join(composed.split())


LONGEST_LETTER = 4
"""Signs that one letter of a normalised text may have been written with."""


def beginning(text: str, longest: int) -> str:
    """The first characters of a text of any length, normalised. It is cut before: heaps of accents take the square of
    their length to be put in order.
    """
    return normalise(str(text)[: longest * LONGEST_LETTER])[:longest].strip()


def for_xml(text: str) -> str:
    """The text with a blank in place of every character that XML cannot carry."""
    return _NOT_IN_XML.sub(" ", text)


def fold_character(character: str) -> str:
    """One character without accent, in lower case; always exactly one character."""
    if character in "đĐðÐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


class _Folded(dict[int, str]):
    """Characters by their code, as `str.translate` asks for them: four times as fast as one call each. What is kept
    is bounded, since readers type any character there is.
    """

    MOST = 4096

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        if len(self) < self.MOST:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without accents, đ as d. On NFC text the length is kept, so offsets stay valid."""
    return unicodedata.normalize("NFC", str(text)).translate(_FOLDED)


def place_tones(text: str) -> str:
    """Move the tone of open oa, oe, uy to the first vowel: "hoà" → "hòa", "thuý" → "thúy", never "quý"."""

    def move(match: re.Match[str]) -> str:
        first, second = match.groups()
        decomposed = unicodedata.normalize("NFD", second)
        base, tone = decomposed[0], decomposed[1]
        if (first + base).lower() not in _PLACED_PAIRS:
            return match.group(0)
        return unicodedata.normalize("NFC", first + tone) + base

    return _OLD_PLACEMENT.sub(move, unicodedata.normalize("NFC", str(text)))


def exact(text: str) -> str:
    """The accented comparing form: normalised, lower case, new tone placement."""
    return place_tones(normalise(text).lower())


def tokens(text: str) -> list[str]:
    """The accented words of a text in order; decision numbers ("3116/qđ-bct") also as one token."""
    comparable = exact(text)
    words = TOKEN.findall(comparable)
    numbers = [WHITESPACE.sub("", number) for number in DECISION_NUMBER.findall(comparable)]
    return words + numbers


def folded_tokens(text: str) -> list[str]:
    """The words of a text without accents, in order."""
    return [fold(token) for token in tokens(text)]


def spans_of(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where these words stand in a normalised text, each by its beginning and end: one written with accents only as it
    is written, one without whatever accents it has.
    """
    wanted = {exact(word) for word in words}
    folded, keys = fold(text), {fold(word) for word in wanted}
    if not any(key in folded for key in keys):
        return []
    return [
        token.span()
        for token in TOKEN.finditer(folded)
        if token.group() in keys and (token.group() in wanted or exact(text[token.start() : token.end()]) in wanted)
    ]


def key(text: str) -> str:
    """What two spellings of one name share: folded words joined by single blanks."""
    return " ".join(TOKEN.findall(fold(normalise(text))))


def sort_key(text: str) -> str:
    """A plain string that sorts as a Vietnamese dictionary does: letters first (d before đ), tones last."""
    letters, tones = [], []
    for word in TOKEN.findall(exact(text)):
        for character in word:
            letter, tone = split_tone(character)
            letters.append(LETTER_RANK.get(letter, f"0{letter}"))
            tones.append(tone)
        letters.append("00")
    return "".join(letters) + " " + "".join(tones)


@lru_cache(maxsize=4096)
def split_tone(character: str) -> tuple[str, str]:
    """A letter without its tone but with its shape (ấ → â), and the tone's rank as a digit."""
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((TONES[mark] for mark in decomposed if mark in TONES), LEVEL_TONE)
    return unicodedata.normalize("NFC", "".join(m for m in decomposed if m not in TONES)), tone
