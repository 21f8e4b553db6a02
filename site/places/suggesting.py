"""Finding a commune by what someone types: its name of today, or what it or its district was called.

At most three queries, whatever is typed; nothing is held in memory, so a form costs little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from common import text

from .labels import full_label
from .models import Commune, FormerUnit
from .parts import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Part, ways_to_split

MOST_SUGGESTIONS = 10
SHORTEST = 2
LONGEST = 120
# Names as common as "Tân Lập" have some tens of bearers; beyond this the typing has to go on.
MOST_READ = 60
# Ranks: today's name (0 as written, 1 but for the accents), an old name (2, 3), from 4 only beginnings.
BEGINNING = 4


@dataclass(frozen=True)
class Suggestion:
    """A commune of today, why it is offered, and how well it fits (a lower rank is better)."""

    commune: Commune
    rank: int
    note: str = ""

    @property
    def label(self) -> str:
        return full_label(self.commune)


def find_communes(typed: str, *, limit: int = MOST_SUGGESTIONS) -> list[Suggestion]:
    """Communes of today that fit, the best first: "dong hy", "xã Đồng Hỷ, Thái Nguyên", "Minh Lập".

    After a comma the district of old or the province narrows the choice.
    """
    parts = next(ways_to_split(str(typed)[:LONGEST]), [])
    if not parts or len(text.key(parts[0].name)) < SHORTEST:
        return []
    found = [*_of_today(parts[0], parts[1:]), *_of_old(parts[0], parts[1:])]
    best: dict[int, Suggestion] = {}
    for suggestion in sorted(found, key=lambda one: (one.rank, one.commune.sort_key, one.commune.pk)):
        best.setdefault(suggestion.commune.pk, suggestion)
    return list(best.values())[:limit]


def _of_today(part: Part, around: list[Part]) -> Iterable[Suggestion]:
    communes = Commune.objects.filter(_begins(part, COMMUNE_KINDS)).select_related("province")
    for place in around:
        keys = _keys(place, PROVINCE_KINDS)
        communes = communes.filter(_any("province__name_key__startswith", keys))
    for commune in communes[:MOST_READ]:
        yield Suggestion(commune, rank=_rank(part, commune.name_vi, commune.name_key, commune.kind_word))


def _of_old(part: Part, around: list[Part]) -> Iterable[Suggestion]:
    units = FormerUnit.objects.filter(_begins(part, COMMUNE_KINDS | DISTRICT_KINDS)).exclude(level="province")
    for place in around:
        keys = _keys(place, PROVINCE_KINDS | DISTRICT_KINDS)
        units = units.filter(
            _any("parent__name_key__startswith", keys)
            | _any("parent__parent__name_key__startswith", keys)
            | _any("current_province__name_key__startswith", keys)
        )
    today = Prefetch("current_communes", Commune.objects.select_related("province"))
    for unit in units.select_related("parent").prefetch_related(today)[:MOST_READ]:
        rank = 2 + _rank(part, unit.name_vi, unit.name_key, unit.kind)
        for commune in unit.current_communes.all():
            yield Suggestion(commune, rank=rank, note=_note(unit))


def _note(unit: FormerUnit) -> str:
    """ "trước đây thuộc huyện Đồng Hỷ", "trước đây là xã Minh Lập, huyện Đồng Hỷ"."""
    if unit.level == FormerUnit.Level.DISTRICT or unit.parent is None:
        return _("trước đây thuộc %(unit)s") % {"unit": unit.full_name}
    return _("trước đây là %(unit)s, %(district)s") % {
        "unit": unit.full_name,
        "district": unit.parent.full_name,
    }


def _rank(part: Part, name: str, name_key: str, kind: str) -> int:
    """0: this very name; 1: but for the accents; a name of another kind or its beginning is only offered."""
    for reading in part.readings:
        if text.key(reading.name) == name_key and reading.kind in ("", kind):
            return 0 if text.exact(reading.name) == text.exact(name) else 1
    return BEGINNING


def _keys(part: Part, kinds: frozenset[str]) -> list[str]:
    return [text.key(reading.name) for reading in part.readings if not reading.kind or reading.kind in kinds]


def _begins(part: Part, kinds: frozenset[str]) -> Q:
    """Names of today or older ones; a name that was joined in typing is looked for among the other keys."""
    keys = _keys(part, kinds)
    others = _any("other_keys__contains", [f"|{key.replace(' ', '')}|" for key in keys])
    return _any("name_key__startswith", keys) | others


def _any(lookup: str, values: list[str]) -> Q:
    """Any of the values; nothing at all where there is none."""
    query = Q(pk__in=[])
    for value in values:
        query |= Q(**{lookup: value})
    return query


def choose(typed: str) -> tuple[Commune | None, list[Suggestion]]:
    """The one commune that a text names, or what it may mean.

    Chosen are, in this order: today's only bearer of this very name; with no accent typed, today's only
    bearer of the name; with none today, the only place that was once called so. A beginning of a name is
    never enough.
    """
    found = find_communes(typed, limit=MOST_READ)
    ranks = [suggestion.rank for suggestion in found]
    best = ranks[0] if ranks else BEGINNING
    plainly_typed = text.fold(typed) == text.normalise(typed).lower()
    clear = best < BEGINNING and ranks.count(best) == 1 and (best % 2 == 0 or plainly_typed)
    return (found[0].commune if clear else None), found


def nearest_names(typed: str) -> list[str]:
    """Up to three communes whose names look like what was typed (one query)."""
    part = next(iter(next(ways_to_split(typed[:LONGEST]), [])), None)
    if part is None:
        return []
    known = {key: pk for pk, key in Commune.objects.order_by("-pk").values_list("pk", "name_key")}
    keys = get_close_matches(text.key(part.name), known, n=3, cutoff=0.6)
    communes = Commune.objects.select_related("province").in_bulk([known[key] for key in keys])
    return [full_label(communes[known[key]]) for key in keys]
