"""Writing the place data: update in place by code (and period), never delete, few statements."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from .models import Commune, FormerUnit, Province
from .names import plain_spelling
from .source import CommuneRow, FormerRow, PlaceData, ProvinceRow

BATCH = 500
Place = TypeVar("Place", Province, Commune, FormerUnit)
Identity = TypeVar("Identity", bound=Hashable)
FormerIdentity = tuple[str, str, date]
Progress = Callable[[str, int], None]


@dataclass
class Loaded:
    """What loading did, counted by what it is: "provinces", "communes", "former_communes" and so on.

    `kept` counts rows that the data no longer have; `links` are from former units to communes of today.
    """

    read: Counter = field(default_factory=Counter)
    added: Counter = field(default_factory=Counter)
    changed: Counter = field(default_factory=Counter)
    removed: Counter = field(default_factory=Counter)
    kept: Counter = field(default_factory=Counter)

    @property
    def changes(self) -> int:
        return self.added.total() + self.changed.total() + self.removed.total()


@transaction.atomic
def write_place_data(data: PlaceData, progress: Progress | None = None) -> Loaded:
    """Bring the database to the data; repeating it changes nothing. `progress` is told (what, rows read)."""
    writer = _Writer(progress)
    provinces = writer.provinces(data.provinces)
    communes = writer.communes(data.communes, provinces)
    units = writer.former_units(data.former, provinces)
    writer.links(data.former, units, communes)
    if writer.loaded.changes:
        count_rows()
    return writer.loaded


def count_rows() -> None:
    """Let PostgreSQL's planner see how many rows there are now.

    Until it does so by itself it may believe the tables as empty as they were, and a suggestion takes fifteen seconds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for model in (Province, Commune, FormerUnit, FormerUnit.current_communes.through):
                cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


