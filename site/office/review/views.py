"""The inbox and the screen on which a change is approved or sent back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Revision

from accounts.models import User
from common.errors import Refusal, Stale
from common.models import Submission
from common.moderation import approve, may_review, send_back, writers_since_live
from common.moderation.differences import differences

from .access import change_for_review, changes_for_review
from .forms import ApproveForm, SendBackForm

A_PAGE = 30


@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything that waits, the longest wait first."""
    if not may_review(request.user):
        raise PermissionDenied
    page = Paginator(changes_for_review(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/review/inbox.html", {"page": page})


@require_GET
def detail(request: HttpRequest, submission_id: int) -> HttpResponse:
    """What one change would do to the public page."""
    return _screen(request, change_for_review(request.user, submission_id))


@require_POST
def approve_change(request: HttpRequest, submission_id: int) -> HttpResponse:
    submission = change_for_review(request.user, submission_id)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _screen(request, submission, approve_form=form, status=400)
    try:
        record = approve(**form.cleaned_data, by=request.user)
    except Refusal as refusal:
        return _refused(request, submission, refusal, approve_form=form)
    messages.success(request, _("Đã duyệt và xuất bản “%(record)s”.") % {"record": record})
    return redirect("review:inbox")


@require_POST
def send_back_change(request: HttpRequest, submission_id: int) -> HttpResponse:
    submission = change_for_review(request.user, submission_id)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _screen(request, submission, send_back_form=form, status=400)
    try:
        send_back(**form.cleaned_data, by=request.user)
    except Refusal as refusal:
        return _refused(request, submission, refusal, send_back_form=form)
    messages.success(request, _("Đã trả lại “%(record)s” cho người viết.") % {"record": submission.record})
    return redirect("review:inbox")


@require_GET
def preview(request: HttpRequest, submission_id: int, language: str) -> HttpResponse:
    """The public page as it would be."""
    submission = change_for_review(request.user, submission_id)
    draft = _latest(submission).as_object()
    if language not in dict(draft.preview_modes):
        raise Http404
    return draft.make_preview_request(request, language)


def _latest(submission: Submission) -> Revision:
    """The record's latest revision: what a decision made now is about."""
    return submission.record.latest_revision


def _refused(request: HttpRequest, submission: Submission, refusal: Refusal, **forms: Any) -> HttpResponse:
    """The same screen with why, what was typed, and the difference as it is now."""
    fresh = change_for_review(request.user, submission.pk)
    status = 409 if isinstance(refusal, Stale) else 403
    return _screen(request, fresh, refusal=refusal, status=status, **forms)


def _screen(
    request: HttpRequest,
    submission: Submission,
    *,
    refusal: Refusal | None = None,
    approve_form: ApproveForm | None = None,
    send_back_form: SendBackForm | None = None,
    status: int = 200,
) -> HttpResponse:
    record = submission.record
    revision = _latest(submission)
    draft = revision.as_object()
    writers = writers_since_live(record) | {submission.submitted_by_id}
    context = {
        "submission": submission,
        "record": record,
        "draft": draft,
        # What the buttons post is always the revision that this very answer shows, whatever was posted before.
        "revision": revision,
        "seen_at": revision.created_at.isoformat(),
        "differences": differences(record if record.first_published_at or record.live else None, draft),
        "is_own": request.user.pk in writers or record.is_party(request.user),
        "writers": User.objects.filter(pk__in=writers).order_by("pk"),
        "refusal": refusal,
        "approve_form": approve_form or ApproveForm(),
        "send_back_form": send_back_form or SendBackForm(),
    }
    return render(request, "office/review/detail.html", context, status=status)
