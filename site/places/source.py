"""The place data as plain rows: from the package `vietnamadminunits` and the files in `data/` (its README).

Nothing here touches the database. The package's data are read as files, because importing it loads
geometry libraries and parsers that this site does not use.
"""

import csv
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation import gettext as _

from common import text
from common.errors import Refusal

DATA_DIR = Path(__file__).resolve().parent / "data"
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
REGION_COLUMN = "award_region_of_old (khu vuc binh chon)"
REGIONS = {"Phía Bắc": "north", "Miền Trung - Tây Nguyên": "central_highlands", "Phía Nam": "south"}
COMMUNE_KINDS = {"Xã": "commune", "Phường": "ward", "Đặc khu": "special_zone"}
ENGLISH_NAMES = {"79": "Ho Chi Minh City"}
# "p4", "ward04", "district9": short for a number, which the parser understands without a list.
NUMBERED = re.compile(r"^(?:phuong|quan)0*(\d+)$")
ABBREVIATED_NUMBER = re.compile(r"^(?:[pfq]|ward|district)\d+$")
KIND_PREFIX = re.compile(r"^(?:xa|phuong|thitran|huyen|quan|thixa|thanhpho|tx|tp|tt)(?=[a-z])")


@dataclass(frozen=True)
class ProvinceRow:
    code: str
    name: str
    full_name: str
    kind: str
    name_en: str
    latitude: float
    longitude: float
    other_keys: str


@dataclass(frozen=True)
class CommuneRow:
    code: str
    name: str
    kind: str
    province_code: str
    latitude: float
    longitude: float
    other_keys: str


@dataclass(frozen=True)
class FormerRow:
    """`parent` and every identity are (level, code, last day in use)."""

    level: str
    code: str
    valid_until: date
    name: str
    kind: str
    parent: tuple[str, str, date] | None
    province_code: str
    other_keys: str = ""
    award_region: str = ""
    commune_codes: frozenset[str] = field(default_factory=frozenset)

    @property
    def identity(self) -> tuple[str, str, date]:
        return self.level, self.code, self.valid_until


@dataclass(frozen=True)
class PlaceData:
    provinces: list[ProvinceRow]
    communes: list[CommuneRow]
    former: list[FormerRow]


def read_place_data() -> PlaceData:
    """Everything that `load_places` writes. Raises Refusal where the package is missing."""
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        raise Refusal(_("Thiếu gói dữ liệu địa danh “vietnamadminunits”; hãy cài gói này rồi chạy lại."))
    folder = Path(spec.submodule_search_locations[0]) / "data"
    with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        today = connection.execute("SELECT * FROM admin_units ORDER BY provinceCode, wardCode").fetchall()
        former = connection.execute("SELECT * FROM admin_units_legacy ORDER BY districtCode, wardCode").fetchall()
    converter = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    provinces = list(_provinces(today))
    return PlaceData(
        provinces=provinces,
        communes=list(_communes(today)),
        former=list(_former_units(former, _Successors(today, converter), provinces)),
    )


def _provinces(rows: list[sqlite3.Row]) -> Iterator[ProvinceRow]:
    for row in {row["provinceCode"]: row for row in rows}.values():
        kind = "city" if row["province"].startswith("Thành phố") else "province"
        name = row["provinceShort"]
        yield ProvinceRow(
            code=row["provinceCode"],
            name=name,
            full_name=row["province"][0].lower() + row["province"][1:],
            kind=kind,
            name_en=ENGLISH_NAMES.get(row["provinceCode"], ""),
            latitude=row["provinceLat"],
            longitude=row["provinceLon"],
            other_keys=other_keys(row["provinceAlias"], name),
        )


def _communes(rows: list[sqlite3.Row]) -> Iterator[CommuneRow]:
    for row in rows:
        name = without_kind(row["ward"], row["wardType"])
        yield CommuneRow(
            code=row["wardCode"],
            name=name,
            kind=COMMUNE_KINDS[row["wardType"]],
            province_code=row["provinceCode"],
            latitude=row["wardLat"],
            longitude=row["wardLon"],
            other_keys=other_keys(row["wardAlias"], name),
        )


