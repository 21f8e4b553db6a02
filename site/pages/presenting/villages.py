"""What the page of a craft village shows."""

from typing import Any

from producers.heads import village_head
from producers.models import CraftVillage, Producer
from products.models import Product
from products.presenting.cards import best_award_first, product_card, with_card_parts

from .lists import products_page


def village_page(village: CraftVillage, *, number: str | None = None) -> dict[str, Any]:
    """The village with its producers and what they make, the best award first."""
    producers = Producer.objects.published().filter(craft_village=village).for_cards()
    made_here = best_award_first(Product.objects.published().filter(producer__craft_village=village))
    page = products_page(with_card_parts(made_here), number)
    return {
        "village": village,
        "head": village_head(village, page),
        "producers": producers,
        "page": page,
        "cards": [product_card(product) for product in page.object_list],
    }
