"""What facet values are called in the reader's language, and which names in a query mean one.

One database query each for places, categories, communes and tags, where a page needs them and nothing kept holds.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.db.models import Value
from django.utils.translation import gettext as _

from common import text
from common.kept import kept_in_process
from common.languages import in_language
from places.models import FormerUnit, Province, Region
from places.names import spelled
from products.models import AwardLevel, Category, CertificateKind

from . import kinds
from .facets import (
    AWARDED,
    CATEGORY,
    CERTIFICATE,
    COMMUNE,
    DECISION,
    FORMER_PROVINCE,
    KIND,
    LEVEL,
    PRICE,
    PROVINCE,
    REGION,
    SUPPLY,
    TAG,
    VILLAGE,
    YEAR,
)
from .naming import CommuneRow, TagRow, load_communes, load_tags
from .plan.structured import Vocabulary
from .price_bands import KEYS, band_label

UNBOUNDED = 10_000
LISTED = {LEVEL.name: AwardLevel, REGION.name: Region, CERTIFICATE.name: CertificateKind}
"""Facets whose values are those of a field."""
KNOWN_VALUES: dict[str, Sequence[str]] = {
    **{facet: choices.values for facet, choices in LISTED.items()},
    PRICE.name: KEYS,
}


class PlaceRow(NamedTuple):
    """A province of today, or a former one with the slug of the province it is part of now."""

    facet: str
    value: str
    name_vi: str
    other_keys: str
    sort_key: str
    now: str

    @property
    def name(self) -> str:
        return spelled(self.name_vi)


def load_places() -> tuple[PlaceRow, ...]:
    """Provinces of today first, then former ones; one query."""
    columns = ("name_vi", "other_keys", "sort_key")
    current = Province.objects.current().order_by().values_list(Value(PROVINCE.name), "slug", *columns, Value(""))
    former = (
        FormerUnit.objects.provinces()
        .order_by()
        .values_list(Value(FORMER_PROVINCE.name), "code", *columns, "current_province__slug")
    )
    rows = sorted(PlaceRow(*row[:5], row[5] or "") for row in current.union(former, all=True))
    return tuple(sorted(rows, key=lambda row: (row.facet != PROVINCE.name, row.sort_key, row.value)))


def load_categories() -> tuple[Category, ...]:
    """Every category that is not archived; one query."""
    return tuple(Category.objects.published())


@dataclass(frozen=True)
class Node:
    """A category and how it hangs in the tree."""

    category: Category
    depth: int
    ancestors: tuple[str, ...]

    @property
    def label(self) -> str:
        return in_language(self.category, "name")


class Names:
    """Labels of facet values for one page; what was never asked for is never loaded."""

    @cached_property
    def places(self) -> tuple[PlaceRow, ...]:
        return kept_in_process("search-names-places", load_places)

    @cached_property
    def place_by_value(self) -> dict[tuple[str, str], PlaceRow]:
        return {(row.facet, row.value): row for row in self.places}

    @cached_property
    def categories(self) -> dict[str, Node]:
        """By slug, in the order of the tree: every node before those below it."""
        below: dict[int | None, list[Category]] = {}
        for category in kept_in_process("search-names-categories", load_categories):
            below.setdefault(category.parent_id, []).append(category)
        return {node.category.slug: node for node in _walk(below, None, 0, ())}

    @cached_property
    def communes(self) -> dict[str, CommuneRow]:
        return kept_in_process("search-names-communes", load_communes)

    @cached_property
    def tags(self) -> dict[str, TagRow]:
        return kept_in_process("search-names-tags", load_tags)

    def _many(self, facet: str) -> Mapping[str, CommuneRow | TagRow]:
        """The names of such a facet by value; of any other nothing, and nothing is asked."""
        if facet == COMMUNE.name:
            return self.communes
        return self.tags if facet == TAG.name else {}

    @property
    def vocabulary(self) -> Vocabulary:
        rows = tuple((node.category.name_vi, node.category.words, slug) for slug, node in self.categories.items())
        return _vocabulary(self.places, rows)

    def is_known(self, facet: str, value: str) -> bool:
        """Whether the value can be chosen at all; anybody can write anything into an address."""
        if facet in (PROVINCE.name, FORMER_PROVINCE.name):
            return (facet, value) in self.place_by_value
        if facet == CATEGORY.name:
            return value in self.categories
        if facet in (COMMUNE.name, TAG.name):
            return value in self._many(facet)
        if facet == YEAR.name:
            return value.isascii() and value.isdigit() and len(value) == 4
        return value in KNOWN_VALUES.get(facet, (value,))

    def label(self, facet: str, value: str) -> str:
        """A value in words; the value itself where it has no other name."""
        if facet in (PROVINCE.name, FORMER_PROVINCE.name):
            return self._place_label(facet, value)
        if facet == CATEGORY.name:
            return self.categories[value].label if value in self.categories else value
        if value in (many := self._many(facet)):
            return many[value].label
        return _fixed_label(facet, value)

    def commune_and_province(self, value: str) -> str:
        """A commune where its province is not plain: many a name is that of several."""
        commune = self.communes[value]
        return f"{commune.label}, {self.label(PROVINCE.name, commune.province)}"

    def _place_label(self, facet: str, value: str) -> str:
        place = self.place_by_value.get((facet, value))
        if place is None:
            return value
        now = self.place_by_value.get((PROVINCE.name, place.now))
        if now is None:
            return place.name
        return _("%(former)s (nay thuộc %(now)s)") % {"former": place.name, "now": now.name}

    def order(self, facet: str, value: str, count: int) -> tuple:
        """Where a value stands in its facet: levels from the highest, years from the latest, places by count."""
        if facet == LEVEL.name and value in AwardLevel.values:
            return (-AwardLevel(value).rank,)
        if facet == YEAR.name:
            return (-int(value),)
        if facet == CATEGORY.name:
            slugs = list(self.categories)
            return (slugs.index(value) if value in slugs else UNBOUNDED,)
        if facet in (REGION.name, PRICE.name) and value in KNOWN_VALUES[facet]:
            return (KNOWN_VALUES[facet].index(value),)
        if value in (many := self._many(facet)):
            return (-count, many[value].sort_key)
        if facet == KIND.name:
            kind = kinds.get(value)
            return (kind.order if kind else UNBOUNDED, value)
        return (-count, text.sort_key(self.label(facet, value)))


def _walk(below: dict[int | None, list[Category]], parent: int | None, depth: int, ancestors: tuple[str, ...]):
    for category in below.get(parent, ()):
        yield Node(category, depth, ancestors)
        yield from _walk(below, category.pk, depth + 1, (*ancestors, category.slug))


def _fixed_label(facet: str, value: str) -> str:
    if facet in LISTED and value in LISTED[facet].values:
        return str(LISTED[facet](value).label)
    if facet == KIND.name and (kind := kinds.get(value)):
        return str(kind.label)
    if facet == PRICE.name:
        return band_label(value)
    if facet == AWARDED.name:
        return _("Đã được công nhận") if value == "yes" else _("Chưa được công nhận")
    said = {
        SUPPLY.name: _("Có hàng tháng này"),
        YEAR.name: _("Năm %(year)s"),
        DECISION.name: _("Quyết định %(number)s"),
        VILLAGE.name: _("Làng nghề: %(village)s"),
    }
    return said[facet] % {"year": value, "number": value, "village": value} if facet in said else value


K_AS_C = re.compile(r"k(?=[aàáảãạăằắẳẵặâầấẩẫậoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữự]|\b)")
SAID = {"Hồ Chí Minh": ("Sài Gòn",)}
"""What a place is called though no paper ever called it so."""


def other_spellings(name: str) -> tuple[str, ...]:
    """How a place's name is also written: "Bắc Kạn" and "Đắk Lắk" with c, as Vietnamese spells that sound."""
    with_c = K_AS_C.sub("c", text.exact(name))
    return (*((with_c,) if with_c != text.exact(name) else ()), *SAID.get(name, ()))


@lru_cache(maxsize=4)
def _vocabulary(places: tuple[PlaceRow, ...], categories: Iterable[tuple[str, str, str]]) -> Vocabulary:
    names = []
    for place in places:
        others = (*other_spellings(place.name_vi), *(key for key in place.other_keys.split("|") if key))
        names += [(name, place.facet, place.value) for name in (place.name_vi, *others)]
    meant = []
    for name_vi, words, slug in categories:
        for name in (*name_vi.replace(",", ";").split(";"), *words.split(",")):
            if name.strip():
                meant.append((name, CATEGORY.name, slug))
    return Vocabulary.of(names, meant)
