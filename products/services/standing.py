"""What an award is worth: its row, and everything that happened to it since, summed up.

The sum is deterministic, so `AwardStanding` can be thrown away and made again, and a past day's page reconstructed.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from products.models import Award, AwardEvent, AwardEventKind, AwardLevel, AwardStanding, Evidence

BATCH = 500
DATE_FIELDS = frozenset({"granted_date", "valid_until", "revoked_date", "superseded_date"})
AS_AWARDED = (
    "level",
    "year",
    "product_name",
    "producer_name",
    "place",
    "region",
    "certificate_no",
    "granted_date",
    "valid_until",
)
"""What the standing takes over from the award's row, and what a correction may change."""
AS_AWARDED_SET = frozenset(AS_AWARDED)


def standing_of(award: Award, events: Iterable[AwardEvent]) -> AwardStanding:
    """The standing of an award after `events`, in the order they were recorded; an unsaved row."""
    standing = AwardStanding(
        award_id=award.pk,
        product_id=award.product_id,
        decision_id=award.decision_id,
        evidence=award.evidence,
        **{name: getattr(award, name) for name in AS_AWARDED},
    )
    if award.evidence == Evidence.CHECKED:
        standing.checked_date = timezone.localdate(award.created_at)
        standing.checked_by_id = award.created_by_id
    for event in sorted(events, key=lambda event: (event.recorded_at, event.pk)):
        _apply(standing, event)
    standing.level_rank = AwardLevel(standing.level).rank
    return standing


def project_standings(awards: Iterable[Award] | models.QuerySet[Award]) -> None:
    """Make the stored standings of these awards anew from the register, in one transaction."""
    rows = list(awards)
    for start in range(0, len(rows), BATCH):
        _project_batch(rows[start : start + BATCH])


def differing_standings() -> list[Award]:
    """Awards whose stored standing is missing or differs from the register's sum; none while all is well."""
    awards = Award.objects.select_related("standing").prefetch_related("events").order_by("pk")
    return [award for award in awards.iterator(chunk_size=BATCH) if _differs(award)]


def standing_as_of(award: Award, day: datetime.date) -> AwardStanding | None:
    """What a page showed at the end of a local day; ask its `state_on(day)`. None before the award was entered.

    What counts is when a thing was *recorded*: a revocation entered in May with effect from March was not on
    April's page.
    """
    if timezone.localdate(award.created_at) > day:
        return None
    events = list(award.events.order_by("recorded_at", "pk"))
    known = [event for event in events if timezone.localdate(event.recorded_at) <= day]
    standing = standing_of(award, known)
    later_moves = [
        event
        for event in events
        if event.kind == AwardEventKind.RELINKED and timezone.localdate(event.recorded_at) > day
    ]
    if later_moves:
        standing.product_id = later_moves[0].changes["product"][0]
    return standing


def from_json(name: str, value: Any) -> Any:
    """A value of an event's `changes` as the standing's field has it."""
    if name in DATE_FIELDS and value is not None:
        return datetime.date.fromisoformat(value)
    return value


def to_json(value: Any) -> Any:
    """A field's value as an event's `changes` keeps it."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _differs(award: Award) -> bool:
    summed = standing_of(award, award.events.all())
    columns = [field.attname for field in AwardStanding._meta.concrete_fields]
    stored = getattr(award, "standing", None)
    return stored is None or any(getattr(stored, column) != getattr(summed, column) for column in columns)


def _apply(standing: AwardStanding, event: AwardEvent) -> None:
    match event.kind:
        case AwardEventKind.CORRECTED:
            standing.is_corrected |= not AS_AWARDED_SET.isdisjoint(event.changes)
            _take_over(standing, event)
        case AwardEventKind.CHECKED:
            standing.evidence = Evidence.CHECKED
            standing.checked_date = event.effective_date
            standing.checked_by_id = event.by_id
            _take_over(standing, event)
        case AwardEventKind.SUPERSEDED:
            standing.superseded_date = event.effective_date
            standing.superseded_by_id = event.superseded_by_id
        case AwardEventKind.REVOKED:
            standing.revoked_date = event.effective_date
        case AwardEventKind.RELINKED:
            # The award's own row holds the link as it is now; `standing_as_of` goes back from there.
            pass


def _take_over(standing: AwardStanding, event: AwardEvent) -> None:
    for name, (_before, after) in event.changes.items():
        setattr(standing, name, from_json(name, after))


def _project_batch(awards: Sequence[Award]) -> None:
    events: dict[int, list[AwardEvent]] = {award.pk: [] for award in awards}
    with transaction.atomic():
        for event in AwardEvent.objects.filter(award__in=list(events)):
            events[event.award_id].append(event)
        fields = [field.name for field in AwardStanding._meta.concrete_fields if not field.primary_key]
        AwardStanding.objects.bulk_create(
            [standing_of(award, events[award.pk]) for award in awards],
            update_conflicts=True,
            unique_fields=["award"],
            update_fields=fields,
        )
