"""From the names of an old or new address to places: which are meant, and what they are today.

One reading is never chosen among several: then `commune` is None and `candidates` holds them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from common.errors import Refusal

from .index import PlaceIndex
from .models import Commune, FormerUnit, Province
from .parts import Part

CURRENT, FORMER, UNKNOWN = "current", "former", "unknown"


@dataclass(frozen=True)
class Scope:
    """The province named: the one of today, the former ones it may mean, and whether only the old name fits."""

    province: Province | None
    former: tuple[FormerUnit, ...]

    @property
    def only_former(self) -> FormerUnit | None:
        """The former province, where the name is no longer a province's."""
        if len(self.former) == 1 and self.province and self.former[0].name_key != self.province.name_key:
            return self.former[0]
        return None


@dataclass(frozen=True)
class ResolvedPlace:
    """What an address names.

    `province` and `commune` are of today; the `former_…` units are those until June 2025, where the text
    means them. `period` says whose names were used: current, former, or unknown where both fit.
    `certain`: every name was found and means one place. A former commune that was split is certain and
    has no `commune`: its parts are `candidates`. `missing` are the texts that were not found, `doubts`
    a sentence for each.
    """

    province: Province | None = None
    commune: Commune | None = None
    former_province: FormerUnit | None = None
    former_district: FormerUnit | None = None
    former_commune: FormerUnit | None = None
    period: str = UNKNOWN
    certain: bool = False
    candidates: tuple[Commune, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversion:
    """An old place as it is today; `commune` is None where several are possible: see `candidates`."""

    province: Province
    commune: Commune | None
    candidates: tuple[Commune, ...]


def not_found(what: str, typed: str, nearest: Iterable[str]) -> str:
    """ "Không tìm thấy huyện … “Đồng Hý”. Gần nhất: Đồng Hỷ." """
    sentence = _("Không tìm thấy %(what)s “%(typed)s”.") % {"what": what, "typed": typed}
    if names := ", ".join(nearest):
        sentence += " " + _("Gần nhất: %(names)s.") % {"names": names}
    return sentence


def find_province(text: str, *, index: PlaceIndex | None = None) -> tuple[Province, FormerUnit | None]:
    """The province of today that a name means, and the former province where the name is an old one.

    "Bắc Kạn" → (Thái Nguyên, Bắc Kạn); "Bắc Ninh" → (Bắc Ninh, None). Refusal where nothing fits.
    """
    index = index or PlaceIndex.shared()
    scope = scope_of(index, text)
    if scope.province is None:
        raise Refusal(province_not_found(index, text))
    return scope.province, scope.only_former


def province_not_found(index: PlaceIndex, typed: str) -> str:
    known = [place.name_vi for place in index.provinces.values()]
    known += [unit.name_vi for unit in index.former.values() if unit.level == FormerUnit.Level.PROVINCE]
    return not_found(_("tỉnh, thành phố"), typed, index.nearest(known, Part(typed).name))


def scope_of(index: PlaceIndex, province_text: str) -> Scope:
    current, former = index.find_provinces(Part(province_text))
    if not current and former:
        current = list(dict.fromkeys(unit.current_province for unit in former if unit.current_province))
    return Scope(current[0] if len(current) == 1 else None, tuple(former))


def find_in_scope(
    index: PlaceIndex, scope: Scope, *, district: Part | None, commune: Part | None, period: str = UNKNOWN
) -> ResolvedPlace:
    """The district and commune named, inside a province or (a scope without one) anywhere in the country.

    `period` narrows what a bare commune name may mean: only today's (`current`) or only old (`former`).
    """
    districts = find_districts(index, scope, district) if district else []
    former, current = find_communes(index, scope, districts, commune, period) if commune else ([], [])
    missing = [district.text] if district and not districts else []
    if commune and not former and not current:
        missing.append(commune.text)
    if former:
        parents = {unit.parent_id for unit in former}
        districts = [unit for unit in districts if unit.pk in parents] or districts
    places = [*current, *index.became(former if commune else districts)]
    return assemble(
        scope=scope,
        districts=districts,
        former=former,
        current=current,
        places=list(dict.fromkeys(places)),
        missing=tuple(missing),
    )


def find_districts(index: PlaceIndex, scope: Scope, part: Part) -> list[FormerUnit]:
    """First in the former provinces named, then in all that make up the province of today."""
    if scope.province is None:
        return index.find_districts(part)
    named = {unit.pk for unit in scope.former}
    return index.find_districts(part, named) or index.find_districts(part, index.former_provinces_of(scope.province))


def find_communes(
    index: PlaceIndex, scope: Scope, districts: list[FormerUnit], part: Part, period: str
) -> tuple[list[FormerUnit], list[Commune]]:
    """Former communes and communes of today that the name may mean.

    With a district the address is an old one; a commune of today counts only if the district became it.
    """
    province = scope.province.pk if scope.province else None
    if districts:
        former = index.find_former_communes(part, {unit.pk for unit in districts})
        became = set() if former else set(index.became(districts))
        return former, [place for place in index.find_communes(part, province) if place in became]
    named = {unit.pk for unit in scope.former}
    every = index.former_provinces_of(scope.province) if scope.province else None
    former = index.find_former_communes(part, named) or index.find_former_communes(part, every)
    current = index.find_communes(part, province)
    if period == CURRENT or part.kind == "đặc khu":
        former = [] if current else former
    elif period == FORMER or part.kind == "thị trấn":
        current = [] if former else current
    return former, current


def assemble(
    *,
    scope: Scope,
    districts: list[FormerUnit],
    former: list[FormerUnit],
    current: list[Commune],
    places: list[Commune],
    missing: tuple[str, ...],
) -> ResolvedPlace:
    """One answer from what was found: a unit is given only where it is the only one."""
    both = bool(former and current)
    unclear = len(districts) > 1 or (len(places) > 1 if both else len(former) > 1 or len(current) > 1)
    is_former = bool(districts or former) and not both
    former_commune = former[0] if len(former) == 1 and not (both and unclear) else None
    former_district = districts[0] if len(districts) == 1 else None
    if former_district is None and former_commune is not None:
        former_district = former_commune.parent
    former_province = scope.only_former
    if former_province is None and is_former and former_district is not None:
        former_province = former_district.parent
    provinces = list(dict.fromkeys(place.province for place in places))
    found = bool(scope.province or districts or former or current)
    return ResolvedPlace(
        province=scope.province or (provinces[0] if len(provinces) == 1 else None),
        commune=places[0] if len(places) == 1 else None,
        former_province=former_province,
        former_district=former_district,
        former_commune=former_commune,
        period=FORMER if is_former else CURRENT if current and not former else UNKNOWN,
        certain=found and not missing and not unclear,
        candidates=tuple(places) if len(places) > 1 else (),
        missing=missing,
    )


def doubts_about(
    index: PlaceIndex, scope: Scope, place: ResolvedPlace, district: Part | None, commune: Part | None
) -> tuple[str, ...]:
    """A sentence for each text that was not found, with the nearest names."""
    sentences = []
    if district and district.text in place.missing:
        sentences.append(district_not_found(index, scope, district))
    if commune and commune.text in place.missing:
        districts = [place.former_district] if place.former_district else []
        sentences.append(commune_not_found(index, scope, districts, commune))
    return tuple(sentences)


def district_not_found(index: PlaceIndex, scope: Scope, part: Part) -> str:
    within = index.former_provinces_of(scope.province) if scope.province else None
    known = [unit.name_vi for unit in index.districts() if within is None or unit.parent_id in within]
    return not_found(_("huyện, quận, thị xã"), part.text, index.nearest(known, part.name))


def commune_not_found(index: PlaceIndex, scope: Scope, districts: list[FormerUnit], part: Part) -> str:
    """Nearest among the old communes of the district named, else among today's of the province."""
    inside = {unit.pk for unit in districts}
    known = [unit.name_vi for unit in index.former.values() if unit.parent_id in inside]
    known += [
        place.name_vi for place in index.communes.values() if not inside and scope.province in (None, place.province)
    ]
    return not_found(_("xã, phường, đặc khu"), part.text, index.nearest(known, part.name))


def convert(
    *, province_text: str, district_text: str = "", commune_text: str = "", index: PlaceIndex | None = None
) -> Conversion:
    """What an address of before July 2025 is today. Refusal names the part that was not found."""
    index = index or PlaceIndex.shared()
    scope = scope_of(index, province_text)
    if scope.province is None:
        raise Refusal(province_not_found(index, province_text))
    district, commune = given(district_text), given(commune_text)
    place = find_in_scope(index, scope, district=district, commune=commune, period=FORMER)
    if doubts := doubts_about(index, scope, place, district, commune):
        raise Refusal(doubts[0], details=doubts[1:])
    return Conversion(scope.province, place.commune, place.candidates)


def resolve_place(
    *,
    province_text: str,
    district_text: str = "",
    commune_text: str = "",
    province_new_text: str = "",
    index: PlaceIndex | None = None,
) -> ResolvedPlace:
    """The place that a row of award results names, for an importer that holds one index for all rows.

    With `province_new_text` the other texts are of before July 2025. A commune or district that is not
    found leaves the province and a sentence in `doubts`. Refusal where no province is found, or where the
    old province is not in the new one that the row names.
    """
    index = index or PlaceIndex.shared()
    new = scope_of(index, province_new_text) if given(province_new_text) else Scope(None, ())
    if given(province_new_text) and new.province is None:
        raise Refusal(province_not_found(index, province_new_text))
    old = scope_of(index, province_text)
    if old.province is None:
        return without_old_province(index, new, province_text)
    if new.province and new.province != old.province:
        raise Refusal(
            _("“%(old)s” nay thuộc %(province)s, không thuộc “%(new)s”.")
            % {"old": province_text, "province": old.province.name, "new": province_new_text}
        )
    district, commune = given(district_text), given(commune_text)
    period = FORMER if new.province else UNKNOWN
    place = find_in_scope(index, old, district=district, commune=commune, period=period)
    former_province = place.former_province
    if former_province is None and new.province and place.period != CURRENT and len(old.former) == 1:
        former_province = old.former[0]
    doubts = doubts_about(index, old, place, district, commune)
    return replace(place, former_province=former_province, doubts=doubts)


def without_old_province(index: PlaceIndex, new: Scope, province_text: str) -> ResolvedPlace:
    """Only the province of today is known: a row may say so ("chưa rõ Bắc Ninh hay Bắc Giang")."""
    if new.province is None:
        raise Refusal(province_not_found(index, province_text))
    if not given(province_text):
        return ResolvedPlace(province=new.province, period=CURRENT, certain=True)
    doubt = province_not_found(index, province_text)
    return ResolvedPlace(province=new.province, missing=(province_text,), doubts=(doubt,))


def given(text: str) -> Part | None:
    """The part, if anything is written."""
    part = Part(text)
    return part if part.readings else None
