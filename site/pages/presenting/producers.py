"""What the page of a producer and the list of producers show."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from common.addresses import public_address
from common.renditions import GALLERY_SPECS, load_renditions, picture_of
from common.share_links import Share
from fairs.models import FairEdition
from places.maps import map_point
from places.models import Province
from producers.heads import producer_head
from producers.models import Producer, ProducerPhoto
from producers.presenting import address_words, place_words, register_facts, response_words
from products.models import AwardStanding, AwardState, Product
from products.presenting.cards import best_award_first, product_card, with_card_parts

from .lists import is_lean, products_page

LINES_OPEN = 12
"""Of the awards by year; later years are folded."""


def load_page_parts(producer: Producer) -> None:
    """Everything of a stored producer that its page shows, in a constant number of queries."""
    photos = ProducerPhoto.objects.select_related("photo")
    prefetch_related_objects([producer], Prefetch("photos", photos))


def producer_page(producer: Producer, *, number: str | None = None) -> dict[str, Any]:
    """Products with an award first, best level first; then those without. Contacts only by standing consent.

    `number` is the page asked for, of a producer with more products than one page holds. Of a producer that
    `published_producer_or_redirect` found and `load_page_parts` loaded, it takes seven further queries.
    """
    published = Product.objects.published()
    mine = published.filter(producer_id=producer.pk) if producer.pk else published.none()
    awards = MakersAwards.of(mine)
    cards_of = with_card_parts(best_award_first(mine), with_renditions=False)
    page = products_page(cards_of, number, count=getattr(producer, "product_count", None))
    photos = [item for item in producer.photos.all() if item.photo_id]
    load_renditions(photos, *(product.photos.all() for product in page.object_list))
    cards = [product_card(product, is_maker_told=False) for product in page.object_list]
    shown = {
        "producer": producer,
        "place": place_words(producer),
        "address": address_words(producer),
        "map_point": map_point(producer.commune, producer.province),
        "facts": register_facts(producer),
        "answers": response_words(producer),
        "channels": list(producer.channels.public()) if producer.pk else [],
        "photos": list(filter(None, (picture_of(item, GALLERY_SPECS) for item in photos))),
        "page": page,
        "is_lean": is_lean(cards),
        "awarded": [card for card in cards if card["level"]],
        "others": [card for card in cards if not card["level"]],
        "awarded_count": awards.awarded_count,
        "in_force": awards.in_force_count,
        "award_years": awards.years if awards.count > 1 and page.number == 1 else [],
        "award_count": awards.count,
        "verification": getattr(producer, "verification", None),
        "exhibits": coming_exhibits(producer) if producer.pk else [],
        "share": Share(public_address(producer.get_absolute_url()), producer.name) if producer.slug else None,
    }
    return {**shown, "head": producer_head(shown)}


@dataclass(frozen=True)
class YearOfAwards:
    """What a maker's products were awarded in one year (0: unknown), the highest level first."""

    year: int
    standings: list[AwardStanding]
    is_open: bool

    @property
    def label(self) -> str:
        return str(self.year) if self.year else _("Chưa rõ năm")


@dataclass(frozen=True)
class MakersAwards:
    """Every award of a maker's public products: one query, whatever their number."""

    standings: list[AwardStanding]

    @classmethod
    def of(cls, products: QuerySet[Product]) -> "MakersAwards":
        of_products = AwardStanding.objects.filter(product__in=products.order_by().values("pk"))
        in_order = F("year").desc(nulls_last=True), "-level_rank", "product__sort_key", "pk"
        return cls(list(of_products.select_related("product__category").order_by(*in_order)))

    @property
    def count(self) -> int:
        return len(self.standings)

    @property
    def awarded_count(self) -> int:
        """Products with an award that is neither revoked nor replaced."""
        return len({each.product_id for each in self.standings if each.is_mark_shown})

    @property
    def in_force_count(self) -> int:
        return len({each.product_id for each in self.standings if each.state == AwardState.IN_FORCE})

    @property
    def years(self) -> list[YearOfAwards]:
        """The newest first; as many stand open as stay short enough to read."""
        years, lines = [], 0
        for year, found in groupby(self.standings, key=lambda each: each.year or 0):
            standings = list(found)
            lines += len(standings)
            years.append(YearOfAwards(year, standings, is_open=lines <= LINES_OPEN))
        return years


def coming_exhibits(producer: Producer) -> QuerySet:
    """Fairs to come where the producer has a booth, unless they were called off."""
    coming = FairEdition.objects.published().upcoming().filter(cancelled_at=None).values("pk")
    return producer.exhibits.filter(edition__in=coming).select_related("edition")


def provinces_with_producers() -> QuerySet:
    """Provinces of today with `producer_count` published producers, in Vietnamese order."""
    published = Q(producers__live=True, producers__archived_at=None, producers__merged_into=None)
    counted = Province.objects.annotate(producer_count=Count("producers", filter=published))
    return counted.filter(producer_count__gt=0).order_by("sort_key")
