"""Reading a printed address, of today or of before July 2025, in the forms people write."""

from collections.abc import Iterator
from dataclasses import dataclass

from common import text as words

from .index import PlaceIndex
from .models import Commune, FormerUnit, Province
from .parts import COMMUNE_KINDS, DISTRICT_KINDS, Part, ways_to_split
from .resolving import UNKNOWN, ResolvedPlace, Scope, find_in_scope, scope_of

LONGEST_ADDRESS = 400
LONGEST_NAME = 6  # words; "Bà Rịa - Vũng Tàu" has four


@dataclass(frozen=True)
class ParsedAddress:
    """The texts of an address and the places they name; see `ResolvedPlace` for the meaning of each."""

    street: str = ""
    commune_text: str = ""
    district_text: str = ""
    province_text: str = ""
    province: Province | None = None
    commune: Commune | None = None
    former_province: FormerUnit | None = None
    former_district: FormerUnit | None = None
    former_commune: FormerUnit | None = None
    period: str = UNKNOWN
    certain: bool = False
    candidates: tuple[Commune, ...] = ()


@dataclass(frozen=True)
class _Attempt:
    """One way to read the parts, and how much of it was found."""

    street: list[Part]
    commune: Part | None
    district: Part | None
    province: Part | None
    place: ResolvedPlace

    @property
    def score(self) -> tuple[int, bool, int]:
        """More parts found, then a province said rather than guessed, then kind words at their level."""
        parts = (self.commune, self.district, self.province)
        fitting = int(self.commune is not None and self.commune.kind in COMMUNE_KINDS)
        fitting += int(self.district is not None and self.district.kind in DISTRICT_KINDS)
        return sum(part is not None for part in parts), self.province is not None, fitting


def parse_address(text: str, *, period: str = UNKNOWN, index: PlaceIndex | None = None) -> ParsedAddress:
    """Read an address; anything is accepted, nothing raised: what is not understood is the street.

    Tolerates missing accents, decomposed Unicode, abbreviations ("TP.", "TX.", "P."), a kind in brackets
    and no commas. `period` ("current", "former") says when it was written, where the caller knows.
    """
    index = index or PlaceIndex.shared()
    clean = str(text)[:LONGEST_ADDRESS]
    attempts = [attempt for parts in ways(index, clean) for attempt in _attempts(index, parts, period)]
    if not attempts:
        return ParsedAddress(street=words.normalise(clean))
    best = max(attempts, key=lambda attempt: attempt.score)
    rival = next((attempt for attempt in attempts if _is_rival(attempt, best)), None)
    return _undecided(best, rival) if rival else _decided(best)


def ways(index: PlaceIndex, address: str) -> Iterator[list[Part]]:
    splits = list(ways_to_split(address))
    yield from splits
    if splits and len(splits[0]) == 1:
        yield split_at_names(index, splits[0][0])


def split_at_names(index: PlaceIndex, part: Part) -> list[Part]:
    """ "Minh Lập Đồng Hỷ Thái Nguyên", without any comma: peel known names off the end."""
    parts: list[Part] = []
    rest = part.text.split(" ")
    for is_known in (
        lambda tail: any(index.find_provinces(tail)),
        lambda tail: index.find_districts(tail) or index.find_communes(tail) or index.find_former_communes(tail),
        lambda tail: index.find_communes(tail) or index.find_former_communes(tail),
    ):
        for size in range(min(LONGEST_NAME, len(rest)), 0, -1):
            tail = Part(" ".join(rest[-size:]))
            if is_known(tail):
                parts.insert(0, tail)
                rest = rest[:-size]
                break
    return [Part(" ".join(rest)), *parts] if rest else parts


def _attempts(index: PlaceIndex, parts: list[Part], period: str) -> Iterator[_Attempt]:
    """The last part as the province or not; before it district and commune, one of them, or none."""
    if not parts:
        return
    scope = scope_of(index, parts[-1].text)
    if scope.province:
        yield from _inside(index, scope, parts[:-1], parts[-1], period)
    yield from _inside(index, Scope(None, ()), parts, None, period)


def _inside(
    index: PlaceIndex, scope: Scope, parts: list[Part], province: Part | None, period: str
) -> Iterator[_Attempt]:
    for communes, districts in ((1, 1), (1, 0), (0, 1), (0, 0)):
        if len(parts) < communes + districts:
            continue
        cut = len(parts) - communes - districts
        commune = parts[cut] if communes else None
        district = parts[-1] if districts else None
        if not _may_be(commune, COMMUNE_KINDS) or not _may_be(district, DISTRICT_KINDS):
            continue
        place = find_in_scope(index, scope, district=district, commune=commune, period=period)
        if not place.missing:
            yield _Attempt(parts[:cut], commune, district, province, place)


def _may_be(part: Part | None, kinds: frozenset[str]) -> bool:
    return part is None or any(not reading.kind or reading.kind in kinds for reading in part.readings)


def _is_rival(attempt: _Attempt, best: _Attempt) -> bool:
    """As good, but takes for a district what the other takes for a commune ("Đồng Hỷ, Thái Nguyên")."""
    return attempt.score == best.score and (attempt.commune is None) != (best.commune is None)


def _undecided(best: _Attempt, rival: _Attempt) -> ParsedAddress:
    places = [place for attempt in (best, rival) for place in _communes(attempt.place)]
    return ParsedAddress(
        street=_joined(best.street),
        commune_text=_text(best.commune or rival.commune),
        district_text=_text(best.district or rival.district),
        province_text=_text(best.province),
        province=best.place.province,
        candidates=tuple(dict.fromkeys(places)),
    )


def _decided(best: _Attempt) -> ParsedAddress:
    place = best.place
    # A part that says "xã" or "huyện" and was not found is still that part, and makes the rest doubtful.
    street = list(best.street)
    district = best.district or (_taken(street, DISTRICT_KINDS) if not best.commune else None)
    commune = best.commune or _taken(street, COMMUNE_KINDS)
    all_found = district is best.district and commune is best.commune
    return ParsedAddress(
        street=_joined(street),
        commune_text=_text(commune),
        district_text=_text(district),
        province_text=_text(best.province),
        province=place.province,
        commune=place.commune if all_found else None,
        former_province=place.former_province,
        former_district=place.former_district,
        former_commune=place.former_commune,
        period=place.period,
        certain=place.certain and all_found,
        candidates=place.candidates if all_found else _communes(place),
    )


def _taken(street: list[Part], kinds: frozenset[str]) -> Part | None:
    """Remove and return the last part, if its kind word is one of these."""
    return street.pop() if street and street[-1].kind in kinds else None


def _communes(place: ResolvedPlace) -> tuple[Commune, ...]:
    return (place.commune,) if place.commune else place.candidates


def _text(part: Part | None) -> str:
    return part.text if part else ""


def _joined(parts: list[Part]) -> str:
    return ", ".join(part.text for part in parts)
