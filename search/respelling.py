"""What was meant by words that find little: the speller asked with the counts of this host's index."""

from difflib import SequenceMatcher
from typing import NamedTuple

from common import text

from .engines import get_words
from .plan import Reading
from .plan.spelling import corrected


class Meant(NamedTuple):
    """A query as it was likely meant, and what of it was changed: (as typed, as meant)."""

    query: str
    changes: tuple[tuple[str, str], ...]


def likely_meant(reading: Reading) -> Meant | None:
    """None where the words as typed are as likely as any. Words typed with accents that occur so are never touched."""
    engine, words = get_words(), reading.understood
    folded = tuple(map(text.fold, words))
    accented = engine.frequencies(word for word, plain in zip(words, folded, strict=True) if word != plain)
    fixed = frozenset(at for at, word in enumerate(words) if word in accented)
    meant = corrected(folded, engine.word_counts(), fixed)
    if meant == folded:
        return None
    result: list[str] = []
    changes = []
    for what, start, stop, first, last in SequenceMatcher(None, folded, meant, autojunk=False).get_opcodes():
        if what == "equal":
            result += words[start:stop]
        else:
            result += meant[first:last]
            changes.append((" ".join(words[start:stop]), " ".join(meant[first:last])))
    decisions = [each.words for each in reading.filters if each.facet == "decision"]
    return Meant(" ".join([*result, *decisions]), tuple(changes))