class _Successors:
    """Which units of today a former unit became, by the package's conversion tables."""

    def __init__(self, today: list[sqlite3.Row], converter: dict) -> None:
        province_codes = {row["provinceKey"]: row["provinceCode"] for row in today}
        codes = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in today}
        self.provinces = {
            former: province_codes[current]
            for current, formers in converter["DICT_PROVINCE"].items()
            for former in formers
        }
        self.communes: dict[str, set[str]] = {}
        for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
            for ward, formers in wards.items():
                for former in formers:
                    self.communes.setdefault(former, set()).add(codes[province, ward])
        for province, formers in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
            for former, parts in formers.items():
                self.communes.setdefault(former, set()).update(codes[province, part["newWardKey"]] for part in parts)

    def of(self, row: sqlite3.Row) -> frozenset[str]:
        former = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        return frozenset(self.communes.get(former, ()))


def _former_units(
    rows: list[sqlite3.Row], successors: _Successors, provinces: list[ProvinceRow]
) -> Iterator[FormerRow]:
    regions = {text.key(strip_city(row["province_old"])): row[REGION_COLUMN] for row in _csv("provinces.csv")}
    by_district: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        by_district.setdefault(row["districtCode"], []).append(row)
    for row in {row["provinceCode"]: row for row in rows}.values():
        region = REGIONS[regions.get(text.key(row["provinceShort"])) or regions["thua thien hue"]]
        yield FormerRow(
            *("province", row["provinceCode"], LAST_DAY_OF_DISTRICTS),
            name=row["provinceShort"],
            kind=first_words(row["province"], row["provinceShort"]),
            parent=None,
            province_code=successors.provinces[row["provinceKey"]],
            other_keys=other_keys(row["provinceAlias"], row["provinceShort"]),
            award_region=region,
        )
    yield from _earlier_provinces({text.key(province.name): province.code for province in provinces})
    for communes in by_district.values():
        yield from _district(communes, successors)


def _district(rows: list[sqlite3.Row], successors: _Successors) -> Iterator[FormerRow]:
    first = rows[0]
    name = without_kind(first["district"], first["districtType"])
    district = FormerRow(
        *("district", first["districtCode"], LAST_DAY_OF_DISTRICTS),
        name=name,
        kind=first["districtType"].lower(),
        parent=("province", first["provinceCode"], LAST_DAY_OF_DISTRICTS),
        province_code=successors.provinces[first["provinceKey"]],
        other_keys=other_keys(first["districtAlias"], name),
        commune_codes=frozenset().union(*(successors.of(row) for row in rows)),
    )
    yield district
    for row in rows:
        if row["ward"] is None:  # five island districts had no communes
            continue
        name = without_kind(row["ward"], row["wardType"])
        yield FormerRow(
            *("commune", row["wardCode"], LAST_DAY_OF_DISTRICTS),
            name=name,
            kind=row["wardType"].lower(),
            parent=district.identity,
            province_code=district.province_code,
            other_keys=other_keys(row["wardAlias"], name),
            commune_codes=successors.of(row),
        )


def _earlier_provinces(codes: dict[str, str]) -> Iterator[FormerRow]:
    for row in _csv("earlier_provinces.csv"):
        yield FormerRow(
            *("province", row["code"], date.fromisoformat(row["valid_until"])),
            name=row["name"],
            kind=row["kind"],
            parent=None,
            province_code=codes[text.key(row["province_new"])],
            award_region=REGIONS[row["award_region"]],
        )


def _csv(name: str) -> list[dict[str, str]]:
    with (DATA_DIR / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def strip_city(name: str) -> str:
    return name.removeprefix("TP. ")


def first_words(full_name: str, name: str) -> str:
    return full_name.removesuffix(name).strip().lower()


def without_kind(full_name: str, kind: str) -> str:
    """ "Phường 04" of kind "Phường" → "4"; the data's own short names carry marks such as "(Xã)"."""
    name = text.normalise(full_name).removeprefix(kind).strip()
    return str(int(name)) if name.isdecimal() else name


def other_keys(listed: str | None, name: str) -> str:
    """The package's list of further names, folded and joined, without kinds and abbreviated numbers."""
    own = text.key(name).replace(" ", "")
    keys: dict[str, None] = {}
    for alias in json.loads(listed or "[]"):
        folded = text.key(alias).replace(" ", "")
        if ABBREVIATED_NUMBER.match(folded):
            continue
        numbered = NUMBERED.match(folded)
        bare = str(int(numbered.group(1))) if numbered else KIND_PREFIX.sub("", folded)
        if bare != own:
            keys[bare] = None
    return f"|{'|'.join(keys)}|" if keys else ""
