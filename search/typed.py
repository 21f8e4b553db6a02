"""Which letters of a suggested name somebody typed."""

from common import text

from .plan.model import Token
from .plan.reading import LONGEST_QUERY, MOST_TOKENS


def typed_parts(name: str, typed: str) -> list[str]:
    """The name in pieces, every second of them (from the second on) the beginning of a word as it was typed.

    A word typed with accents is found in its like only, one typed without in any.
    """
    wanted = [Token.of(word) for word in text.TOKEN.findall(text.exact(typed[:LONGEST_QUERY]))[:MOST_TOKENS]]
    source = text.normalise(name)
    words = list(text.TOKEN.finditer(source))
    typed_of = _typed_of([text.exact(word.group()) for word in words], wanted)
    parts, here = [], 0
    for number, word in enumerate(words):
        if number in typed_of:
            end = word.start() + typed_of[number]
            parts += [source[here : word.start()], source[word.start() : end]]
            here = end
    return [*parts, source[here:]]


def _typed_of(words: list[str], wanted: list[Token]) -> dict[int, int]:
    """How many letters were typed of which words: of words that follow each other as typed, or where none do so, of
    the first that each begins. Not of all: a single letter begins half the words of a long name.
    """
    for first in range(len(words) - len(wanted) + 1):
        if all(map(_begins, wanted, words[first:])):
            return {first + number: len(each.text) for number, each in enumerate(wanted)}
    found: dict[int, int] = {}
    for each in wanted:
        places = (place for place, word in enumerate(words) if place not in found and _begins(each, word))
        place = next(places, None)
        if place is not None:
            found[place] = len(each.text)
    return found


def _begins(typed: Token, word: str) -> bool:
    return (word if typed.exact else text.fold(word)).startswith(typed.text)
