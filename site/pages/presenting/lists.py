"""One page of a maker's or a village's products."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PRODUCTS_A_PAGE = 24


def products_page(products: QuerySet, number: str | None, *, count: int | None = None) -> Page:
    """One page of the products, read; the last one for a number beyond it. `count` where it is known already."""
    paginator = Paginator(products, PRODUCTS_A_PAGE)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(number)
    page.object_list = list(page.object_list)
    return page


def is_lean(cards: Collection[Mapping[str, Any]]) -> bool:
    """Hardly anything has a photo: the drawings shrink, the words take the room."""
    return sum(1 for card in cards if card.get("photo")) * 3 < len(cards)
