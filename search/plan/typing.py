"""What was meant where the keyboard did not help: Telex and VNI left undecoded, words written together.

Pure functions that propose; `reading` accepts a proposal only when it is a known word and what was typed is not.
"""

import re
import unicodedata
from collections.abc import Iterator

from common import text

VOWELS = "aăâeêioôơuưy"
TELEX_TONES = {"f": "\u0300", "r": "\u0309", "x": "\u0303", "s": "\u0301", "j": "\u0323"}
VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
CIRCUMFLEX = {"a": "â", "e": "ê", "o": "ô"}
HORN = {"o": "ơ", "u": "ư"}
WRITTEN = re.compile(r"[a-z]+[0-9a-z]*")

_ONSETS = "ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnpqrstvx]"
_RHYMES = "[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
SYLLABLE = re.compile(f"(?:{_ONSETS})?{_RHYMES}")
MOST_PARTS = 4


def decoded(word: str) -> str | None:
    """ "mieens" → "miến" (Telex), "nu7o71c" → "nước" (VNI); None where the word is no such remnant."""
    if not WRITTEN.fullmatch(word):
        return None
    result = _vni(word) if any(character.isdigit() for character in word) else _telex(word)
    return text.exact(result) if result and result != word else None


def _telex(word: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for character in word:
        has_vowel = any(letter in VOWELS for letter in letters)
        if character in TELEX_TONES and has_vowel:
            tone = TELEX_TONES[character]
        elif character == "w":
            _horn_or_breve(letters)
        elif character in CIRCUMFLEX and character in letters:
            letters[_last(letters, character)] = CIRCUMFLEX[character]
        elif character == "d" and letters[:1] == ["d"]:
            letters[0] = "đ"
        else:
            letters.append(character)
    return _with_tone(letters, tone)


def _vni(word: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for character in word:
        if character in VNI_TONES:
            tone = VNI_TONES[character]
        elif character == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif character in "678":
            if not _shape(letters, {"6": CIRCUMFLEX, "7": HORN, "8": {"a": "ă"}}[character]):
                return None
        elif character.isdigit():
            return None
        else:
            letters.append(character)
    return _with_tone(letters, tone)


def _shape(letters: list[str], shapes: dict[str, str]) -> bool:
    """Give the last letter that can have it a shape; whether there was one."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in shapes:
            letters[at] = shapes[letters[at]]
            return True
    return False


def _horn_or_breve(letters: list[str]) -> None:
    for at in range(len(letters) - 1):
        if letters[at : at + 2] == ["u", "o"]:
            letters[at : at + 2] = ["ư", "ơ"]
            return
    if not _shape(letters, HORN | {"a": "ă"}):
        letters.append("ư")


def _last(letters: list[str], wanted: str) -> int:
    return len(letters) - 1 - letters[::-1].index(wanted)


def _with_tone(letters: list[str], tone: str) -> str | None:
    """The word with its tone on the vowel that carries it."""
    vowels = [at for at, letter in enumerate(letters) if letter in VOWELS]
    if not vowels:
        return None
    if tone:
        at = _carrier(letters, vowels)
        letters[at] = unicodedata.normalize("NFC", letters[at] + tone)
    return "".join(letters)


def _carrier(letters: list[str], vowels: list[int]) -> int:
    word = "".join(letters)
    if len(vowels) > 1 and (word.startswith("qu") or (word.startswith("gi") and len(vowels) > 1)):
        vowels = vowels[1:]
    shaped = [at for at in vowels if letters[at] in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    if len(vowels) >= 3 or (len(vowels) == 2 and vowels[-1] < len(letters) - 1):
        return vowels[1]
    return vowels[0]


def partings(word: str) -> Iterator[tuple[str, ...]]:
    """Ways to read an unaccented word as two to four syllables, fewest first: "nuocmam" → ("nuoc", "mam")."""
    for count in range(2, MOST_PARTS + 1):
        yield from _part(word, count)


def _part(word: str, count: int) -> Iterator[tuple[str, ...]]:
    if count == 1:
        if SYLLABLE.fullmatch(word):
            yield (word,)
        return
    for length in range(min(len(word) - 1, 6), 0, -1):
        if SYLLABLE.fullmatch(word[:length]):
            for rest in _part(word[length:], count - 1):
                yield (word[:length], *rest)
