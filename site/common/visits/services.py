"""Counting, writing what was counted, and summing up what is long ago."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from .kinds import kind_named
from .models import RecordViews, Span
from .waiting import Waiting

Key = tuple[str, int, datetime.date]
"""The kind's name, the record's id, the local day."""

ROWS_A_STATEMENT = 150
DAYS_KEPT = 400
"""A year and a month by day: enough to set a month beside the same month a year ago. Older days are one row a month."""


def count_view(kind: str, record_id: int) -> None:
    """Note a view of today; it is written within seconds."""
    waiting.add((kind, record_id, timezone.localdate()))


def write_views(counts: Mapping[Key, int]) -> None:
    """Add counts to the stored ones, all or none. Records that the public may not see are left out.

    Two processes that write at once both count: the addition is the database's own.
    """
    rows = _rows(counts)
    with transaction.atomic():
        for start in range(0, len(rows), ROWS_A_STATEMENT):
            _add(rows[start : start + ROWS_A_STATEMENT])


def _rows(counts: Mapping[Key, int]) -> list[tuple[int, int, datetime.date, int]]:
    """(content type, record, day, count), in one order for all processes, so that none waits for another in a ring."""
    asked: dict[str, set[int]] = defaultdict(set)
    for name, record_id, _day in counts:
        asked[name].add(record_id)
    public: dict[str, set[int]] = {}
    types: dict[str, int] = {}
    for name, ids in asked.items():
        kind = kind_named(name)
        if kind is not None:
            public[name] = kind.published(ids)
            types[name] = ContentType.objects.get_for_model(kind.model).pk
    return sorted(
        (types[name], record_id, day, count)
        for (name, record_id, day), count in counts.items()
        if record_id in public.get(name, ())
    )


def _add(rows: list[tuple[int, int, datetime.date, int]]) -> None:
    """One statement that both databases know: insert, or add to what is there."""
    table = connection.ops.quote_name(RecordViews._meta.db_table)
    values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    statement = (
        f"INSERT INTO {table} (content_type_id, object_id, day, count, span) VALUES {values} "  # noqa: S608 - our names
        f"ON CONFLICT (content_type_id, object_id, day, span) DO UPDATE SET count = {table}.count + excluded.count"
    )
    parameters: list[Any] = [value for row in rows for value in (*row, Span.DAY.value)]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def sum_up_old(*, today: datetime.date | None = None) -> str:
    """Make one row a month of the days that are over `DAYS_KEPT` old; the clock calls it. Whole months only."""
    oldest = ((today or timezone.localdate()) - datetime.timedelta(days=DAYS_KEPT)).replace(day=1)
    with transaction.atomic():
        old = RecordViews.objects.filter(span=Span.DAY, day__lt=oldest)
        months = old.annotate(month=TruncMonth("day")).values("content_type_id", "object_id", "month")
        summed = [
            RecordViews(
                content_type_id=row["content_type_id"],
                object_id=row["object_id"],
                day=row["month"],
                span=Span.MONTH,
                count=row["views"],
            )
            for row in months.annotate(views=Sum("count")).order_by("month")
        ]
        RecordViews.objects.bulk_create(summed, batch_size=500)
        old.delete()
    return str(len(summed)) if summed else ""


waiting = Waiting(write_views)
