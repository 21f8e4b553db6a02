"""A long list while it is written: how far it is, then the result or the refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from common.errors import Refusal
from products.models import Decision

from ..access import import_run
from ..models import ImportRun
from ..presenting import crumbs, say_drafted, say_released, say_written
from ..runs import standing_of

LOOK_AGAIN = 3
"""Seconds until the page asks again; a header does it, so it needs no script."""
TITLES = {
    ImportRun.Work.WRITE: (_("Đang ghi danh sách vào sổ"), _("Chưa ghi hết được")),
    ImportRun.Work.RELEASE: (_("Đang công bố quyết định"), _("Chưa công bố được")),
    ImportRun.Work.DRAFT: (_("Đang lập dự thảo"), _("Chưa lập được dự thảo")),
}
"""Of a run under way, and of one that came to nothing."""


@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is. A finished one leads to its result, a refused one says why and leads back."""
    found = import_run(request.user, pk)
    if found.state == ImportRun.State.DONE:
        return _to_the_result(request, found)
    under_way, given_up = TITLES[found.work]
    title = str(under_way if found.is_active else given_up)
    context = {
        "run": found,
        "standing": standing_of(found),
        "back": reverse("importing:draft" if _is_release(found) else "importing:plan", args=[_subject(found)]),
        "refusal": None if found.is_active else Refusal(found.refusal, details=found.refusal_details),
        "page_title": title,
        "header_title": title,
        "header_icon": "upload",
        "breadcrumbs_items": crumbs((str(found.upload or found.decision), "")),
    }
    response = render(request, "office/importing/run.html", context)
    response["Cache-Control"] = "no-store"
    if found.is_active:
        response["Refresh"] = str(LOOK_AGAIN)
    return response


def _to_the_result(request: HttpRequest, found: ImportRun) -> HttpResponse:
    if found.work == ImportRun.Work.DRAFT:
        return _to_the_draft(request, found)
    is_release = _is_release(found)
    (say_released if is_release else say_written)(request, found.outcome)
    return redirect("importing:released" if is_release else "importing:plan", _subject(found))


def _to_the_draft(request: HttpRequest, found: ImportRun) -> HttpResponse:
    """A draft that was thrown away since, or released, is none any more: back to its list."""
    draft = Decision.objects.drafts().filter(pk=found.outcome["decision"]).first()
    if draft is None:
        return redirect("importing:plan", _subject(found))
    say_drafted(request)
    return redirect("importing:draft", draft.pk)


def _is_release(run: ImportRun) -> bool:
    return run.work == ImportRun.Work.RELEASE


def _subject(run: ImportRun) -> int:
    return run.decision_id or run.upload_id
