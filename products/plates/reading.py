"""What a list takes from the stored plates."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language

from common import marking
from products.models import Product

from .models import ChangedPlate, StoredPlate
from .version import version


def stored_plates(
    products: Collection[int], *, narrowed: bool = False, words: Collection[str] = ()
) -> dict[int, dict[str, Any]]:
    """Plates of those of these products that are public now and whose plate still holds: one query.

    Each as lists take it: the card's `markup` with the words marked, and of its parts `href`, `is_example`, whether it
    has a `photo`, and the `texts` in which words are marked.
    `narrowed`: in a list that is narrowed by level or year, which shows an award of those.
    """
    public = Product.objects.published().filter(pk__in=products).values("pk")
    plates = holding(get_language() or "").filter(product_id__in=public)
    if narrowed:
        plates = plates.filter(whatever_narrowed=True)
    return {
        product: {
            "markup": marking.marked(markup, words),
            "texts": marking.texts_in(markup) if words else [],
            "href": href,
            "is_example": is_example,
            "photo": has_photo,
        }
        for product, markup, href, is_example, has_photo in plates.values_list(
            "product_id", "markup", "href", "is_example", "has_photo"
        )
    }


def holding(language: str):
    """Plates of this release that nothing has changed and no midnight has ended."""
    changed = ChangedPlate.objects.filter(Q(product_id=OuterRef("product_id")) | Q(product_id=0))
    in_time = Q(last_day=None) | Q(last_day__gte=timezone.localdate())
    return StoredPlate.objects.filter(in_time, ~Exists(changed), language=language, version=version())
