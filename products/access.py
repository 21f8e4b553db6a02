"""The one way to a product from an address or a person: strangers get 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from common.errors import Gone
from common.loading import published_or_moved
from producers.access import producers_of

from .models import AwardStanding, Product, ProductQuerySet

ADDRESS_KIND = "product"


def published_product_or_redirect(slug: str) -> tuple[Product | None, str]:
    """The published product at `slug`, or None and the slug that it moved to. Http404 where there is neither.

    A withdrawn product is `Gone`; what the register says of its awards stays public, and is named.
    """
    try:
        return published_or_moved(Product.objects.published().for_page(), slug, kind=ADDRESS_KIND)
    except Gone as gone:
        standings = AwardStanding.objects.filter(product=gone.record_id).select_related("award").best_first()
        ways = [(str(standing), standing.award.get_absolute_url()) for standing in standings]
        raise Gone(gone.record_id, ways=ways) from gone


def products_of(user: Any) -> ProductQuerySet:
    """The products that this person may edit: those of the producers that they may edit for."""
    return Product.objects.filter(producer__in=producers_of(user), archived_at=None, merged_into=None)


def product_for_editing(user: Any, slug: str) -> Product:
    """The product at `slug` that this person may edit, published or not. Http404 for everybody else."""
    return get_object_or_404(products_of(user), slug=slug)
