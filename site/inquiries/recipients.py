"""Who is asked about a list of products: each public maker once, and the centre for each product without one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from producers.models import Producer
from products.models import Product

from .presenting import recipient_of

MOST_RECIPIENTS = 10


@dataclass(frozen=True)
class Recipient:
    """One inquiry to be: to a producer about all of its products in the list, or to the centre about one product.

    The centre gets a question for each product, since each may be passed on to another maker.
    """

    producer: Producer | None
    products: tuple[Product, ...]

    @property
    def key(self) -> str:
        """What the form calls it."""
        return f"co-so-{self.producer.pk}" if self.producer else f"trung-tam-{self.products[0].pk}"

    @property
    def name(self) -> str:
        """Who is named in the consent; the centre with the product that it finds the maker of."""
        words = recipient_of(self.producer)
        return words if self.producer else f"{words}: {self.products[0].name}"


def recipients_of(products: Iterable[Product]) -> list[Recipient]:
    """The recipients in the order in which their first product was chosen; products come with `for_cards`."""
    together: dict[tuple[str, int], list[Product]] = {}
    for product in products:
        is_known = product.producer is not None and product.producer.is_public
        key = ("producer", product.producer_id) if is_known else ("centre", product.pk)
        together.setdefault(key, []).append(product)
    return [
        Recipient(found[0].producer if kind == "producer" else None, tuple(found))
        for (kind, _number), found in together.items()
    ]


def names_of(recipients: Sequence[Recipient]) -> str:
    """All of them as the consent names them."""
    return "; ".join(recipient.name for recipient in recipients)
