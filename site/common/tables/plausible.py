"""How much of a text is plausible written Vietnamese.

The rule is the closed set of Vietnamese rhymes with the tones each may carry: a syllable that ends in
c, ch, p or t takes only the acute or the dot below. It tells encodings apart, it does not check spelling.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
STOPPED_TONES = "\u0301\u0323"
ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
RHYME = (
    "(?:a(?:ch|nh|ng|[cimnoptuyk])?|ă(?:ng|[cmnptk])|â(?:ng|[cmnptuy])|e(?:ng|[cmnopt])?|ê(?:ch|nh|[mnptu])?"
    "|i(?:ch|nh|[mnptua])?|[iy]ê(?:ng|[cmnptu])|o(?:ng|[cimnpt])?|oa(?:ch|nh|ng|[cimnopty])?|oă(?:ng|[cmnt])"
    "|oe[not]?|oo(?:ng|c)|ô(?:ng|[cimnpt])?|ơ(?:ng|[imnpt])?|u(?:ng|[acimnpt])?|uâ(?:ng|[nty])|uê(?:ch|nh)?"
    "|uơ|uy(?:ch|nh|[anptu])?|uyê[nt]|uô(?:ng|[cimnt])|ư(?:ng|[acimntu])?|ươ(?:ng|[cimnptu])|y[t]?)"
)
SYLLABLE = re.compile(f"{ONSET}{RHYME}")
STOPPED = re.compile(r"(?:ch|[cptk])$")
BREAKS = re.compile(r"[\s\d!-/:-@\[-`{-~\u2010-\u2027\u2030-\u205e\u2022\u00a0\u2190-\u2bff\uf000-\uf0ff]+")
MICRO_UNITS = {"µm", "µg", "µl", "µL"}
SAMPLE = 4000


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """True for one plausible Vietnamese syllable, whatever its case (but not "hỘi")."""
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    marked = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marked if mark in TONES]
    bare = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in TONES))
    if len(tones) > 1 or not SYLLABLE.fullmatch(bare):
        return False
    return not (STOPPED.search(bare) and tones and tones[0] not in STOPPED_TONES)


def marked_words(text: str) -> list[str]:
    """The words that hold a letter beyond ASCII: the only ones an encoding can spoil."""
    words = BREAKS.split(unicodedata.normalize("NFC", text))
    return [word for word in words if not word.isascii() and any(map(_is_body, word)) and word not in MICRO_UNITS]


def _is_body(character: str) -> bool:
    return character.isalpha() or character == "\ufffd"


def weigh(text: str) -> tuple[int, int]:
    """(plausible, implausible) counts of the words with marks."""
    good = bad = 0
    for word, times in Counter(marked_words(text)[:SAMPLE]).items():
        if is_syllable(word):
            good += times
        else:
            bad += times
    return good, bad
