"""The parts of a printed address: where one ends, which kind word it carries, what is left as the name.

Pure functions; they know the words of addresses, not which places exist.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from common import text

PROVINCE_KINDS = frozenset({"tỉnh", "thành phố"})
DISTRICT_KINDS = frozenset({"huyện", "quận", "thị xã", "thành phố"})
COMMUNE_KINDS = frozenset({"xã", "phường", "thị trấn", "đặc khu"})

WORDS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "phường", "huyện", "quận", "tỉnh", "xã")
BY_FOLDED_WORD = {text.fold(word): word for word in WORDS}
ABBREVIATIONS = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "đk": "đặc khu",
    "p": "phường",
    "h": "huyện",
    "q": "quận",
    "t": "tỉnh",
    "x": "xã",
}
BY_FOLDED_ABBREVIATION = {text.fold(short): word for short, word in ABBREVIATIONS.items()}
ENGLISH_WORDS = {
    "province": "tỉnh",
    "city": "thành phố",
    "commune": "xã",
    "ward": "phường",
    "special zone": "đặc khu",
    # A former huyện, quận or thị xã is a "district" or "town" in English: the level, not the kind.
    "district": "huyện",
    "town": "thị xã",
}

_FULL_WORD = re.compile(rf"(?:{'|'.join(BY_FOLDED_WORD)})(?=\s+\S)")
_ABBREVIATION = re.compile(
    rf"({'|'.join(sorted(BY_FOLDED_ABBREVIATION, key=len, reverse=True))})(?:\s*\.\s*|\s+|(?=\d))(?=\S)"
    r"|(tp)(?=hcm\b)"
)
_IN_BRACKETS = re.compile(rf"\s*\(\s*({'|'.join(BY_FOLDED_WORD)})\s*\)$")
_ENGLISH_AFTER = re.compile(rf"\s+({'|'.join(ENGLISH_WORDS)})$")
_SEPARATORS = re.compile(r"\s*[,;\n\r|]\s*")
_DASHES = re.compile(r"\s*[,;\n\r|]\s*|\s+[-–—]\s+")
_BEFORE_KIND = re.compile(rf"\s+(?=(?:{'|'.join(WORDS)})\s+\S|(?:TP|TX|TT|P|Q|H|X)\.)", re.IGNORECASE)
_COUNTRY = {"vietnam", "vn", "nuocvietnam"}


@dataclass(frozen=True)
class Reading:
    """One way to read a part: a name, and the kind word that was found with it ("" where none)."""

    name: str
    kind: str = ""

    @cached_property
    def key(self) -> str:
        return joined_key(self.name)


def joined_key(name: str) -> str:
    """Folded and without blanks, so that "DakLak" and "Đắk Lắk" meet; numbers without leading zeros."""
    words = text.key(name).split()
    return "".join(str(int(word)) if word.isdecimal() and word.isascii() else word for word in words)


@dataclass(frozen=True)
class Part:
    """A piece of an address as printed, with its readings, the likeliest first."""

    text: str

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        return tuple(_readings(self.text))

    @property
    def kind(self) -> str:
        return self.readings[0].kind if self.readings else ""

    @property
    def name(self) -> str:
        return self.readings[0].name if self.readings else self.text


def _readings(printed: str) -> Iterator[Reading]:
    """ "Quang Trung (phường)", "TP. Phú Quốc", "huyện Đồng Hỷ", "Thai Nguyen province", or only a name.

    Written without accents a kind word may belong to the name ("Xa Bang" is Xà Bang), so both are
    offered; written with accents it must be the very word.
    """
    clean = text.normalise(printed).strip(" .,:;")
    if not joined_key(clean):
        return
    folded = text.fold(clean)
    accented = folded != clean.lower()
    if after := _IN_BRACKETS.search(folded):
        yield Reading(clean[: after.start()], BY_FOLDED_WORD[after.group(1)])
        return
    if after := _ENGLISH_AFTER.search(folded):
        yield Reading(clean[: after.start()], ENGLISH_WORDS[after.group(1)])
        return
    if before := _FULL_WORD.match(folded):
        kind = BY_FOLDED_WORD[before.group()]
        if not accented or text.normalise(clean[: before.end()]).lower() == kind:
            yield Reading(clean[before.end() :].strip(), kind)
    elif short := _ABBREVIATION.match(folded):
        kind = BY_FOLDED_ABBREVIATION[short.group(1) or short.group(2)]
        yield Reading(clean[short.end() :].strip(), kind)
    yield Reading(clean)


def ways_to_split(address: str) -> Iterator[list[Part]]:
    """The address in parts from small to large: at commas, then at dashes too, then before kind words too."""
    seen: set[tuple[str, ...]] = set()
    composed = unicodedata.normalize("NFC", address)
    for pieces in (
        _SEPARATORS.split(composed),
        _DASHES.split(composed),
        [piece for comma in _SEPARATORS.split(composed) for piece in _BEFORE_KIND.split(comma)],
    ):
        texts = tuple(clean for piece in pieces if joined_key(clean := text.normalise(piece).strip(" .")))
        if texts and joined_key(texts[-1]) in _COUNTRY:
            texts = texts[:-1]
        if texts not in seen:
            seen.add(texts)
            yield [Part(piece) for piece in texts]
