"""The fair calendar and a fair's page; anonymous, without a session."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from . import presenting
from .access import published_edition_or_redirect
from .calendar_files import calendar_file as as_calendar_file
from .models import FairEdition

PAST_A_PAGE = 20


def calendar(request: HttpRequest) -> HttpResponse:
    """What is on and to come, then what is past, newest first."""
    today = timezone.localdate()
    published = FairEdition.objects.published().for_cards().prefetch_related("closed_days")
    past = Paginator(published.past(today), PAST_A_PAGE).get_page(request.GET.get("trang"))
    upcoming = list(published.upcoming(today))
    context = {
        "today": today,
        "upcoming": [presenting.fair_line(edition, today) for edition in upcoming],
        "expected": sum(1 for edition in upcoming if edition.cancelled_at is None),
        "past_page": past,
        "past": [presenting.fair_line(edition, today) for edition in past],
    }
    return render(request, "fairs/calendar.html", context)


def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One fair."""
    found, moved_to = published_edition_or_redirect(slug, FairEdition.objects.for_cards())
    if found is None:
        return redirect("fairs:edition", moved_to, permanent=True)
    return render(request, "fairs/edition.html", edition_context(request, found))


def edition_context(_request: HttpRequest, found: FairEdition) -> dict[str, Any]:
    """What the fair's page shows; also of a draft that exists in memory only."""
    exhibitors = found.exhibitors.select_related("producer") if found.pk else []
    return {
        "edition": found,
        "line": presenting.fair_line(found),
        "facts": presenting.facts(found),
        "closed": [shut.date for shut in found.closed_days.all()],
        "zones": list(found.zones.all()),
        "documents": [item for item in found.documents.all() if item.document_id or item.url or item.number],
        "results": list(found.results.all()),
        "exhibitors": list(exhibitors),
        "sources": found.source_url.split(" ; ") if found.source_url else [],
    }


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def calendar_file(request: HttpRequest) -> HttpResponse:
    """All fairs to come, to subscribe to."""
    editions = FairEdition.objects.published().for_cards().upcoming().prefetch_related("closed_days")
    return _file(as_calendar_file(editions), "hoi-cho")


def edition_file(request: HttpRequest, slug: str) -> HttpResponse:
    """One fair, to put into a phone's calendar."""
    found, moved_to = published_edition_or_redirect(slug, FairEdition.objects.for_cards())
    if found is None:
        return redirect("fairs:edition_file", moved_to, permanent=True)
    return _file(as_calendar_file([found]), found.slug)