class _Writer:
    def __init__(self, progress: Progress | None) -> None:
        self.loaded = Loaded()
        self.progress = progress
        self.now = timezone.now()

    def provinces(self, rows: list[ProvinceRow]) -> dict[str, Province]:
        existing: dict[str, Province] = {province.code: province for province in Province.objects.all()}
        wanted = {
            row.code: {
                "code": row.code,
                "name_vi": row.name,
                "full_name_vi": row.full_name,
                "kind": row.kind,
                "name_en": row.name_en or plain_spelling(row.name),
                "latitude": row.latitude,
                "longitude": row.longitude,
                "other_keys": row.other_keys,
                "is_current": True,
            }
            for row in rows
        }
        slugs = {row.code: slugify(plain_spelling(row.name)) for row in rows}
        return self.write("provinces", Province, existing, wanted, slugs)

    def communes(self, rows: list[CommuneRow], provinces: Mapping[str, Province]) -> dict[str, Commune]:
        existing = {commune.code: commune for commune in Commune.objects.all()}
        wanted = {
            row.code: {
                "code": row.code,
                "name_vi": row.name,
                "kind": row.kind,
                "province_id": provinces[row.province_code].pk,
                "latitude": row.latitude,
                "longitude": row.longitude,
                "other_keys": row.other_keys,
            }
            for row in rows
        }
        slugs = commune_slugs(rows, provinces, taken={commune.slug for commune in existing.values()})
        return self.write("communes", Commune, existing, wanted, slugs)

    def former_units(
        self, rows: list[FormerRow], provinces: Mapping[str, Province]
    ) -> dict[FormerIdentity, FormerUnit]:
        """Level by level, so that a parent has its key before its children name it."""
        units = {(unit.level, unit.code, unit.valid_until): unit for unit in FormerUnit.objects.all()}
        for level in FormerUnit.Level.values:
            existing = {identity: unit for identity, unit in units.items() if identity[0] == level}
            wanted = {
                row.identity: {
                    "level": row.level,
                    "code": row.code,
                    "valid_until": row.valid_until,
                    "name_vi": row.name,
                    "kind": row.kind,
                    "parent_id": units[row.parent].pk if row.parent else None,
                    "current_province_id": provinces[row.province_code].pk,
                    "other_keys": row.other_keys,
                    "award_region": row.award_region,
                }
                for row in rows
                if row.level == level
            }
            units |= self.write(f"former_{level}s", FormerUnit, existing, wanted)
        return units

    def links(
        self, rows: list[FormerRow], units: Mapping[FormerIdentity, FormerUnit], communes: Mapping[str, Commune]
    ) -> None:
        """From former units to the communes they lie in today; a link that the data dropped is removed."""
        through = FormerUnit.current_communes.through
        read = {units[row.identity].pk for row in rows}
        wanted = {(units[row.identity].pk, communes[code].pk) for row in rows for code in row.commune_codes}
        before = {
            (former, commune): pk
            for pk, former, commune in through.objects.values_list("pk", "formerunit_id", "commune_id")
        }
        stale = [pair for pair in before if pair not in wanted and pair[0] in read]
        added = sorted(wanted - before.keys())
        for pks in batches(before[pair] for pair in stale):
            through.objects.filter(pk__in=pks).delete()
        through.objects.bulk_create(
            [through(formerunit_id=former, commune_id=commune) for former, commune in added], batch_size=BATCH
        )
        for pks in batches({former for former, _commune in (*stale, *added)}):
            FormerUnit.objects.filter(pk__in=pks).update(changed_at=self.now)
        self.count("links", read=len(wanted), added=len(added), removed=len(stale))

    def write(
        self,
        what: str,
        model: type[Place],
        existing: Mapping[Identity, Place],
        wanted: Mapping[Identity, dict[str, Any]],
        slugs: Mapping[Identity, str] | None = None,
    ) -> dict[Identity, Place]:
        """Add what is missing and change what differs. A row that exists keeps its slug: it is an address."""
        added, changed = [], []
        for identity, values in wanted.items():
            place = existing.get(identity)
            if place is None:
                place = model(**values, **({"slug": slugs[identity]} if slugs else {}))
                added.append((identity, place))
            elif any(getattr(place, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(place, name, value)
                changed.append(place)
            else:
                continue
            place.set_keys()
            place.changed_at = self.now
        model.objects.bulk_create([place for _identity, place in added], batch_size=BATCH)
        if changed:
            names = [*next(iter(wanted.values())), "name_key", "sort_key", "changed_at"]
            model.objects.bulk_update(changed, names, batch_size=BATCH)
        kept = len(existing.keys() - wanted.keys())
        self.count(what, read=len(wanted), added=len(added), changed=len(changed), kept=kept)
        return {**existing, **dict(added)}

    def count(self, what: str, **numbers: int) -> None:
        for kind, number in numbers.items():
            getattr(self.loaded, kind)[what] = number
        if self.progress:
            self.progress(what, numbers["read"])


def commune_slugs(rows: list[CommuneRow], provinces: Mapping[str, Province], *, taken: set[str]) -> dict[str, str]:
    """ "tan-cuong" where the name is the only one in the country, else "thai-nguyen-dong-hy".

    Two names that differ in accents only, within one province, carry the kind or at last the code.
    """
    plain = {row.code: slugify(plain_spelling(row.name)) for row in rows}
    how_many = Counter(plain.values())
    used = {province.slug for province in provinces.values()} | taken
    slugs: dict[str, str] = {}
    for row in rows:
        longer = f"{provinces[row.province_code].slug}-{plain[row.code]}"
        choices = [plain[row.code]] if how_many[plain[row.code]] == 1 else []
        choices += [longer, f"{longer}-{row.kind.replace('_', '-')}", f"{longer}-{row.code}"]
        slugs[row.code] = next(slug for slug in choices if slug not in used)
        used.add(slugs[row.code])
    return slugs


def batches(values: Iterable[int]) -> Iterable[list[int]]:
    """Sorted, in pieces that a database takes as parameters of one statement."""
    ordered = sorted(values)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
