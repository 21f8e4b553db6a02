"""Who shows what in which booth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, When

from common.languages import name_words
from common.paging import Stretch, stretch_of
from fairs.models import Exhibitor, FairEdition
from products.models import Product

EXHIBITORS_A_PAGE = 100


@dataclass(frozen=True)
class ShownProduct:
    """A product brought along that the public may see."""

    name: str
    href: str


@dataclass(frozen=True)
class ShownExhibitor:
    """An exhibitor; `href` only while its own page is public."""

    number: int
    name: str
    href: str
    booth: str
    products: list[ShownProduct]


@dataclass(frozen=True)
class Zone:
    """Exhibitors that stand together; without a name where the list names no zone."""

    name: str
    exhibitors: list[ShownExhibitor]


def exhibitors_page(edition: FairEdition, asked: Mapping[str, str]) -> tuple[Stretch, list[Zone]]:
    """A page of exhibitors under their zones, in the fair's own order of zones, then of booths.

    Zones that the fair does not list follow by name; none of a draft never saved.
    """
    shown = Product.objects.published().only("slug", "name_vi", "name_en", "live", "archived_at", "merged_into")
    rows: Any = []
    if edition.pk:
        brought = Prefetch("products", shown.order_by("sort_key", "pk"))
        rows = (
            edition.exhibitors.select_related("producer")
            .prefetch_related(brought)
            .order_by(*_zones_in_order(edition), "zone_name", "sort_order", "booth_number", "pk")
        )
    stretch = stretch_of(rows, asked, rows_a_page=EXHIBITORS_A_PAGE)
    return stretch, _by_zone(enumerate(stretch.rows, start=max(stretch.first, 1)))


def _zones_in_order(edition: FairEdition) -> list[Case]:
    """By the zone's place in the fair's list; nothing of a fair that lists none, by which no database could sort."""
    listed = [zone.name_vi for zone in edition.zones.all()]
    places = [When(zone_name=name, then=place) for place, name in enumerate(listed)]
    return [Case(*places, default=len(listed), output_field=IntegerField())] if listed else []


def _by_zone(numbered: Iterable[tuple[int, Exhibitor]]) -> list[Zone]:
    zones: list[Zone] = []
    for number, exhibitor in numbered:
        if not zones or zones[-1].name != exhibitor.zone_name:
            zones.append(Zone(exhibitor.zone_name, []))
        zones[-1].exhibitors.append(_shown(number, exhibitor))
    return zones


def _shown(number: int, exhibitor: Exhibitor) -> ShownExhibitor:
    """A producer's present name only while it is public; else the name that the fair's list gave."""
    producer = exhibitor.producer if exhibitor.producer and exhibitor.producer.is_public else None
    return ShownExhibitor(
        number=number,
        name=producer.name if producer else exhibitor.name,
        href=producer.get_absolute_url() if producer else "",
        booth=exhibitor.booth_number,
        products=[
            ShownProduct(name_words(product), product.get_absolute_url()) for product in exhibitor.products.all()
        ],
    )
