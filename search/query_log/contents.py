"""What of a query may be kept at all. Pure: any text, no database."""

import re
import unicodedata

from common import text

from ..plan.reading import LONGEST_QUERY, MOST_TOKENS
from ..plan.structured import YEAR, take_decisions

_ENDINGS = (
    "com|net|org|info|biz|vn|edu|gov|io|me|co|asia|shop|store|site|online|website|xyz|top|club|page|link|app|dev|tv|us|"
    "uk|de|fr|jp|kr|cn|tw|sg|th|la|kh"
)
REACHES_SOMEBODY = re.compile(
    rf"@|://|\bwww\b|[^\W_]\s?\.\s?(?:{_ENDINGS})\b|\b(?:gmail|yahoo|hotmail|outlook|icloud)\b|\b[aà] c[oò]ng\b"
)
"""An e-mail or web address, however it is spread, or what is left of one."""
LONG_NUMBER = re.compile(r"\d(?: ?\d){7,}")
"""Eight digits or more, whatever stood between them: telephones, identity cards, tax numbers, days of birth."""
NUMBER_WORDS = frozenset({"không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín"})
NUMBER_WORDS_FOLDED = frozenset(map(text.fold, NUMBER_WORDS))
MOST_NUMBER_WORDS = 7


def storable(typed: str) -> str | None:
    """The words of a query in lower case with single blanks; None for what no log may keep.

    That is what holds an address, a long number or no word, and what is too long for a query: a text that was pasted,
    perhaps cut in the middle of an address.
    Names of persons are another matter (`persons`).
    """
    # Full-width and raised digits, and letters in circles, are read as what they stand for.
    plain = text.exact(unicodedata.normalize("NFKC", typed))
    words = text.TOKEN.findall(plain)
    if not words or len(words) > MOST_TOKENS or len(plain) >= LONGEST_QUERY:
        return None
    if REACHES_SOMEBODY.search(plain) or _has_long_number(plain) or _has_spoken_number(words):
        return None
    return " ".join(words)


def _has_long_number(plain: str) -> bool:
    """Numbers of decisions are public, and years that stand together are no number."""
    rest, _decisions = take_decisions(plain)
    found = LONG_NUMBER.finditer(" ".join(text.TOKEN.findall(rest)))
    return any(not all(map(YEAR.fullmatch, match.group().split())) for match in found)


def _has_spoken_number(words: list[str]) -> bool:
    run = 0
    for word in words:
        run = run + 1 if word in NUMBER_WORDS or word in NUMBER_WORDS_FOLDED else 0
        if run > MOST_NUMBER_WORDS:
            return True
    return False
