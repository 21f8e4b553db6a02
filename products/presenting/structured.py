"""Products and the register as schema.org nodes: what is known and shown on the page, and never an offer.

An example product has no node: nothing that is invented is told to machines as a fact.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from common.addresses import public_address
from common.days import day
from common.languages import is_source
from common.structured import Node, fact, filled, language, publisher
from products.models import AwardState, Decision, Product

from .awards import AwardEntry

MOST_IMAGES = 4
PROGRAMME = "CNNT"


def product_node(page: Mapping[str, Any]) -> Node:
    """A Product from what its page shows: award in words, maker, facts; a price only where somebody asks for one."""
    product: Product = page["product"]
    address = public_address(product.get_absolute_url())
    maker = filled(
        {
            "@type": "Organization",
            "name": page["maker"],
            "url": public_address(page["producer"].get_absolute_url()) if page["producer"] else "",
        }
    )
    return filled(
        {
            "@type": "Product",
            "@id": f"{address}#san-pham",
            "url": address,
            "name": product.name,
            "alternateName": _other_names(product),
            "description": product.summary or product.in_words("use"),
            "image": _images(page["photos"]),
            "category": product.category.name if product.category else "",
            "manufacturer": maker if page["maker"] else None,
            "brand": {"@type": "Brand", "name": page["maker"]} if page["maker"] else None,
            "countryOfOrigin": {"@type": "Country", "name": "VN"},
            "award": [award_sentence(entry) for entry in page["entries"] if entry.standing.is_mark_shown],
            "identifier": [_code(entry) for entry in page["entries"] if entry.is_checked],
            "material": product.in_words("material"),
            "size": product.in_words("size"),
            "additionalProperty": _facts(page),
        }
    )


def _other_names(product: Product) -> list[str]:
    gloss = "" if is_source() or product.name_en else product.gloss
    names = [product.name_vi, product.name_en, gloss, *product.other_names.split(";")]
    return list(dict.fromkeys(name.strip() for name in names if name.strip() and name.strip() != product.name))


def _images(photos: Iterable[Any]) -> list[str]:
    return [public_address(photo.full or photo.src) for photo in photos][:MOST_IMAGES]


def _code(entry: AwardEntry) -> Node:
    return {**fact(_("Mã giấy công nhận"), entry.code), "url": public_address(entry.verify_href)}


def _facts(page: Mapping[str, Any]) -> list[Node]:
    """The buyer's facts without the price, which would be read as an offer."""
    price = _("Giá")
    return [fact(each["label"], str(each["value"])) for each in page["facts"] if each["label"] != price]


def award_sentence(entry: AwardEntry) -> str:
    """ "Sản phẩm CNNT tiêu biểu cấp quốc gia 2025, Quyết định 3116/QĐ-BCT, còn hiệu lực đến 31/12/2029"."""
    parts = [award_words(entry.title, entry.year)]
    if entry.decision_number:
        parts.append(_("Quyết định %(number)s") % {"number": entry.decision_number})
    return ", ".join(filter(None, [*parts, validity_words(entry.standing)]))


def award_words(title: str, year: int | None) -> str:
    """The award's whole name: programme, level and year as far as it is known."""
    level = title[:1].lower() + title[1:]
    if year is None:
        return _("Sản phẩm CNNT tiêu biểu %(level)s") % {"level": level}
    return _("Sản phẩm CNNT tiêu biểu %(level)s %(year)s") % {"level": level, "year": year}


def validity_words(standing: Any) -> str:
    """Until when it holds, or that it has lapsed; nothing where no source says."""
    if standing.state == AwardState.IN_FORCE:
        return _("còn hiệu lực đến %(day)s") % {"day": day(standing.valid_until)}
    if standing.state == AwardState.EXPIRED:
        return _("đã hết hiệu lực ngày %(day)s") % {"day": day(standing.valid_until)}
    return ""


def register_node(*, address: str, description: str, changed: datetime.datetime | None) -> Node:
    """The register as a Dataset, as it can be read on the site today.

    It names no licence and no file to load while the centre has decided on neither.
    """
    return filled(
        {
            "@type": "Dataset",
            "@id": f"{public_address(address)}#so-cong-nhan",
            "url": public_address(address),
            "name": _("Sổ công nhận sản phẩm công nghiệp nông thôn tiêu biểu"),
            "description": description,
            "inLanguage": language(),
            "creator": publisher(),
            "publisher": publisher(),
            "isAccessibleForFree": True,
            "keywords": [_("sản phẩm công nghiệp nông thôn tiêu biểu"), _("khuyến công"), PROGRAMME],
            "spatialCoverage": {"@type": "Country", "name": "Việt Nam"},
            "dateModified": changed,
        }
    )


def decision_node(decision: Decision, *, address: str, description: str) -> Node:
    """A decision as the document that it is: number, date, issuer and its place in the register."""
    return filled(
        {
            "@type": "CreativeWork",
            "@id": f"{public_address(address)}#quyet-dinh",
            "additionalType": "https://schema.org/Legislation",
            "url": public_address(address),
            "name": _("Quyết định %(number)s") % {"number": decision.number},
            "headline": decision.title,
            "description": description,
            "identifier": decision.number,
            "datePublished": decision.date,
            "author": {"@type": "GovernmentOrganization", "name": decision.issuer} if decision.issuer else None,
        }
    )
