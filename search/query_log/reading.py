"""What people looked for in a week, for those who report it and mend the catalogue."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from .models import Found, QueryDay

ONE_DAY = datetime.timedelta(days=1)
LOOSELY = (Found.FOLDED, Found.CORRECTED, Found.ANY, Found.SOME)
ASKED = Q(facets="")
"""A list that was narrowed afterwards is the same question."""
FEW = 500
"""So many are looked up by name; for more, the whole week is read."""


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday, in Asia/Ho_Chi_Minh; numbered as ISO 8601 does."""

    monday: datetime.date

    @classmethod
    def of(cls, day: datetime.date) -> "Week":
        return cls(day - day.weekday() * ONE_DAY)

    @property
    def sunday(self) -> datetime.date:
        return self.monday + 6 * ONE_DAY

    @property
    def number(self) -> int:
        return self.monday.isocalendar().week

    @property
    def year(self) -> int:
        """Of the number: the first days of January may be of the last week of the year before."""
        return self.monday.isocalendar().year

    @property
    def before(self) -> "Week":
        return Week(self.monday - 7 * ONE_DAY)

    @property
    def after(self) -> "Week":
        return Week(self.monday + 7 * ONE_DAY)


@dataclass(frozen=True)
class AskedQuery:
    """A query in one week. `total`: of the last time; `clicks`: pages of which a result was opened."""

    text: str
    asked: int
    in_vain: int
    loosely: int
    narrowed: int
    total: int
    clicks: int
    ranks: int
    language: str

    @property
    def mean_rank(self) -> float | None:
        """Where the first result that was opened stood, on average; None where none was."""
        return round(self.ranks / self.clicks, 1) if self.clicks else None


def asked_in(week: Week) -> QuerySet:
    """Rows {text, asked, in_vain, loosely, narrowed, opened, rank_sum}, the most asked first; `asked_queries`
    makes queries of them.
    """
    days = QueryDay.objects.filter(day__range=(week.monday, week.sunday))
    rows = days.values("text").annotate(
        asked=_sum("count", ASKED),
        in_vain=_sum("count", ASKED & Q(level=Found.NOTHING)),
        loosely=_sum("count", ASKED & Q(level__in=LOOSELY)),
        narrowed=_sum("count", ~ASKED),
        opened=_sum("clicks"),
        rank_sum=_sum("ranks"),
    )
    return rows.filter(asked__gt=0).order_by("-asked", "text")


def _sum(field: str, condition: Q | None = None) -> Coalesce:
    return Coalesce(Sum(field, filter=condition), 0)


def in_vain(rows: QuerySet) -> QuerySet:
    """Those that found nothing, even if only once."""
    return rows.filter(in_vain__gt=0).order_by("-in_vain", "text")


def found_loosely(rows: QuerySet) -> QuerySet:
    """Those that found something only without accents, put right, or by most of their words."""
    return rows.filter(loosely__gt=0).order_by("-loosely", "text")


def never_opened(rows: QuerySet) -> QuerySet:
    """Those that found something of which nobody opened anything."""
    return rows.filter(asked__gt=F("in_vain"), opened=0)


def asked_queries(week: Week, rows: Iterable[dict]) -> list[AskedQuery]:
    """Rows of a week with what their last page showed; one further statement."""
    rows = list(rows)
    last = _last_pages(week, {row["text"] for row in rows})
    return [
        AskedQuery(
            text=row["text"],
            asked=row["asked"],
            in_vain=row["in_vain"],
            loosely=row["loosely"],
            narrowed=row["narrowed"],
            total=last[row["text"]][0],
            clicks=row["opened"],
            ranks=row["rank_sum"],
            language=last[row["text"]][1],
        )
        for row in rows
    ]


def _last_pages(week: Week, texts: Collection[str]) -> dict[str, tuple[int, str]]:
    """The total and the language of each query's last day; where the totals of a day differ, the larger."""
    days = QueryDay.objects.filter(ASKED, day__range=(week.monday, week.sunday), count__gt=0)
    if len(texts) <= FEW:
        days = days.filter(text__in=texts)
    pages = days.order_by("day", "total", "language").values_list("text", "total", "language")
    return {text: (total, language) for text, total, language in pages.iterator()}
