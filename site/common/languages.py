"""The one list of the site's languages, and how a record's text is found in one of them.

The list is `settings.LANGUAGES`; its first language is the one that everything is written in first, and what a
reader gets where a translation is missing. No other module names a language but the data that is written in one.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language

CODES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)
"""Every language of the site, the source language first."""
SOURCE: str = settings.LANGUAGE_CODE
"""Vietnamese: the language of the messages in the code, of the register and of the makers."""
GLOSS = "en"
"""English: what names of things and places are explained in to readers of every language but the source."""


def current() -> str:
    """The code, of the list, of the language being read; the source language where none is being read."""
    asked = get_language() or SOURCE
    return next((code for code in (asked, asked.split("-")[0]) if code in CODES), SOURCE)


def is_source() -> bool:
    """Whether the reader reads the language in which everything is written first."""
    return current() == SOURCE


def in_source() -> AbstractContextManager[Any]:
    """For the time of a `with`: the source language, as names of stored rows and letters to the centre are written."""
    return translation.override(SOURCE)


def in_language(record: Any, field: str, language: str | None = None) -> str:
    """A record's `<field>_<language>`, by default the reader's; in the source language where that is missing."""
    words: Any = getattr(record, f"{field}_{language or current()}", "")
    return words or getattr(record, f"{field}_{SOURCE}")


def language_of(record: Any, field: str, language: str | None = None) -> str:
    """The code of the language in which `in_language` answers; that asked for where there is no text at all."""
    asked = language or current()
    words, in_source_language = (str(getattr(record, f"{field}_{code}", "") or "") for code in (asked, SOURCE))
    return SOURCE if in_source_language and not words else asked


@dataclass(frozen=True)
class SpokenName:
    """A name as a reader is given it: the name itself, and what stands beside it, each with the language it is in."""

    words: str
    language: str
    beside: str = ""
    beside_language: str = ""

    def __str__(self) -> str:
        return f"{self.words} — {self.beside}" if self.beside else self.words


def spoken_name(record: Any, gloss: str = "") -> SpokenName:
    """The name of a record with `name_<language>` fields.

    Readers of another language get the translated name with the source's beside it, by which it is asked for in
    Vietnam; where nobody has translated it, the source's name with `gloss`, which says what the thing is.
    """
    own, words = getattr(record, f"name_{SOURCE}"), in_language(record, "name")
    if is_source():
        return SpokenName(own, SOURCE)
    language = language_of(record, "name")
    if language == SOURCE:
        return SpokenName(own, SOURCE, gloss, GLOSS if gloss else "")
    same = own.casefold() == words.casefold()
    return SpokenName(words, language, "" if same else own, "" if same else SOURCE)


class Words(str):
    """Text that knows in which language it is; joined of `parts`, each may be in another. Otherwise the text it is."""

    language: str
    is_awaited: bool
    parts: tuple[str, ...]
    between: str

    def __new__(
        cls, text: str, language: str = "", *, is_awaited: bool = False, parts: Iterable[str] = (), between: str = ""
    ) -> "Words":
        words = super().__new__(cls, text)
        words.language, words.is_awaited, words.parts, words.between = language, is_awaited, tuple(parts), between
        return words


def words_of(record: Any, field: str) -> Words:
    """What `in_language` answers, with its language, and whether a translation of it is awaited."""
    language = language_of(record, field)
    return Words(in_language(record, field), language, is_awaited=language != current())


def as_written(text: str) -> Words:
    """Text that stands as it was written down, in the source language: a name as awarded, an address, a title."""
    return Words(text, SOURCE)


def joined(parts: Iterable[str], between: str = ", ") -> Words:
    """The parts that say something, each still knowing its language."""
    said = tuple(part for part in parts if part)
    return Words(between.join(said), parts=said, between=between)


def name_words(record: Any) -> Words:
    """A record's name alone, with its language; names are used untranslated, so no translation is awaited."""
    return Words(in_language(record, "name"), language_of(record, "name"))


def translated(record: Any, field: str) -> str:
    """The text in the language being read; nothing where it is awaited, for lines that cannot mark their parts."""
    return in_language(record, field) if language_of(record, field) == current() else ""
