"""The page of one fair."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.days import day
from common.languages import as_written, joined, words_of
from fairs.models import FairClosedDay, FairDocument, FairEdition, FairState

from .exhibitors import exhibitors_page
from .lines import booths, closed_words, fair_line, where

ONE_DAY = datetime.timedelta(days=1)


def edition_page(edition: FairEdition, asked: Mapping[str, str]) -> dict[str, Any]:
    """The fair with its days, parts and exhibitors. `asked` is the address's query: which page of the exhibitors."""
    today = timezone.localdate()
    closed = sorted(edition.closed_days.all(), key=lambda shut: shut.date)
    stretch, zones = exhibitors_page(edition, asked)
    return {
        "edition": edition,
        "line": fair_line(edition, today),
        "facts": facts(edition, closed, today),
        "closed": [shut.date for shut in closed],
        "reasons": reasons(closed),
        "zones": list(edition.zones.all()),
        "documents": [_document(item) for item in edition.documents.all() if _names_something(item)],
        "results": list(edition.results.all()),
        "stretch": stretch,
        "exhibitors": zones,
        "sources": edition.source_url.split(" ; ") if edition.source_url else [],
    }


def facts(edition: FairEdition, closed: list[FairClosedDay], today: datetime.date) -> list[dict[str, Any]]:
    """What people ask about a fair, the first questions first; an empty value prints "Chưa cập nhật"."""
    province = edition.organising_province
    organiser = as_written(edition.organiser) or (province.full_name if province else "")
    size = joined([booths(edition), as_written(edition.exhibitors_summary)], " · ")
    asked_first = [
        {"label": _("Ngày"), "value": days_words(edition, closed)},
        {"label": _("Giờ mở cửa"), "value": words_of(edition, "opening_hours")},
        {"label": _("Nơi diễn ra"), "value": where(edition)},
        {"label": _("Hạn đăng ký"), "value": deadline_words(edition, today)},
        {"label": _("Chi phí và hỗ trợ"), "value": words_of(edition, "booth_cost")},
        {"label": _("Hồ sơ đăng ký"), "value": words_of(edition, "dossier")},
        {"label": _("Tổ chức"), "value": organiser},
    ]
    host = [{"label": _("Đăng cai"), "value": as_written(edition.host)}] if edition.host else []
    return [
        *asked_first,
        *host,
        {"label": _("Quy mô"), "value": size},
        {"label": _("Liên hệ"), "value": as_written(edition.contact)},
    ]


def days_words(edition: FairEdition, closed: list[FairClosedDay]) -> str:
    """ "15/5/2026 đến 24/5/2026, mở 8 ngày, nghỉ 18–19/5"; nothing where the days are not known."""
    if not edition.knows_days:
        return ""
    start, end = edition.start_date, edition.end_date
    if end is None:
        return _("từ %(day)s, chưa rõ ngày kết thúc") % {"day": day(start)}
    if end == start:
        return day(start)
    parts = [_("%(first)s đến %(last)s") % {"first": day(start), "last": day(end)}]
    shut = [item.date for item in closed if start <= item.date <= end]
    opened = (end - start).days + 1 - len(set(shut))
    parts.append(ngettext("mở %(days)s ngày", "mở %(days)s ngày", opened) % {"days": opened})
    if shut:
        parts.append(_("nghỉ %(days)s") % {"days": closed_words(shut)})
    return ", ".join(parts)


def deadline_words(edition: FairEdition, today: datetime.date) -> str:
    """ "31/3/2026, còn 49 ngày"; that it has passed, or not begun, is said; nothing where none is known."""
    opens, closes = edition.registration_opens, edition.registration_closes
    state = edition.state_on(today)
    words = [_("từ %(day)s") % {"day": day(opens)}] if opens and today < opens else []
    if closes:
        words.append(_("đến %(day)s") % {"day": day(closes)} if words else day(closes))
    if state == FairState.REGISTRATION_OPEN and closes:
        words.append(_days_left((closes - today).days))
    elif closes and today > closes:
        words.append(_("đã hết hạn"))
    return ", ".join(words)


def _days_left(left: int) -> str:
    if not left:
        return _("hôm nay là hết hạn")
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", left) % {"days": left}


def reasons(closed: list[FairClosedDay]) -> list[dict[str, str]]:
    """Why the fair is shut, one line for neighbouring days of one reason; those without a reason are left out."""
    runs: list[list[FairClosedDay]] = []
    for shut in closed:
        if runs and runs[-1][-1].reason == shut.reason and shut.date - runs[-1][-1].date == ONE_DAY:
            runs[-1].append(shut)
        else:
            runs.append([shut])
    return [{"days": closed_words([shut.date for shut in run]), "why": run[0].reason} for run in runs if run[0].reason]


def _names_something(item: FairDocument) -> bool:
    return bool(item.document_id or item.url or item.number)


def _document(item: FairDocument) -> dict[str, Any]:
    """A document with its address, kind and size; a number without a file is named all the same."""
    file = item.document
    return {
        "title": item.title,
        "href": file.url if file else item.url,
        "kind": file.file_extension.upper() if file else "",
        "size": file.get_file_size() if file else None,
        "number": item.number,
        "date": item.date,
    }
