"""All places in memory, for reading many addresses without a query each.

Load one for an import (`PlaceIndex.load()`); single calls share one that is renewed after the data change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import TypeVar

from django.db.models import CharField, Count, Max, Value

from common import text

from .models import Commune, FormerUnit, Province
from .parts import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Part, joined_key

Place = TypeVar("Place", Province, Commune, FormerUnit)
Names = dict[str, list[Place]]

_shared: dict[tuple, "PlaceIndex"] = {}


class PlaceIndex:
    """Lookups by folded name. Places come with their parents attached, so reading them queries nothing."""

    def __init__(
        self,
        provinces: Iterable[Province],
        communes: Iterable[Commune],
        former: Iterable[FormerUnit],
        links: Iterable[tuple[int, int]],
    ) -> None:
        self.provinces = {province.pk: province for province in provinces}
        self.communes = {commune.pk: commune for commune in communes}
        self.former = {unit.pk: unit for unit in former}
        for commune in self.communes.values():
            commune.province = self.provinces[commune.province_id]
        for unit in self.former.values():
            unit.parent = self.former[unit.parent_id] if unit.parent_id else None
            unit.current_province = self.provinces[unit.current_province_id] if unit.current_province_id else None
        self.successors: dict[int, list[Commune]] = defaultdict(list)
        for former_id, commune_id in links:
            self.successors[former_id].append(self.communes[commune_id])
        for successors in self.successors.values():
            successors.sort(key=lambda commune: commune.sort_key)
        self._names()

    @classmethod
    def load(cls) -> "PlaceIndex":
        """Read all places now, in four queries."""
        # Without a join: just after a first load PostgreSQL knows nothing of the tables' sizes and joins row by row.
        links = FormerUnit.current_communes.through.objects.order_by()
        return cls(
            Province.objects.all(),
            Commune.objects.all(),
            FormerUnit.objects.all(),
            links.values_list("formerunit_id", "commune_id"),
        )

    @classmethod
    def shared(cls) -> "PlaceIndex":
        """This process's index, read again when a place was added or changed (one query to know)."""
        stamp = _stamp()
        index = _shared.get(stamp)
        if index is None:
            index = cls.load()
            _shared.clear()
            _shared[stamp] = index
        return index

    def _names(self) -> None:
        self.province_names: Names[Province] = _by_name(self.provinces.values())
        self.commune_names: Names[Commune] = _by_name(self.communes.values())
        of_level: dict[str, list[FormerUnit]] = defaultdict(list)
        for unit in self.former.values():
            of_level[unit.level].append(unit)
        self._former_provinces: dict[int | None, set[int]] = defaultdict(set)
        for unit in of_level["province"]:
            self._former_provinces[unit.current_province_id].add(unit.pk)
        self.former_province_names: Names[FormerUnit] = _by_name(of_level["province"])
        self.district_names: Names[FormerUnit] = _by_name(of_level["district"])
        self.former_commune_names: Names[FormerUnit] = _by_name(of_level["commune"])

    def find_provinces(self, part: Part) -> tuple[list[Province], list[FormerUnit]]:
        """Provinces of today and former ones of this name; "TP. Thái Nguyên" is none, but a city in one."""
        for reading in part.readings:
            if reading.kind and reading.kind not in PROVINCE_KINDS:
                continue
            current = list(self.province_names.get(reading.key, ()))
            former = list(self.former_province_names.get(reading.key, ()))
            if reading.kind == "thành phố" and not _any_city(current, former):
                continue
            if current or former:
                return _closest(current, reading.name, ""), _closest(former, reading.name, "")
        return [], []

    def find_districts(self, part: Part, within: set[int] | None = None) -> list[FormerUnit]:
        """Former districts of this name, in the former provinces `within` or (None) anywhere."""
        return self._find(self.district_names, part, DISTRICT_KINDS, lambda u: within is None or u.parent_id in within)

    def find_former_communes(self, part: Part, within: set[int] | None = None) -> list[FormerUnit]:
        """Former communes of this name, in the former districts or provinces `within` or (None) anywhere."""

        def lies_within(unit: FormerUnit) -> bool:
            if within is None or unit.parent_id in within:
                return True
            return unit.parent is not None and unit.parent.parent_id in within

        return self._find(self.former_commune_names, part, COMMUNE_KINDS, lies_within)

    def find_communes(self, part: Part, within: int | None = None) -> list[Commune]:
        """Communes of today of this name, in the province `within` or (None) anywhere."""
        return self._find(self.commune_names, part, COMMUNE_KINDS, lambda c: within is None or c.province_id == within)

    def _find(
        self, names: Names[Place], part: Part, kinds: frozenset[str], lies_within: Callable[[Place], bool]
    ) -> list[Place]:
        for reading in part.readings:
            if reading.kind and reading.kind not in kinds:
                continue
            found = [place for place in names.get(reading.key, ()) if lies_within(place)]
            if found:
                return _closest(found, reading.name, reading.kind)
        return []

    def former_provinces_of(self, province: Province) -> set[int]:
        """Keys of the former provinces that lie in this one."""
        return self._former_provinces.get(province.pk, set())

    def districts(self) -> list[FormerUnit]:
        return [unit for unit in self.former.values() if unit.level == FormerUnit.Level.DISTRICT]

    def became(self, units: Iterable[FormerUnit]) -> list[Commune]:
        """The communes of today in which these former units lie, each once."""
        return list(dict.fromkeys(commune for unit in units for commune in self.successors.get(unit.pk, ())))

    def nearest(self, names: Iterable[str], typed: str, *, most: int = 3) -> list[str]:
        """Up to three names that look like what was typed, accents aside."""
        by_key = {joined_key(name): name for name in names}
        return [by_key[key] for key in get_close_matches(joined_key(typed), by_key, n=most, cutoff=0.6)]


def _by_name(places: Iterable[Place]) -> Names[Place]:
    names: Names[Place] = defaultdict(list)
    for place in places:
        names[joined_key(place.name_vi)].append(place)
        for other in filter(None, place.other_keys.split("|")):
            names[other].append(place)
    return dict(names)


def _closest(places: list[Place], name: str, kind: str) -> list[Place]:
    """Of several that fold to one key keep those named so, then of this kind, then with these accents."""
    key, accented = joined_key(name), text.exact(name)
    for better in (
        [place for place in places if joined_key(place.name_vi) == key],
        [place for place in places if kind and kind_word(place) == kind],
    ):
        places = [place for place in places if place in better] or places
    return [place for place in places if text.exact(place.name_vi) == accented] or places


def _any_city(current: list[Province], former: list[FormerUnit]) -> bool:
    return any(place.kind == "city" for place in current) or any(unit.kind == "thành phố" for unit in former)


def kind_word(place: Province | Commune | FormerUnit) -> str:
    """ "xã", "huyện", "tỉnh": the kind as an address writes it."""
    if isinstance(place, FormerUnit):
        return place.kind
    if isinstance(place, Commune):
        return place.kind_word
    return "thành phố" if place.kind == Province.Kind.CITY else "tỉnh"


def _stamp() -> tuple:
    """How many places there are and when one last changed, in one query."""
    parts = [
        model.objects.order_by()
        .annotate(place=Value(model.__name__, output_field=CharField()))
        .values_list("place")
        .annotate(Count("pk"), Max("pk"), Max("changed_at"))
        for model in (Province, Commune, FormerUnit)
    ]
    return tuple(sorted(parts[0].union(*parts[1:])))
