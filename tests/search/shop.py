"""What a shop of products is made of, and what a page says of it."""

import datetime
import re
from html import unescape
from typing import Any

from places.models import Commune, Province
from products.models import Product, ProductCertificate
from search.engines import get_engine
from search.engines.base import Query
from search.plan.model import Plan
from tests.factories.products import AwardFactory, ProductFactory

YEAR_ROUND = list(range(1, 13))
BOX = re.compile(
    r'name="([\w-]+)" id="[^"]+" value="([^"]+)"( checked)?>'
    r'<label[^>]*>([^<]*)</label><span class="n">([\d.]+)'
)


def boxes(page: str, parameter: str) -> dict[str, tuple[str, int, bool]]:
    """The boxes of a facet: by value their label, count and whether they are ticked."""
    return {
        unescape(value): (unescape(label), int(count.replace(".", "")), bool(checked))
        for name, value, checked, label, count in BOX.findall(page)
        if name == parameter
    }


def labels(page: str, parameter: str) -> list[str]:
    return [label for label, _count, _checked in boxes(page, parameter).values()]


def total(page: str) -> int:
    found = re.search(r"<strong>(\d+) (?:sản phẩm|kết quả)</strong>", page)
    return int(found.group(1)) if found else 0


def names(page: str) -> list[str]:
    return re.findall(r'plate__name"><a [^>]*>(.*?)</a>', page)


def commune(name: str, province: Province, kind: str = "commune") -> Commune:
    number = Commune.objects.count()
    return Commune.objects.create(
        name_vi=name, province=province, kind=kind, code=f"{number:05}", slug=f"xa-{number}-{province.slug}"
    )


def awarded(name: str, **values: Any) -> Product:
    product = ProductFactory(name_vi=name, **values)
    AwardFactory(product=product, decision=None)
    return product


def paper(product: Product, kind: str, valid_until: datetime.date | None = None) -> ProductCertificate:
    return ProductCertificate.objects.create(product=product, kind=kind, valid_until=valid_until)


def counted(facet: str) -> dict[str, int]:
    """All products by a facet's values, as the index has them."""
    return dict(get_engine().run(Plan(), Query(facets=(facet,))).facets[facet])
