"""How producers answer, counted from the questions and written down where their own pages read it."""

import datetime
from collections import defaultdict
from statistics import median_low

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from inquiries.models import AuthorKind, Inquiry, InquiryState
from producers.services import Answering, write_responses

COUNTED_DAYS = 365
LEAST_ASKED = 3
"""Of fewer questions nothing is said: one slow answer is no habit."""
BY_PRODUCER = Q(messages__author_kind__in=(AuthorKind.PRODUCER, AuthorKind.ON_BEHALF))
"""What the centre wrote down for a producer, by telephone as a rule, is the producer's answer."""


def count_responses(*, now: datetime.datetime | None = None) -> int:
    """Count the questions of the last year anew for every producer; how many producers' figures changed."""
    now = now or timezone.now()
    waits: defaultdict[int, list[int | None]] = defaultdict(list)
    for producer_id, asked_at, answered_at in _due(now).values_list("producer_id", "created_at", "first_answer_at"):
        waited = None if answered_at is None else max(0, round((answered_at - asked_at).total_seconds() / 3600))
        waits[producer_id].append(waited)
    figures = {producer_id: _figures(waited) for producer_id, waited in waits.items() if len(waited) >= LEAST_ASKED}
    return write_responses(figures)


def _due(now: datetime.datetime) -> QuerySet[Inquiry]:
    """Questions that reached their producer and were answered, or should have been by now.

    Not those that the centre closed without an answer, nor those whose buyer took the consent back.
    """
    return (
        Inquiry.objects.filter(
            producer__isnull=False,
            delivered_at__isnull=False,
            consent_withdrawn_at=None,
            created_at__gt=now - datetime.timedelta(days=COUNTED_DAYS),
        )
        .annotate(first_answer_at=Min("messages__written_at", filter=BY_PRODUCER))
        .filter(Q(first_answer_at__isnull=False) | Q(due_at__lt=now) & ~Q(state=InquiryState.CLOSED))
        .order_by()
    )


def _figures(waited: list[int | None]) -> Answering:
    hours = [each for each in waited if each is not None]
    return Answering(asked=len(waited), answered=len(hours), usual_hours=median_low(hours) if hours else None)
