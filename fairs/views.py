"""The fair calendar and a fair's page; anonymous, without a session."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from . import heads, presenting
from .access import published_edition_or_redirect
from .calendar_files import calendar_file as as_calendar_file
from .models import FairEdition
from .presenting import months
from .presenting.page import edition_page

PAST_A_PAGE = 20
FEED_KEEPS = datetime.timedelta(days=366)
"""A subscriber's calendar keeps what was on in the last year."""


def calendar(request: HttpRequest) -> HttpResponse:
    """What is on and to come, then what is past, newest first."""
    today = timezone.localdate()
    published = FairEdition.objects.published().for_cards().prefetch_related("closed_days")
    past = Paginator(published.past(today), PAST_A_PAGE).get_page(request.GET.get("trang"))
    upcoming = list(published.upcoming(today))
    lines = [presenting.fair_line(edition, today) for edition in upcoming]
    expected = sum(1 for edition in upcoming if edition.cancelled_at is None)
    context = {
        "head": heads.calendar_head(lines, expected=expected, number=past.number),
        "today": today,
        "upcoming": lines,
        "expected": expected,
        "past_page": past,
        "past": [presenting.fair_line(edition, today) for edition in past],
        "month_href": months.month_href(today),
        "feed": subscription(reverse("fairs:calendar_file")),
    }
    return render(request, "fairs/calendar.html", context)


def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month of fairs, from the calendar's first fair to its last; 404 beyond them."""
    today = timezone.localdate()
    published = FairEdition.objects.published()
    bounds = months.bounds_of(published, today)
    shown = _month_or_404(year, month)
    if shown not in bounds:
        raise Http404
    before, after = months.previous_month(shown), months.next_month(shown)
    page = months.month_page(published, shown, today)
    context = {
        **page,
        "head": heads.month_head(page),
        "year_months": months.year_of_months(published, shown, bounds),
        "previous": months.month_link(before) if before in bounds else None,
        "next": months.month_link(after) if after in bounds else None,
        "now": months.month_link(today.replace(day=1)),
        "is_now": shown == today.replace(day=1),
        "feed": subscription(reverse("fairs:calendar_file")),
    }
    return render(request, "fairs/month.html", context)


def _month_or_404(year: int, month: int) -> datetime.date:
    try:
        return datetime.date(year, month, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One fair."""
    parts = ("closed_days", "zones", "documents__document", "results")
    editions = FairEdition.objects.for_cards().select_related("map").prefetch_related(*parts)
    found, moved_to = published_edition_or_redirect(slug, editions)
    if found is None:
        return redirect("fairs:edition", moved_to, permanent=True)
    return render(request, "fairs/edition.html", _context(found, request.GET))


def edition_context(_request: HttpRequest, found: FairEdition) -> dict[str, Any]:
    """What the fair's page shows; also of a draft that exists in memory only."""
    return _context(found, {})


def _context(found: FairEdition, asked: Mapping[str, str]) -> dict[str, Any]:
    feed = subscription(reverse("fairs:edition_file", args=[found.slug])) if found.slug else ""
    shown = edition_page(found, asked)
    return {
        **shown,
        "head": heads.fair_head(found, shown["line"]),
        "feed": feed,
        "page_address": settings.BASE_URL + found.get_absolute_url(),
    }


def subscription(path: str) -> str:
    """The address under which a phone's calendar follows a file, so that later changes arrive by themselves."""
    return "webcal://" + settings.BASE_URL.split("//", 1)[-1] + path


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def calendar_file(_request: HttpRequest) -> HttpResponse:
    """All fairs to come and those of the last year, to subscribe to."""
    editions = FairEdition.objects.published().for_cards().upcoming(timezone.localdate() - FEED_KEEPS)
    return _file(as_calendar_file(editions.prefetch_related("closed_days")), "hoi-cho")


def edition_file(_request: HttpRequest, slug: str) -> HttpResponse:
    """One fair, to put into a phone's calendar; 404 while its days are not known."""
    found, moved_to = published_edition_or_redirect(slug, FairEdition.objects.for_cards())
    if found is None:
        return redirect("fairs:edition_file", moved_to, permanent=True)
    if not found.knows_days:
        raise Http404
    return _file(as_calendar_file([found]), found.slug)
