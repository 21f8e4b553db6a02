"""Every name a place has had, and which province it counts for."""

from dataclasses import dataclass
from functools import cached_property

from common import text
from places.models import KIND_WORDS, Commune, FormerUnit, Province

from ..document import join


@dataclass(frozen=True)
class Whereabouts:
    """Names of today and former ones as text; the slugs of today's province and commune, codes of former provinces."""

    names: str = ""
    province: str = ""
    commune: str = ""
    former_provinces: tuple[str, ...] = ()

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        return {
            "province": (self.province,) if self.province else (),
            "commune": (self.commune,) if self.commune else (),
            "former_province": self.former_provinces,
        }


class Gazetteer:
    """Former provinces by name, read once for a batch of documents."""

    @cached_property
    def former(self) -> dict[str, FormerUnit]:
        units = FormerUnit.objects.provinces().select_related("current_province").order_by("valid_until")
        return {unit.name_key: unit for unit in units}

    @cached_property
    def current(self) -> dict[str, Province]:
        return {province.name_key: province for province in Province.objects.all()}

    def locate(self, *, commune: Commune | None, province: Province | None, printed: tuple[str, ...]) -> Whereabouts:
        """From what a record knows: today's commune, today's province, and addresses as they were printed.

        A former province is what a printed address says; where none says one, what the commune was part of.
        """
        former = [unit for address in printed if (unit := self._former_named(address))]
        if not former and commune is not None:
            former = [unit.parent.parent for unit in commune.former_units.all() if unit.parent and unit.parent.parent]
        if province is None:
            province = commune.province if commune else self._province_named(printed, former)
        names = [*printed, *_commune_names(commune), *(f"{unit.kind} {unit.name_vi}" for unit in former)]
        if province is not None:
            names += [province.full_name_vi, province.name_vi]
        return Whereabouts(
            names=join(*names),
            province=province.slug if province else "",
            commune=commune.slug if commune else "",
            former_provinces=tuple(dict.fromkeys(unit.code for unit in former)),
        )

    def _former_named(self, address: str) -> FormerUnit | None:
        return self.former.get(_province_key(address))

    def _province_named(self, printed: tuple[str, ...], former: list[FormerUnit]) -> Province | None:
        for unit in former:
            if unit.current_province is not None:
                return unit.current_province
        return next((self.current[key] for address in printed if (key := _province_key(address)) in self.current), None)


def _province_key(address: str) -> str:
    """The name of the province at an address's end, folded and without "tỉnh" or "thành phố"."""
    key = text.key(address.rpartition(",")[2])
    for kind in ("tinh ", "thanh pho ", "tp "):
        key = key.removeprefix(kind)
    return key


def _commune_names(commune: Commune | None) -> list[str]:
    if commune is None:
        return []
    names = [f"{KIND_WORDS[commune.kind]} {commune.name_vi}"]
    for unit in commune.former_units.all():
        names.append(f"{unit.kind} {unit.name_vi}")
        if unit.parent is not None:
            names.append(f"{unit.parent.kind} {unit.parent.name_vi}")
    return names
