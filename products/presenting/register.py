"""What the public pages of the register show: decisions, rounds, one award."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F
from django.utils import timezone

from common.languages import SOURCE, SpokenName
from common.paging import Stretch, stretch_of
from products.models import (
    AwardEventKind,
    AwardLevel,
    AwardStanding,
    AwardStandingQuerySet,
    Decision,
    Evidence,
    SelectionRound,
)

from . import awards
from .pages import standings_for_entries
from .places import changed_to

LEVELS = list(AwardLevel)
SOURCES_NAMED = 12
"""A decision that was put together from more pages than this names the first of them, and how many more."""


@dataclass(frozen=True)
class RegisterRow:
    """One row of a printed list: as printed, with what it leads to today."""

    number: int
    """Its place in the whole list, from 1; the row's anchor on whichever page it stands."""
    standing: AwardStanding
    state: str
    product_href: str
    place_now: str
    said: SpokenName
    """The name as printed and, for readers of another language, what the product is."""
    entry_href: str
    decision: Decision | None


@dataclass(frozen=True)
class ListSummary:
    """A list of awards in numbers, from one grouped statement whatever its length."""

    total: int
    checked: int
    without_number: int
    years: list[int]
    levels: list[str]
    """The highest first."""
    decision_ids: list[int]

    @property
    def is_checked(self) -> bool:
        return 0 < self.total == self.checked

    @property
    def is_mixed(self) -> bool:
        """Rows of several levels or years: each then says its own."""
        return len(self.levels) > 1 or len(self.years) > 1


def summary_of(standings: AwardStandingQuerySet) -> ListSummary:
    grouped = list(
        standings.order_by().values("level", "level_rank", "year", "evidence", "decision_id").annotate(rows=Count("pk"))
    )
    ranked = {group["level_rank"]: group["level"] for group in grouped}
    return ListSummary(
        total=sum(group["rows"] for group in grouped),
        checked=sum(group["rows"] for group in grouped if group["evidence"] == Evidence.CHECKED),
        without_number=sum(group["rows"] for group in grouped if group["decision_id"] is None),
        years=sorted({group["year"] for group in grouped if group["year"]}),
        levels=[ranked[rank] for rank in sorted(ranked, reverse=True)],
        decision_ids=sorted({group["decision_id"] for group in grouped if group["decision_id"]}),
    )


def rows_of(standings: AwardStandingQuerySet, asked: Mapping[str, str], *, total: int) -> tuple[Stretch, list]:
    """A stretch of the list in the order given, and its rows.

    The keys of the page are found first, so that what a row reads is read for the rows shown and no others.
    Products that the public may not see are named, not linked.
    """
    stretch = stretch_of(standings.values_list("pk", flat=True), asked, total=total)
    keys = list(stretch.rows)
    found = standings_for_entries().in_bulk(keys)
    today = timezone.localdate()
    return stretch, [_row(found[key], number, today) for number, key in enumerate(keys, start=stretch.first)]


def _row(standing: AwardStanding, number: int, today: datetime.date) -> RegisterRow:
    return RegisterRow(
        number=number,
        standing=standing,
        state=standing.state_on(today).value,
        product_href=standing.product.get_absolute_url() if standing.product.is_public else "",
        place_now=changed_to(standing),
        said=said_as_awarded(standing),
        entry_href=standing.award.get_absolute_url(),
        decision=standing.decision,
    )


def said_as_awarded(standing: AwardStanding) -> SpokenName:
    """The name word for word, and beside it what a page in another language calls the product: its translated name,
    else its gloss. Needs the product with its category.
    """
    spoken = standing.product.spoken_name
    beside = (spoken.beside, spoken.beside_language) if spoken.language == SOURCE else (spoken.words, spoken.language)
    return SpokenName(standing.product_name, SOURCE, *beside)


def decision_page(decision: Decision, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The decision as printed; what is incomplete is said. `asked` is the address's query: which page of its list."""
    standings = AwardStanding.objects.filter(decision=decision).order_by("award__position", "pk")
    summary = summary_of(standings)
    stretch, rows = rows_of(standings, asked or {}, total=summary.total)
    sources = _sources(standings)
    return {
        "decision": decision,
        "summary": summary,
        "stretch": stretch,
        "rows": rows,
        "is_checked": summary.is_checked,
        "level": summary.levels[0] if summary.levels else "",
        "years": summary.years,
        "sources": sources[:SOURCES_NAMED],
        "sources_more": len(sources[SOURCES_NAMED:]),
    }


def _sources(standings: AwardStandingQuerySet) -> list[str]:
    named = standings.exclude(award__source_url="").order_by("award__source_url")
    return list(named.values_list("award__source_url", flat=True).distinct())


def round_page(selection_round: SelectionRound, asked: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The round with its decisions and awards: by decision, then as printed; rows of no known number last."""
    standings = AwardStanding.objects.filter(award__round=selection_round).order_by(
        F("decision_id").asc(nulls_last=True), "award__position", "pk"
    )
    summary = summary_of(standings)
    stretch, rows = rows_of(standings, asked or {}, total=summary.total)
    decisions = Decision.objects.released().filter(pk__in=summary.decision_ids).order_by("number", "pk")
    return {
        "round": selection_round,
        "summary": summary,
        "stretch": stretch,
        "rows": rows,
        "decisions": list(decisions) if summary.decision_ids else [],
        "names_decisions": len(summary.decision_ids) > 1 or bool(summary.decision_ids and summary.without_number),
        "without_number": summary.without_number,
    }


@dataclass(frozen=True)
class DecisionLine:
    """A decision in the list of decisions."""

    href: str
    number: str
    level: str
    date: datetime.date | None
    issuer: str
    award_count: int


def decisions_by_year(decisions: Iterable[Decision]) -> list[tuple[int | None, list[DecisionLine]]]:
    """Decisions from `by_year_and_level` under their year, in the order given; those of unknown year come last."""
    found: dict[int | None, list[DecisionLine]] = {}
    for decision in decisions:
        line = DecisionLine(
            href=decision.get_absolute_url(),
            number=decision.number,
            level=LEVELS[decision.top_rank - 1].value if decision.top_rank else "",
            date=decision.date,
            issuer=decision.issuer,
            award_count=decision.award_count,
        )
        found.setdefault(decision.listed_year, []).append(line)
    return list(found.items())


def rounds_by_year(rounds: Iterable[SelectionRound]) -> list[tuple[int | None, list[SelectionRound]]]:
    """Rounds under their year, the newest first and those of unknown year last; within a year they stay in order."""
    found: dict[int | None, list[SelectionRound]] = {}
    for each in rounds:
        found.setdefault(each.year, []).append(each)
    return sorted(found.items(), key=lambda item: -(item[0] or 0))


def verification_page(standing: AwardStanding) -> dict[str, Any]:
    """What the register says today, and what happened since the grant; moving between profiles is our own matter."""
    award = standing.award
    happened = award.events.exclude(kind=AwardEventKind.RELINKED).select_related("superseded_by")
    return {
        "award": award,
        "entry": awards.entry(standing),
        "said": said_as_awarded(standing),
        "product": standing.product,
        "events": list(happened),
    }
