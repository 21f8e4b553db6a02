"""What the inquiry's pages show about the thing asked about."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from producers.models import Producer
from products.models import Product
from products.presenting.cards import maker_name, shown_standing


@dataclass(frozen=True)
class SubjectCard:
    """The product or producer beside the form."""

    name: str
    address: str
    maker: str
    motif: str
    seed: int
    standing: Any


def recipient_of(producer: Producer | None) -> str:
    """Who is named in the consent: the producer, or the centre where nobody knows the maker."""
    return producer.name if producer else _("Trung tâm Khuyến công (trung tâm sẽ tìm cơ sở làm ra sản phẩm này)")


def subject_card(product: Product | None, producer: Producer | None) -> SubjectCard:
    if product is not None:
        standing = shown_standing(product.standings.best_first())
        maker = maker_name(product, standing)
        return SubjectCard(product.name, product.get_absolute_url(), maker, product.motif, product.pk, standing)
    if producer is None:
        raise ValueError("an inquiry is about a product or a producer")
    return SubjectCard(producer.name, producer.get_absolute_url(), "", "khac", producer.pk, None)
