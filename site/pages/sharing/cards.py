"""What the picture of each kind of page says. One loader a kind: what is not public has no picture."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from common.days import day
from common.drawings.brand import HEADER_COLOURS
from common.drawings.share import ShareCard
from common.models import Photo, SiteIdentity
from common.templatetags.site_tags import award_words
from fairs.models import FairEdition
from fairs.presenting import when
from producers.models import CraftVillage, Producer
from producers.presenting import place_words
from products.models import AwardStanding, Decision, Product
from products.presenting.cards import product_card, with_card_parts

from ..models import ArticlePage

logger = logging.getLogger(__name__)
WIDEST_PHOTO = 1000
"""Pixels: enough for the picture's own place, and small to decode."""


def card_of(kind: str, slug: str, identity: SiteIdentity) -> ShareCard:
    """The card of a public record; Http404 for an unknown kind, a stranger or a draft."""
    words_of = CARDS.get(kind)
    if words_of is None:
        raise Http404(kind)
    colour, _dark = HEADER_COLOURS.get(identity.header_colour, HEADER_COLOURS["lacquer"])
    return ShareCard(site=identity.name, ground=colour, **words_of(slug))


def _product(slug: str) -> dict[str, Any]:
    product = get_object_or_404(with_card_parts(Product.objects.published()), slug=slug)
    card = product_card(product)
    return {
        "name": card["name"],
        "award": award_words(card["level"], card["year"], card["state"]) if card["level"] else "",
        "level": card["level"],
        "state": card["state"] or "in_force",
        "beneath": _joined(card["maker"], card["place"]),
        "motif": card["motif"],
        "seed": product.pk,
        "photo": _first_photo(item.photo for item in product.photos.all()),
    }


def _producer(slug: str) -> dict[str, Any]:
    producer = get_object_or_404(Producer.objects.published().for_cards(), slug=slug)
    awarded = AwardStanding.objects.marked().filter(product__in=Product.objects.published().filter(producer=producer))
    count = awarded.values("product").distinct().count()
    photos = producer.photos.select_related("photo").prefetch_related("photo__renditions")
    return {
        "name": producer.name,
        "award": _awarded_products(count) if count else "",
        "beneath": place_words(producer),
        "seed": producer.pk,
        "photo": _first_photo(item.photo for item in photos),
    }


def _village(slug: str) -> dict[str, Any]:
    villages = CraftVillage.objects.published().select_related("photo", "commune__province", "province")
    village = get_object_or_404(villages, slug=slug)
    place = village.commune or village.province
    return {
        "name": village.name,
        "award": _("Làng nghề"),
        "beneath": place.full_name if place else "",
        "seed": village.pk,
        "photo": _first_photo([village.photo]),
    }


def _fair(slug: str) -> dict[str, Any]:
    fair = get_object_or_404(FairEdition.objects.published().for_cards(), slug=slug)
    place = fair.province.name if fair.province else ""
    return {"name": fair.name, "award": when(fair), "beneath": _joined(fair.venue, place), "seed": fair.pk}


def _decision(slug: str) -> dict[str, Any]:
    decision = get_object_or_404(Decision.objects.released(), slug=slug)
    standings = AwardStanding.objects.filter(decision=decision)
    highest = standings.best_first().first()
    signed = _("ký ngày %(day)s") % {"day": day(decision.date)} if decision.date else ""
    return {
        "name": _awarded_products(standings.count()),
        "award": _("Quyết định %(number)s") % {"number": decision.number},
        "level": highest.level if highest else "",
        "beneath": _joined(decision.issuer, signed),
        "seed": decision.pk,
    }


def _article(key: str) -> dict[str, Any]:
    """Articles are named by their number: a slug is unique under one parent only."""
    articles = ArticlePage.objects.live().public().filter(locale__language_code=get_language())
    article = get_object_or_404(articles, pk=key) if key.isdecimal() else None
    if article is None:
        raise Http404(key)
    return {"name": article.title, "award": day(article.date) if article.date else "", "seed": article.pk}


def _site(_slug: str) -> dict[str, Any]:
    return {"name": _("Sản phẩm công nghiệp nông thôn tiêu biểu"), "award": _("Giấy công nhận kiểm tra được")}


CARDS: dict[str, Callable[[str], dict[str, Any]]] = {
    "product": _product,
    "producer": _producer,
    "village": _village,
    "fair": _fair,
    "decision": _decision,
    "article": _article,
    "site": _site,
}


def _awarded_products(count: int) -> str:
    words = ngettext("%(count)s sản phẩm được công nhận", "%(count)s sản phẩm được công nhận", count)
    return words % {"count": count}


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _first_photo(photos: Iterable[Photo | None]) -> bytes:
    """The bytes of the first photo that has a size made and a file that is there; empty without one."""
    for photo in photos:
        made = [size for size in photo.renditions.all() if size.width <= WIDEST_PHOTO] if photo else []
        readable = [size for size in made if size.file.name.endswith((".jpg", ".jpeg", ".png"))]
        if readable:
            largest = max(readable, key=lambda size: size.width)
            try:
                with largest.file.open("rb") as opened:
                    return opened.read()
            except OSError as error:
                logger.warning("The size %s of photo %s is not in the storage: %s", largest.pk, largest.image_id, error)
    return b""
