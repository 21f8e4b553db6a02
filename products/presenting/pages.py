"""What each public page of the catalogue and the register shows."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects

from common.renditions import GALLERY_SPECS, picture
from products.models import Award, AwardStanding, Decision, Product, ProductPhoto, SelectionRound

from . import awards, facts


def product_page(product: Product) -> dict[str, Any]:
    """The product with its awards, best first, its maker, and only the facts that somebody filled."""
    standings = list(standings_of(product))
    entries = [awards.entry(standing) for standing in standings]
    best = next((found for found in standings if found.is_mark_shown), standings[0] if standings else None)
    photos = [
        shown
        for item in product.photos.all()
        if (shown := picture(item.photo, GALLERY_SPECS, alt=item.alt)) is not None
    ]
    return {
        "product": product,
        "producer": product.producer,
        "best": best,
        "best_title": awards.title(best) if best else "",
        "entries": entries,
        "ladder": awards.ladder(standings) if len(standings) > 1 else [],
        "photos": photos,
        "facts": facts.buyer_facts(product),
        "recognitions": facts.recognition_words(product),
        "description_parts": facts.description_parts(product),
        "description": product.in_words("summary"),
    }


def standings_of(product: Product) -> Any:
    """Standings with the award and decision they rest on, best first; none for an unsaved draft."""
    if product.pk is None:
        return AwardStanding.objects.none()
    return AwardStanding.objects.filter(product_id=product.pk).select_related("award__decision").best_first()


def load_page_parts(product: Product) -> None:
    """Everything of a stored product that its page shows, in a constant number of queries."""
    photos = ProductPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    prefetch_related_objects([product], Prefetch("photos", photos), "certificates", "recognitions")


def register_rows(standings: Any) -> list[AwardStanding]:
    """Rows of a printed list, in its order, with each award's product for the link."""
    return list(
        standings.select_related("award__decision", "product__producer__province").order_by("award__position", "pk")
    )


def decision_page(decision: Decision) -> dict[str, Any]:
    """The decision as printed; what is incomplete is said."""
    rows = register_rows(AwardStanding.objects.filter(decision=decision))
    years = sorted({row.year for row in rows if row.year})
    levels = sorted({(row.level_rank, row.level) for row in rows})
    return {
        "decision": decision,
        "rows": rows,
        "is_checked": bool(rows) and all(row.is_checked for row in rows),
        "level": levels[-1][1] if levels else "",
        "years": years,
        "sources": sorted({row.award.source_url for row in rows if row.award.source_url}),
    }


def round_page(selection_round: SelectionRound) -> dict[str, Any]:
    """The round with its decisions and awards."""
    rows = register_rows(AwardStanding.objects.filter(award__round=selection_round))
    decisions = {row.award.decision for row in rows if row.award.decision and row.award.decision.is_released}
    return {
        "round": selection_round,
        "rows": rows,
        "decisions": sorted(decisions, key=lambda decision: decision.number),
        "without_number": sum(1 for row in rows if row.award.decision_id is None),
    }


def verification_page(award: Award) -> dict[str, Any]:
    """What the register says today, and everything that happened since the grant."""
    return {
        "award": award,
        "entry": awards.entry(award.standing),
        "product": award.product,
        "events": list(award.events.select_related("superseded_by")),
        "address": settings.BASE_URL + award.get_absolute_url(),
    }
