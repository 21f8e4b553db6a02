"""How often records were looked at, for those who report it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from .models import RecordViews, Span

PERIOD = 30
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Views:
    """Views of one record in a period that ended yesterday, and in the equally long one before."""

    now: int
    before: int


NONE = Views(0, 0)


def periods(length: int = PERIOD, *, today: datetime.date | None = None) -> tuple[datetime.date, datetime.date]:
    """The first days of the period before and of the last one. Today is in neither: it is not over."""
    today = today or timezone.localdate()
    return today - 2 * length * ONE_DAY, today - length * ONE_DAY


def ranked(length: int = PERIOD, *, today: datetime.date | None = None) -> QuerySet:
    """Rows {content_type_id, object_id, now, before}: records looked at in either period, the most viewed first."""
    today = today or timezone.localdate()
    earlier, later = periods(length, today=today)
    daily = RecordViews.objects.filter(span=Span.DAY, day__gte=earlier, day__lt=today)
    return (
        daily.values("content_type_id", "object_id")
        .annotate(
            now=Coalesce(Sum("count", filter=Q(day__gte=later)), 0),
            before=Coalesce(Sum("count", filter=Q(day__lt=later)), 0),
        )
        .order_by("-now", "-before", "content_type_id", "object_id")
    )


def views_of(
    model: type[Model], ids: Collection[int], *, length: int = PERIOD, today: datetime.date | None = None
) -> dict[int, Views]:
    """The views of each of these records of one model; one statement. A record without any has none in the answer."""
    if not ids:
        return {}
    kind = ContentType.objects.get_for_model(model)
    rows = ranked(length, today=today).filter(content_type=kind, object_id__in=ids)
    return {row["object_id"]: Views(row["now"], row["before"]) for row in rows}
