"""What the product's page shows of the product itself and of its maker."""

from typing import Any

from django.db.models import prefetch_related_objects

from common.renditions import CARD_SPECS, GALLERY_SPECS, picture_of
from producers.models import Producer
from producers.presenting import response_words
from products.models import AwardStanding, AwardStandingQuerySet, Product

from . import awards, facts
from .cards import maker_name, shown_standing
from .places import maker_place, with_places


def product_page(product: Product, standings: list[AwardStanding]) -> dict[str, Any]:
    """The product with its awards, best first, its maker, and only the facts that somebody filled.

    Reads what `load_page_parts` loaded; `standings` are those of `standings_of`.
    """
    best = best_of(standings)
    photos = [picture_of(item, GALLERY_SPECS) for item in product.photos.all()]
    producer = public_maker(product)
    return {
        "product": product,
        "producer": producer,
        "maker": maker_name(product, best),
        "maker_place": maker_place(product, best),
        "maker_answers": response_words(producer) if producer else "",
        "verification": getattr(producer, "verification", None),
        "best": best,
        "best_entry": awards.entry(best) if best else None,
        "entries": [awards.entry(standing) for standing in _led_by(best, standings)],
        "ladder": awards.ladder(standings) if len(standings) > 1 else [],
        "photos": [photo for photo in photos if photo is not None],
        "photos_waiting": any(item.photo for item in product.photos.all()),
        "facts": facts.buyer_facts(product),
        "recognitions": facts.recognition_words(product),
        "description_parts": facts.description_parts(product),
        "description": product.summary,
    }


def best_of(standings: list[AwardStanding]) -> AwardStanding | None:
    """The award that the head of the page shows: one that marks the product, else whatever the register says last."""
    return shown_standing(standings) or next(iter(standings), None)


def _led_by(best: AwardStanding | None, standings: list[AwardStanding]) -> list[AwardStanding]:
    """The award that the head of the page shows stands first, the others in their order."""
    return sorted(standings, key=lambda standing: standing is not best)


def public_maker(product: Product) -> Producer | None:
    """The maker whose own page there is; a withdrawn one is only named as the awards name it."""
    producer = product.producer
    return producer if producer is not None and producer.is_public else None


def maker_photo(producer: Producer | None) -> Any:
    """The first photo of the maker in the sizes of a card; its renditions have to be loaded."""
    photos = producer.photos.all() if producer is not None else ()
    shown = (picture_of(item, CARD_SPECS) for item in photos)
    return next(filter(None, shown), None)


def standings_of(product: Product) -> list[AwardStanding]:
    """Standings with the award and decision they rest on, best first; none of an unsaved draft."""
    if product.pk is None:
        return []
    return list(standings_for_entries().filter(product_id=product.pk).best_first())


def standings_for_entries() -> AwardStandingQuerySet:
    """Standings with all that an entry, or a row of a list, reads."""
    return with_places(AwardStanding.objects.select_related("award", "decision", "product__category"))


def load_page_parts(product: Product) -> None:
    """What only the product's own page reads of it: two queries. Photos come with those of the products beside it."""
    prefetch_related_objects([product], "certificates", "recognitions")
