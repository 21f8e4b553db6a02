"""What each public page of the catalogue and the register shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from common.renditions import GALLERY_SPECS, picture
from products.models import (
    AwardEventKind,
    AwardStanding,
    AwardStandingQuerySet,
    Decision,
    Product,
    ProductPhoto,
    SelectionRound,
)

from . import awards, facts
from .cards import maker_name, shown_standing
from .places import changed_to, maker_place, with_places


def product_page(product: Product) -> dict[str, Any]:
    """The product with its awards, best first, its maker, and only the facts that somebody filled."""
    standings = list(standings_of(product))
    best = shown_standing(standings) or next(iter(standings), None)
    photos = [picture(item.photo, GALLERY_SPECS, alt=item.alt) for item in product.photos.all()]
    producer = product.producer if product.producer and product.producer.is_public else None
    return {
        "product": product,
        "producer": producer,
        "maker": maker_name(product, best),
        "maker_place": maker_place(product, best),
        "best": best,
        "entries": [awards.entry(standing) for standing in standings],
        "ladder": awards.ladder(standings) if len(standings) > 1 else [],
        "photos": [photo for photo in photos if photo is not None],
        "facts": facts.buyer_facts(product),
        "recognitions": facts.recognition_words(product),
        "description_parts": facts.description_parts(product),
        "description": product.summary,
    }


def standings_of(product: Product) -> Any:
    """Standings with the award and decision they rest on, best first; none for an unsaved draft."""
    if product.pk is None:
        return AwardStanding.objects.none()
    return standings_for_entries().filter(product_id=product.pk).best_first()


def standings_for_entries() -> AwardStandingQuerySet:
    """Standings with all that an entry, or a row of a list, reads."""
    return with_places(AwardStanding.objects.select_related("award", "decision", "product"))


def load_page_parts(product: Product) -> None:
    """Everything of a stored product that its page shows, in a constant number of queries."""
    photos = ProductPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    prefetch_related_objects([product], Prefetch("photos", photos), "certificates", "recognitions")


@dataclass(frozen=True)
class RegisterRow:
    """One row of a printed list: as printed, with what it leads to today."""

    standing: AwardStanding
    product_href: str
    place_now: str
    entry_href: str


def register_rows(standings: AwardStandingQuerySet) -> list[RegisterRow]:
    """Rows of a printed list, in its order; products that the public may not see are named, not linked."""
    return [
        RegisterRow(
            standing=row,
            product_href=row.product.get_absolute_url() if row.product.is_public else "",
            place_now=changed_to(row),
            entry_href=row.award.get_absolute_url(),
        )
        for row in standings.order_by("award__position", "pk")
    ]


def decision_page(decision: Decision) -> dict[str, Any]:
    """The decision as printed; what is incomplete is said."""
    rows = register_rows(standings_for_entries().filter(decision=decision))
    standings = [row.standing for row in rows]
    years = sorted({standing.year for standing in standings if standing.year})
    levels = sorted({(standing.level_rank, standing.level) for standing in standings})
    return {
        "decision": decision,
        "rows": rows,
        "is_checked": bool(standings) and all(standing.is_checked for standing in standings),
        "level": levels[-1][1] if levels else "",
        "years": years,
        "sources": sorted({standing.award.source_url for standing in standings if standing.award.source_url}),
    }


def rounds_by_year(rounds: Iterable[SelectionRound]) -> list[tuple[int | None, list[SelectionRound]]]:
    """Rounds under their year, the newest first and those of unknown year last; within a year they stay in order."""
    found: dict[int | None, list[SelectionRound]] = {}
    for each in rounds:
        found.setdefault(each.year, []).append(each)
    return sorted(found.items(), key=lambda item: -(item[0] or 0))


def round_page(selection_round: SelectionRound) -> dict[str, Any]:
    """The round with its decisions and awards."""
    rows = register_rows(standings_for_entries().filter(award__round=selection_round))
    decisions = {row.standing.decision for row in rows if row.standing.decision}
    return {
        "round": selection_round,
        "rows": rows,
        "decisions": sorted(
            (decision for decision in decisions if decision.is_released), key=lambda decision: decision.number
        ),
        "without_number": sum(1 for row in rows if row.standing.decision_id is None),
    }


def verification_page(standing: AwardStanding) -> dict[str, Any]:
    """What the register says today, and what happened since the grant; moving between profiles is our own matter."""
    award = standing.award
    happened = award.events.exclude(kind=AwardEventKind.RELINKED).select_related("superseded_by")
    return {
        "award": award,
        "entry": awards.entry(standing),
        "product": standing.product,
        "events": list(happened),
    }
