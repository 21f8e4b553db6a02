"""Where a row's maker is: as printed, and today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from common import text
from common.errors import Refusal
from places.models import Commune, FormerUnit, Province
from places.services import ParsedAddress, PlaceIndex, ResolvedPlace, find_province, parse_address, resolve_place

COMMUNE_NAMED = re.compile(r"(?:^|[,;–-]\s*)((?:xã|phường|thị trấn|đặc khu)\s+[^,;–-]+)", re.IGNORECASE)
NO_COMMUNES: frozenset[int] = frozenset()


@dataclass(frozen=True)
class RowPlace:
    """`communes` are today's communes it may lie in, empty where that is not known. `refused` blocks the row."""

    printed: str = ""
    province: Province | None = None
    commune: Commune | None = None
    former_province: FormerUnit | None = None
    communes: frozenset[int] = NO_COMMUNES
    doubts: tuple[str, ...] = ()
    refused: str = ""
    field: str = "province"
    """The field a refusal or a doubt is about."""

    @property
    def province_id(self) -> int | None:
        return self.province.pk if self.province else None

    @property
    def province_then(self) -> str:
        """The province's name at the time: the former one where the row means it."""
        unit = self.former_province or self.province
        return unit.name_vi if unit else ""

    @cached_property
    def region(self) -> str:
        return self.former_province.award_region if self.former_province else ""


class PlaceReader:
    """Reads rows' places with one index and remembers each spelling."""

    def __init__(self, index: PlaceIndex | None = None) -> None:
        self.index = index or PlaceIndex.load()
        self._known: dict[tuple[str, ...], RowPlace] = {}
        self._addresses: dict[str, ParsedAddress] = {}

    def read(self, fields: Mapping[str, Any]) -> RowPlace:
        """The place of a row's `address`, `commune`, `district`, `province` and `province_new`."""
        names = ("address", "commune", "district", "province", "province_new")
        texts = tuple(str(fields.get(name) or "") for name in names)
        if texts not in self._known:
            self._known[texts] = self._read(*texts)
        return self._known[texts]

    def communes_of(self, address: str) -> frozenset[int]:
        """Today's communes that a printed address may lie in."""
        return _communes(self._parsed(address)) if address else NO_COMMUNES

    def province_named(self, name: str) -> int | None:
        """The id of today's province of an old or new name, None where it is not one."""
        if not name:
            return None
        return self.read({"province": name}).province_id

    def _parsed(self, address: str) -> ParsedAddress:
        if address not in self._addresses:
            self._addresses[address] = parse_address(address, index=self.index)
        return self._addresses[address]

    def _read(self, address: str, commune: str, district: str, province: str, province_new: str) -> RowPlace:
        printed = ", ".join(filter(None, [address, commune, district, province or province_new]))
        if not any((province, province_new)):
            return self._from_address(printed, address, commune, district)
        try:
            if commune or district or not address:
                place = resolve_place(
                    province_text=province or province_new,
                    district_text=district,
                    commune_text=commune,
                    province_new_text=province_new,
                    index=self.index,
                )
                return _found(printed, place)
            found, former = find_province(province or province_new, index=self.index)
        except Refusal as refusal:
            return RowPlace(printed=printed, refused=str(refusal))
        return self._in_province(printed, address, found, former)

    def _in_province(self, printed: str, address: str, province: Province, former: FormerUnit | None) -> RowPlace:
        """An address in one cell, of a row that names its province elsewhere."""
        whole = self._parsed(address)
        parsed = whole if whole.province else self._parsed(f"{address}, {(former or province).name_vi}")
        if whole.province and whole.province != province:
            sentence = _("Địa chỉ “%(address)s” thuộc %(found)s, không thuộc %(province)s.")
            values = {"address": address, "found": whole.province.name_vi, "province": province.name_vi}
            return RowPlace(printed=printed, refused=sentence % values, field="address")
        printed = address if whole.province else printed
        return RowPlace(
            printed=printed,
            province=province,
            commune=parsed.commune,
            former_province=former or parsed.former_province,
            communes=_communes(parsed),
            doubts=_doubts(parsed, address, province),
            field="address",
        )

    def _from_address(self, printed: str, address: str, commune: str, district: str) -> RowPlace:
        """No province named: the address may end with one."""
        whole = ", ".join(filter(None, [address, commune, district]))
        if not whole:
            return RowPlace()
        parsed = self._parsed(whole)
        if parsed.province is None:
            return RowPlace(printed=printed, communes=_communes(parsed))
        return RowPlace(
            printed=printed,
            province=parsed.province,
            commune=parsed.commune,
            former_province=parsed.former_province,
            communes=_communes(parsed),
            doubts=_doubts(parsed, whole, parsed.province),
            field="address",
        )


def _doubts(parsed: ParsedAddress, address: str, province: Province) -> tuple[str, ...]:
    """A sentence where the address names a commune that is none, of today or of before."""
    named = COMMUNE_NAMED.search(text.normalise(address))
    if named is None or _communes(parsed):
        return ()
    sentence = _("Không có “%(commune)s” ở %(province)s trong danh mục xã, phường; trang cơ sở chỉ ghi tỉnh.")
    return (sentence % {"commune": named.group(1).strip(), "province": province.name_vi},)


def _communes(parsed: ParsedAddress) -> frozenset[int]:
    return frozenset([parsed.commune.pk]) if parsed.commune else frozenset(each.pk for each in parsed.candidates)


def _found(printed: str, place: ResolvedPlace) -> RowPlace:
    communes = {place.commune.pk} if place.commune else {each.pk for each in place.candidates}
    return RowPlace(
        printed=printed,
        province=place.province,
        commune=place.commune,
        former_province=place.former_province,
        communes=frozenset(communes),
        doubts=place.doubts,
        field="commune",
    )
