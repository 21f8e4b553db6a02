"""A fair in words: its dates as far as they are known, its state, its size with how sure it is."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.amounts import number
from common.days import day, day_and_month, day_range, month_and_year
from common.languages import as_written, joined, name_words
from fairs.models import DatePrecision, FairEdition, FairState
from places.names import spelled

STATE_KINDS = {
    FairState.PLANNED: "soon",
    FairState.REGISTRATION_OPEN: "wait",
    FairState.REGISTRATION_CLOSED: "soon",
    FairState.RUNNING: "on",
    FairState.ENDED: "off",
    FairState.CANCELLED: "bad",
}


# How sure a source is of a number of booths, in the words officers are shown; others appear as they were typed.
KNOWN_BASES = {
    "khoảng": gettext_lazy("khoảng"),
    "trên": gettext_lazy("trên"),
    "gần": gettext_lazy("gần"),
    "hơn": gettext_lazy("hơn"),
    "dự kiến": gettext_lazy("dự kiến"),
    "kế hoạch": gettext_lazy("kế hoạch"),
}


@dataclass(frozen=True)
class FairLine:
    """One line of the calendar."""

    href: str
    name: str
    when: str
    sub: str
    where: str
    booths: str
    state: str
    state_words: str
    is_past: bool
    is_example: bool


def when(edition: FairEdition) -> str:
    """ "2.2 – 13.2", "12/2026" or "2026", as much as is known."""
    if edition.start_date is None or edition.date_precision == DatePrecision.YEAR:
        return str(edition.year)
    if edition.date_precision == DatePrecision.MONTH:
        return month_and_year(edition.start_date)
    return day_range(edition.start_date, edition.end_date)


def when_note(edition: FairEdition, closed: Iterable[datetime.date] = ()) -> str:
    """The year, and what is not sure or not ordinary about the dates."""
    if not edition.knows_days:
        return _("chưa rõ ngày")
    parts = [str(edition.start_date.year)]
    if edition.end_date is None:
        parts.append(_("chưa rõ ngày kết thúc"))
    shut = sorted(closed)
    if shut:
        parts.append(_("nghỉ %(days)s") % {"days": closed_words(shut)})
    return " · ".join(parts)


def closed_words(days: list[datetime.date]) -> str:
    """ "17–19/2" for neighbouring days, "3/2, 9/2" for others."""
    runs: list[list[datetime.date]] = []
    for shut in days:
        if runs and shut - runs[-1][-1] == datetime.timedelta(days=1) and shut.month == runs[-1][-1].month:
            runs[-1].append(shut)
        else:
            runs.append([shut])
    return ", ".join(
        f"{run[0].day}–{day_and_month(run[-1])}" if len(run) > 1 else day_and_month(run[0]) for run in runs
    )


def state_words(edition: FairEdition, today: datetime.date) -> str:
    """The state with the number that matters: days left until it opens or registration ends."""
    state = edition.state_on(today)
    if state == FairState.REGISTRATION_OPEN and edition.registration_closes:
        return _("Nhận đăng ký đến %(day)s") % {"day": day(edition.registration_closes)}
    if state in {FairState.PLANNED, FairState.REGISTRATION_CLOSED} and edition.start_date:
        left = (edition.start_date - today).days
        if edition.date_precision == DatePrecision.DAY and 0 < left <= 60:
            return ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", left) % {"days": left}
    words = str(state.label)
    return words[:1].upper() + words[1:]


def booths(edition: FairEdition) -> str:
    """ "Khoảng 3.000 gian", with how sure the figure is; nothing where none is known."""
    if edition.booth_count is None:
        return ""
    figure = number(edition.booth_count)
    typed = [part.strip() for part in edition.booth_count_basis.split(",")]
    basis = ", ".join(str(KNOWN_BASES.get(part, part)) for part in typed if part not in {"", "đúng"})
    words = _("%(figure)s gian") % {"figure": figure}
    if basis:
        words = _("%(basis)s %(figure)s gian") % {"basis": basis, "figure": figure}
    return words[:1].upper() + words[1:]


def where(edition: FairEdition) -> str:
    """Venue and province; the province's name of that time is kept beside today's."""
    province = edition.province
    names: list[str] = [as_written(edition.venue)] if edition.venue else []
    if province is not None and province.name_vi.casefold() not in edition.venue.casefold():
        names.append(province.name)
    printed = edition.province_as_printed
    if printed and province is not None and printed != province.name_vi:
        then = _("(lúc đó là %(name)s)") % {"name": spelled(printed)}
        names[-1:] = [joined([names[-1], then], " ")] if names else [spelled(printed)]
    return joined(names)


def fair_line(edition: FairEdition, today: datetime.date | None = None) -> FairLine:
    """The edition for a list; its closed days must be prefetched."""
    today = today or timezone.localdate()
    state = edition.state_on(today)
    return FairLine(
        href=edition.get_absolute_url(),
        name=name_words(edition),
        when=when(edition),
        sub=when_note(edition, [shut.date for shut in edition.closed_days.all()]),
        where=where(edition),
        booths=booths(edition),
        state=STATE_KINDS[state],
        state_words=state_words(edition, today),
        is_past=state == FairState.ENDED,
        is_example=edition.is_example,
    )
