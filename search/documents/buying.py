"""What a buyer narrows products by, as it stands on one day: price, papers, goods of the month, tags."""

import datetime

from products.models import CertificateKind, Product

from ..price_bands import bands_of

SAID_BY_NO_KIND = CertificateKind.OTHER
"""Papers of no kind in particular, which nobody looks for."""


def buying_facets(product: Product, today: datetime.date) -> dict[str, tuple[str, ...]]:
    """Values by facet. Reads tags, certificates and the producer, which must be loaded."""
    in_force = (paper.kind for paper in product.certificates.all() if not paper.has_lapsed_on(today))
    return {
        "tag": tuple(tag.slug for tag in product.tags.all() if tag.slug),
        "price": bands_of(product.price_kind, product.price_least, product.price_most),
        "certificate": tuple(dict.fromkeys(kind for kind in in_force if kind != SAID_BY_NO_KIND)),
        "supply": ("yes",) if has_goods_in(product, today.month) else (),
    }


def has_goods_in(product: Product, month: int) -> bool:
    """Whether a public maker says that there are goods in this month of the year; who says nothing, promises nothing.

    What it makes a month and how soon it delivers are words and days that no month turns, so they decide nothing.
    """
    producer = product.producer
    return producer is not None and producer.is_public and month in (product.available_months or ())
