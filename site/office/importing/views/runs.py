"""A long list while it is written: how far it is, then the result or the refusal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.errors import Refusal

from ..access import import_run
from ..models import ImportRun
from ..presenting import crumbs, say_released, say_written
from ..runs import standing_of

LOOK_AGAIN = 3
"""Seconds until the page asks again; a header does it, so it needs no script."""


@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a run is. A finished one leads to its result, a refused one says why and leads back."""
    found = import_run(request.user, pk)
    is_release = found.work == ImportRun.Work.RELEASE
    if found.state == ImportRun.State.DONE:
        (say_released if is_release else say_written)(request, found.outcome)
        return redirect("importing:released" if is_release else "importing:plan", _subject(found))
    title = _("Đang công bố quyết định") if is_release else _("Đang ghi danh sách vào sổ")
    if not found.is_active:
        title = _("Chưa công bố được") if is_release else _("Chưa ghi hết được")
    context = {
        "run": found,
        "standing": standing_of(found),
        "back": reverse("importing:draft" if is_release else "importing:plan", args=[_subject(found)]),
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


def _subject(run: ImportRun) -> int:
    return run.decision_id or run.upload_id
