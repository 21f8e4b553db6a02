"""What the page of a craft village shows."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from common.addresses import public_address
from common.renditions import GALLERY_SPECS, load_renditions, picture
from common.share_links import Share
from places.maps import map_point
from producers.heads import village_head
from producers.models import CraftVillage, Producer
from producers.presenting import village_facts
from products.models import Product
from products.presenting.cards import best_award_first, product_card, with_card_parts

from .lists import is_lean, products_page

MAKERS_OPEN = 24
"""Further makers are folded away."""


def villages_with_makers() -> QuerySet[CraftVillage]:
    """Villages by name, each with `maker_count` published makers; two queries with the count."""
    published = Q(producers__live=True, producers__archived_at=None, producers__merged_into=None)
    counted = CraftVillage.objects.published().annotate(maker_count=Count("producers", filter=published))
    return counted.select_related("commune__province", "province").order_by("search_key", "pk")


def village_page(village: CraftVillage, *, number: str | None = None) -> dict[str, Any]:
    """The village with its producers and what they make, the best award first: seven queries."""
    makers = list(
        Producer.objects.published().filter(craft_village=village).with_product_counts().in_vietnamese_order()
    )
    made_here = Product.objects.published().filter(producer__in=[maker.pk for maker in makers])
    cards_of = with_card_parts(best_award_first(made_here), with_renditions=False)
    page = products_page(cards_of, number, count=sum(maker.product_count for maker in makers))
    load_renditions([village], *(product.photos.all() for product in page.object_list))
    cards = [product_card(product) for product in page.object_list]
    return {
        "village": village,
        "head": village_head(village, page),
        "facts": village_facts(village),
        "map_point": map_point(village.commune, village.province),
        "photo": picture(village.photo, GALLERY_SPECS, alt=""),
        "producers": makers[:MAKERS_OPEN],
        "more_producers": makers[MAKERS_OPEN:],
        "page": page,
        "cards": cards,
        "is_lean": is_lean(cards),
        "share": Share(public_address(village.get_absolute_url()), village.name),
    }
