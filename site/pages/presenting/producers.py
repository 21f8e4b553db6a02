"""What the page of a producer and the list of producers show."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from common.renditions import GALLERY_SPECS, load_renditions, picture
from fairs.models import FairEdition
from places.models import Province
from producers.heads import producer_head
from producers.models import Producer, ProducerPhoto
from producers.presenting import address_words, place_words, register_facts
from products.models import Product
from products.presenting.cards import best_award_first, product_card, with_card_parts

from .lists import products_page


def load_page_parts(producer: Producer) -> None:
    """Everything of a stored producer that its page shows, in a constant number of queries."""
    photos = ProducerPhoto.objects.select_related("photo")
    prefetch_related_objects([producer], Prefetch("photos", photos))


def producer_page(producer: Producer, *, number: str | None = None) -> dict[str, Any]:
    """Products with an award first, best level first; then those without. Contacts only by standing consent.

    `number` is the page asked for, of a producer with more products than one page holds.
    """
    published = Product.objects.published()
    mine = best_award_first(published.filter(producer_id=producer.pk) if producer.pk else published.none())
    counted = mine.aggregate(
        every=Count("pk"),
        awarded=Count("pk", filter=Q(best_rank__isnull=False)),
        in_force=Count("pk", filter=Q(has_award_in_force=True)),
    )
    page = products_page(with_card_parts(mine, with_renditions=False), number, count=counted["every"])
    products = page.object_list
    shown = [item for item in producer.photos.all() if item.photo_id]
    load_renditions(shown, *(product.photos.all() for product in products))
    cards = [product_card(product, is_maker_told=False) for product in products]
    shown = {
        "producer": producer,
        "place": place_words(producer),
        "address": address_words(producer),
        "facts": register_facts(producer),
        "channels": list(producer.channels.public()) if producer.pk else [],
        "photos": [picture(item.photo, GALLERY_SPECS, alt=item.alt) for item in shown],
        "page": page,
        "awarded": [card for card in cards if card["level"]],
        "others": [card for card in cards if not card["level"]],
        "awarded_count": counted["awarded"],
        "in_force": counted["in_force"],
        "verification": getattr(producer, "verification", None),
        "exhibits": coming_exhibits(producer),
    }
    return {**shown, "head": producer_head(shown)}


def coming_exhibits(producer: Producer) -> QuerySet:
    """Fairs to come where the producer has a booth, unless they were called off."""
    coming = FairEdition.objects.published().upcoming().filter(cancelled_at=None).values("pk")
    return producer.exhibits.filter(edition__in=coming).select_related("edition")


def provinces_with_producers() -> QuerySet:
    """Provinces of today with `producer_count` published producers, in Vietnamese order."""
    published = Q(producers__live=True, producers__archived_at=None, producers__merged_into=None)
    counted = Province.objects.annotate(producer_count=Count("producers", filter=published))
    return counted.filter(producer_count__gt=0).order_by("sort_key")
