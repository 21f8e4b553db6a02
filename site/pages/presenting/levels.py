"""The award levels and their years as pages of their own: addresses, names, and what stands around a list."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from products.models import AwardLevel, AwardStanding, Decision
from search.browse import award_years

DATA = Path(__file__).resolve().parents[1] / "data" / "levels.toml"
HIGHEST_FIRST = tuple(reversed(AwardLevel))
UNKNOWN_YEAR = 0
"""In addresses and counts: what the source dates by no year."""

LEVEL_SLUGS: dict[str, str | Promise] = {
    AwardLevel.NATIONAL: pgettext_lazy("address", "cap-quoc-gia"),
    AwardLevel.REGION: pgettext_lazy("address", "cap-khu-vuc"),
    AwardLevel.PROVINCE: pgettext_lazy("address", "cap-tinh"),
    AwardLevel.DISTRICT: pgettext_lazy("address", "cap-huyen"),
    AwardLevel.COMMUNE: pgettext_lazy("address", "cap-xa"),
}


class LevelConverter:
    """An award level in addresses, by its word in the language of the address."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> str:
        for level, slug in LEVEL_SLUGS.items():
            if str(slug) == value:
                return str(AwardLevel(level))
        raise ValueError(value)

    def to_url(self, value: str) -> str:
        return str(LEVEL_SLUGS[AwardLevel(value)])


@dataclass(frozen=True)
class YearLink:
    """A list of one level and year: how many products stand in it, and where it is."""

    level: str
    year: int
    count: int

    @property
    def label(self) -> str:
        return str(self.year) if self.year else _("chưa rõ năm")

    @property
    def level_label(self) -> str:
        return str(AwardLevel(self.level).label)

    @property
    def url(self) -> str:
        return list_address(self.level, self.year)


@dataclass(frozen=True)
class LevelLink:
    """A level with its years, the newest first and what has no year last; a product may stand in several years."""

    level: str
    count: int
    years: tuple[YearLink, ...]

    @property
    def label(self) -> str:
        return str(AwardLevel(self.level).label)

    @property
    def url(self) -> str:
        return level_address(self.level)

    @property
    def about(self) -> str:
        return _spoken(_texts()["levels"][self.level])


@dataclass(frozen=True)
class Basis:
    """A decision that a list rests on, and how many of its products it names."""

    number: str
    href: str
    decision: Decision | None
    count: int


def level_address(level: str) -> str:
    return reverse("pages:awards_of_level", args=[level])


def list_address(level: str, year: int | None) -> str:
    if not year:
        return reverse("pages:awards_of_unknown_year", args=[level])
    return reverse("pages:awards_of_year", args=[level, year])


def list_title(level: str, year: int | None = None) -> str:
    """ "Sản phẩm CNNT tiêu biểu cấp quốc gia 2025"; without a year where none is given, said where it is unknown."""
    words = str(AwardLevel(level).label)
    title = _("Sản phẩm CNNT tiêu biểu %(level)s") % {"level": words[:1].lower() + words[1:]}
    if year is None:
        return title
    return f"{title} {year}" if year else _("%(title)s, chưa rõ năm") % {"title": title}


def rules() -> str:
    """Which circulars the selections follow."""
    return _spoken(_texts()["rules"])


def levels_with_years() -> list[LevelLink]:
    """Levels that have awards, the highest first, each with its years; every count is its link's."""
    found = award_years()
    return [
        LevelLink(level.value, found[level.value].total, _year_links(level.value, found[level.value].years))
        for level in HIGHEST_FIRST
        if found[level.value].total
    ]


def _year_links(level: str, years: dict[int, int]) -> tuple[YearLink, ...]:
    return tuple(YearLink(level, year, years[year]) for year in sorted(years, reverse=True))


def level_page(level: str) -> dict[str, Any]:
    """What stands above the list of a whole level."""
    levels = levels_with_years()
    own = next((each for each in levels if each.level == level), LevelLink(level, 0, ()))
    return {"own": own, "levels": levels, "rules": rules(), "title": list_title(level)}


def year_page(level: str, year: int) -> dict[str, Any] | None:
    """What stands around the list of one level and year; None where there is no such list. One query."""
    levels = levels_with_years()
    own = next((each for each in levels if each.level == level), None)
    same_level = own.years if own else ()
    here = next((each for each in same_level if each.year == year), None)
    if own is None or here is None:
        return None
    at = same_level.index(here)
    bases = bases_of(level, year)
    return {
        "own": own,
        "year": year,
        "title": list_title(level, year),
        "rules": rules(),
        "bases": [basis for basis in bases if basis.number],
        "without_number": sum(basis.count for basis in bases if not basis.number),
        "later": same_level[at - 1] if at else None,
        "earlier": same_level[at + 1] if at + 1 < len(same_level) else None,
        "other_levels": [each for other in levels for each in other.years if each.year == year and other is not own],
    }


def bases_of(level: str, year: int) -> list[Basis]:
    """The decisions that recognised what the list shows, by date; what no decision is known of under no number."""
    released = Q(decision=None) | Q(decision__released_at__isnull=False)
    public = Q(product__live=True, product__archived_at=None, product__merged_into=None)
    standings = AwardStanding.objects.marked().filter(released, public, level=level, year=year or None)
    columns = ("decision__number", "decision__slug", "decision__date", "decision__issuer")
    counted = standings.order_by().values("decision_id", *columns).annotate(count=Count("product", distinct=True))
    bases = [_basis(row) for row in counted]
    return sorted(bases, key=lambda basis: (str(basis.decision.date or "9999") if basis.decision else "", basis.number))


def _basis(row: dict[str, Any]) -> Basis:
    if row["decision_id"] is None:
        return Basis("", "", None, row["count"])
    own = {name: row[f"decision__{name}"] for name in ("number", "slug", "date", "issuer")}
    decision = Decision(pk=row["decision_id"], **own)
    return Basis(decision.number, decision.get_absolute_url(), decision, row["count"])


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def _spoken(texts: dict[str, str]) -> str:
    return texts.get((get_language() or "")[:2]) or texts[settings.LANGUAGE_CODE]
