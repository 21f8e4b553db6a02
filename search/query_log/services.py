"""Counting, writing what was counted, and forgetting what is long ago."""

import datetime
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from common.visits.waiting import Waiting

from .holding import Holding
from .models import QueryDay
from .statements import Statement

DAYS_KEPT = 400
"""A year and a month: enough to set a week beside the same week a year ago."""
MOST_A_DAY = 20_000
"""Queries of one day; on a day that has so many, only these are counted. Nobody fills the disk by asking nonsense."""
ROWS_A_STATEMENT = 100
SHOWN = 0
"""In the place of a rank: the page was shown."""
COLUMNS = ("day", "text", "level", "facets", "language", "count", "total", "clicks", "ranks")

Key = tuple[Statement, int]
"""What was shown, and the rank of the result that was opened."""


class Row(NamedTuple):
    """What is to be added to one `QueryDay`; the first five say to which."""

    day: datetime.date
    text: str
    level: str
    facets: str
    language: str
    count: int
    total: int
    clicks: int
    ranks: int

    @property
    def query(self) -> tuple[Any, ...]:
        return self[:5]


def count_shown(statement: Statement, address: str) -> None:
    """Note that a page was shown; it is written within seconds, or not before several have asked it."""
    times = holding.asked(statement.text, address) if statement.is_held else 1
    if times:
        waiting.add((statement, SHOWN), times)


def count_opened(statement: Statement, rank: int) -> None:
    """Note that the result at this rank (1 is the first) was opened."""
    if not statement.is_held or holding.is_free(statement.text):
        waiting.add((statement, rank))


def write_queries(counts: Mapping[Key, int]) -> None:
    """Add counts to the stored ones, all or none. Two processes that write at once both count."""
    rows = iter(_rows(counts))
    with transaction.atomic():
        while part := list(islice(rows, ROWS_A_STATEMENT)):
            if part := _with_room(part):
                _add(part)


def _rows(counts: Mapping[Key, int]) -> list[Row]:
    """One row a query, in one order for all processes, so that none waits for another in a ring."""
    rows: dict[tuple[Any, ...], Row] = {}
    for (statement, rank), times in counts.items():
        query = statement[:5]
        row = rows.get(query) or Row(*query, 0, 0, 0, 0)
        if rank == SHOWN:
            rows[query] = row._replace(count=row.count + times, total=statement.total)
        else:
            rows[query] = row._replace(clicks=row.clicks + times, ranks=row.ranks + rank * times)
    return sorted(rows.values())


def _with_room(rows: list[Row]) -> list[Row]:
    """Without new queries of a day that has its fill."""
    days = {row.day for row in rows}
    full = {day for day in days if QueryDay.objects.filter(day=day).count() >= MOST_A_DAY}
    if not full:
        return rows
    stored = QueryDay.objects.filter(day__in=full, text__in={row.text for row in rows})
    known = set(stored.values_list(*COLUMNS[:5]))
    return [row for row in rows if row.day not in full or row.query in known]


def _add(rows: list[Row]) -> None:
    """One statement that both databases know: insert, or add to what is there. A click alone says no new total."""
    table = connection.ops.quote_name(QueryDay._meta.db_table)
    values = ", ".join([f"({', '.join(['%s'] * len(COLUMNS))})"] * len(rows))
    statement = (
        f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES {values} "  # noqa: S608 - our names
        f"ON CONFLICT ({', '.join(COLUMNS[:5])}) DO UPDATE SET count = {table}.count + excluded.count, "
        f"total = CASE WHEN excluded.count > 0 THEN excluded.total ELSE {table}.total END, "
        f"clicks = {table}.clicks + excluded.clicks, ranks = {table}.ranks + excluded.ranks"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [value for row in rows for value in row])


def forget_old(*, today: datetime.date | None = None) -> str:
    """Delete what is over `DAYS_KEPT` days old; the clock calls it."""
    oldest = (today or timezone.localdate()) - datetime.timedelta(days=DAYS_KEPT)
    deleted, _kinds = QueryDay.objects.filter(day__lt=oldest).delete()
    return str(deleted) if deleted else ""


holding = Holding()
waiting = Waiting(write_queries, name="queries")
