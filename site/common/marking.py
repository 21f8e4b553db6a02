"""Marking the words that somebody looked for, also in markup that was drawn before anybody did.

Such markup has two signs around each text that may be marked. They are of Unicode's private use area; where a text
has one of them itself, it goes.
"""

import html
import re
from collections.abc import Iterable

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from . import text

OPENS, CLOSES = "\ue000", "\ue001"
TEXT = re.compile(f"{OPENS}([^{OPENS}{CLOSES}]*){CLOSES}")
SIGNS = str.maketrans("", "", OPENS + CLOSES)
LATER = "later"
"""In place of the words: they are not known yet."""


def mark(value: str, words: Iterable[str]) -> SafeString:
    """The found words set in <mark>: one typed with accents marks only its like, one without marks any."""
    source = text.normalise(value)
    found: list[tuple[int, int]] = []
    for start, end in text.spans_of(source, words):
        joins = found and source[found[-1][1] : start].isspace()
        found[-1:] = [(found[-1][0], end)] if joins else [*found[-1:], (start, end)]
    if not found:
        return conditional_escape(value)
    marked, here = "", 0
    for start, end in found:
        marked += f"{escape(source[here:start])}<mark>{escape(source[start:end])}</mark>"
        here = end
    return mark_safe(marked + escape(source[here:]))


def to_be_marked(value: str) -> SafeString:
    """The text between the two signs."""
    return mark_safe(f"{OPENS}{conditional_escape(str(value).translate(SIGNS))}{CLOSES}")


def texts_in(markup: str) -> list[str]:
    """Every text that may be marked."""
    return [html.unescape(escaped) for escaped in TEXT.findall(markup)]


def marked(markup: str, words: Iterable[str]) -> SafeString:
    """The markup with the words marked in these texts and without the signs."""
    wanted = tuple(words)
    if not wanted:
        return mark_safe(markup.translate(SIGNS))
    return mark_safe(TEXT.sub(lambda found: mark(html.unescape(found[1]), wanted), markup).translate(SIGNS))
