"""What the inquiry's pages show about the thing asked about."""

from typing import Any

from django.utils.translation import gettext as _

from producers.models import Producer
from producers.presenting import place_words
from products.models import Product
from products.presenting.cards import product_card, with_card_parts


def recipient_of(producer: Producer | None) -> str:
    """Who is named in the consent: the producer, or the centre where nobody knows the maker."""
    return producer.name if producer else _("Trung tâm Khuyến công (trung tâm sẽ tìm cơ sở làm ra sản phẩm này)")


def centre_that_seeks() -> str:
    """Who is named in the consent where the centre is asked to find something: nobody else may be told of it."""
    return _("Trung tâm Khuyến công (trung tâm tìm giúp và trả lời bạn)")


def subject_card(product: Product | None, producer: Producer | None) -> dict[str, Any]:
    """The card beside the form: the product's as in every list, or the producer's."""
    if product is not None:
        return product_card(with_card_parts(Product.objects.filter(pk=product.pk)).get())
    if producer is None:
        raise ValueError("an inquiry is about a product or a producer")
    return {
        "href": producer.get_absolute_url(),
        "name": producer.name,
        "place": place_words(producer),
        "motif": "khac",
        "seed": producer.pk,
        "is_example": producer.is_example,
    }
