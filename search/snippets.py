"""Why a record was found where its name does not say: a line of its text with the words in it. Pure functions."""

from collections.abc import Iterable, Sequence

from common import text
from common.languages import Words

LONGEST = 160
"""Characters of a line, with the signs that it was cut."""
LEAD = 48
"""Characters before the first word, so that it is read in what it stands in."""
LOOKED_AT = 5_000
"""Characters of one text: what is told further on explains nobody's search in a line."""
CUT = "…"


def line_about(texts: Iterable[Words], words: Sequence[str], *, shown: Iterable[str] = ()) -> Words | None:
    """A line of the text that has most of the words which nothing `shown` has; None where none is missing or found.

    Of texts with as many the first. Words are compared as `text.spans_of` does.
    """
    missing = lacking(words, shown)
    best, most = None, 0
    for told in texts if missing else ():
        if most == len(missing):
            break
        source = text.normalise(told[:LOOKED_AT])
        found = len(_distinct(source, text.spans_of(source, missing)))
        if found > most and (line := cut(source, missing)):
            best, most = Words(line, told.language), found
    return best


def lacking(words: Sequence[str], shown: Iterable[str]) -> list[str]:
    """Those of the words that none of these texts has."""
    sources = [text.normalise(each) for each in shown if each]
    return [word for word in dict.fromkeys(words) if not any(text.spans_of(each, [word]) for each in sources)]


def cut(source: str, words: Iterable[str], *, longest: int = LONGEST) -> str:
    """The part of a text with most of the words, cut between words and no longer than this; empty where none fits."""
    source = text.normalise(source)
    spans = [span for span in text.spans_of(source, words) if span[1] - span[0] <= longest - 2 * len(CUT)]
    if not spans:
        return ""
    if len(source) <= longest:
        return source
    room = longest - 2 * len(CUT)
    parts = [_part_from(source, span, room) for span in spans]
    start, end = max(parts, key=lambda part: len(_distinct(source, [span for span in spans if _within(span, part)])))
    return f"{CUT if start else ''}{source[start:end]}{CUT if end < len(source) else ''}"


def _part_from(source: str, span: tuple[int, int], room: int) -> tuple[int, int]:
    """From a little before a word as far as there is room, beginning and ending where a word does."""
    earliest = max(0, min(span[0] - LEAD, len(source) - room), span[1] - room)
    start = _after_blank(source, earliest, span[0]) if earliest else 0
    end = len(source) if len(source) - start <= room else _before_blank(source, span[1], start + room)
    return start, end


def _after_blank(source: str, earliest: int, latest: int) -> int:
    """Where the first sentence, else the first word, begins between two places; the latter where none does."""
    sentence = source.find(". ", earliest, latest)
    blank = sentence + 1 if sentence >= 0 else source.find(" ", earliest - 1, latest)
    return blank + 1 if blank >= 0 else latest


def _before_blank(source: str, earliest: int, latest: int) -> int:
    blank = source.rfind(" ", earliest, latest + 1)
    return blank if blank >= 0 else earliest


def _within(span: tuple[int, int], part: tuple[int, int]) -> bool:
    return part[0] <= span[0] and span[1] <= part[1]


def _distinct(source: str, spans: Iterable[tuple[int, int]]) -> set[str]:
    """Different words among these, whatever their accents."""
    return {text.fold(source[start:end]) for start, end in spans}
