"""The verbs of moderation. Each locks the row first, so that two people who act at once get one outcome."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision, WorkflowState

from common.errors import NotAllowed, Refusal, Stale
from common.models import Submission, SubmissionOutcome

from .access import may_review, open_change, refuse_locked, refuse_own_publishing, writers_since_live
from .differences import changed_names
from .records import ModeratedRecord
from .signals import change_decided, change_submitted

MEANWHILE = _("Nội dung đã thay đổi từ lúc bạn mở. Hãy xem lại chỗ khác rồi quyết định.")
NEWER_DRAFT = _(
    "Người khác vừa lưu bản mới hơn từ lúc bạn mở. Chữ bạn gõ vẫn ở đây; gửi lần nữa thì bản của bạn thay bản đó."
)
NOTHING_WAITS = _("Thay đổi này đã được người khác xử lý.")
PUBLISHED_ALREADY = _("Bản này vừa được người khác xuất bản rồi.")
NO_REVIEWER = _("Bạn không được phân quyền duyệt nội dung.")
OWN_WORK = _("Bạn đã viết một phần của thay đổi này, nên cần người khác duyệt.")


def nobody(user: Any) -> bool:
    """The predicate of a caller who trusts no writer."""
    return False


@transaction.atomic
def submit_changes(
    record: ModeratedRecord,
    *,
    by: Any,
    on_behalf: bool = False,
    trusted: Callable[[Any], bool] = nobody,
    based_on: datetime | None = None,
) -> Submission:
    """Keep what is in the record as a revision and ask for its review; the public row stays as it is.

    `record` is the latest revision as an object, with the changes made, or a new record without a row.
    `on_behalf`: staff write down what somebody told them. `trusted(by)` true: a change of harmless fields alone is
    approved by rule. `based_on` is the `created_at` of the revision that the writer saw: `Stale` when there is a
    newer one. Raises `Refusal` for a record that is archived, merged or locked, `ValidationError` for wrong content.
    """
    if record.pk is None:
        record.live = False
        record.full_clean()
        record.save()
    row = _locked(type(record), record.pk)
    if row.archived_at or row.merged_into_id:
        raise Refusal(_("Hồ sơ này đã cất vào kho hoặc đã gộp vào hồ sơ khác, nên không nhận thay đổi."))
    refuse_locked(row, by)
    if based_on is not None and row.latest_revision is not None and row.latest_revision.created_at != based_on:
        raise Stale(NEWER_DRAFT)
    revision = record.save_revision(user=by)
    return submit_revision(revision=revision, by=by, on_behalf=on_behalf, trusted=trusted)


@transaction.atomic
def submit_revision(
    *, revision: Revision, by: Any, on_behalf: bool = False, trusted: Callable[[Any], bool] = nobody
) -> Submission:
    """Ask for the review of a record's latest revision; joins the change that waits already, if there is one.

    Raises `Stale` when the revision is not the latest, `NotAllowed` while somebody else holds the record locked.
    """
    record = _locked(revision.content_type.model_class(), revision.object_id)
    if record.latest_revision_id != revision.pk:
        raise Stale(MEANWHILE)
    refuse_locked(record, by)
    waiting = open_change(record)
    if waiting is None and trusted(by) and _is_harmless(record, revision, by):
        return _approve_by_rule(record, revision, by=by)
    if waiting is None:
        waiting = Submission(record=record, submitted_at=timezone.now())
    waiting.revision, waiting.submitted_by = revision, by
    waiting.on_behalf = on_behalf
    waiting.save()
    _start_review(record, revision, by=by)
    log(instance=record, action="moderation.submit", user=by, revision=revision, data={"on_behalf": on_behalf})
    _announce(change_submitted, record, waiting)
    return waiting


@transaction.atomic
def approve(*, revision_id: int, seen_at: datetime, by: Any, comment: str = "") -> ModeratedRecord:
    """Publish exactly the revision that was looked at, and finish its review. Returns the published record.

    `seen_at` is the revision's `created_at` as the screen showed it: an overwritten revision keeps its id alone.
    Raises `Stale` when something changed or was decided meanwhile, `NotAllowed` for its writers, for anyone without
    the review permission and while somebody else holds the record locked, `Refusal` for what cannot be published.
    """
    _refuse_others(by)
    record, revision = _as_seen(revision_id, seen_at)
    refuse_locked(record, by)
    submission = _waiting(record)
    if by.pk in writers_since_live(record) | {submission.submitted_by_id} or record.is_party(by):
        raise NotAllowed(OWN_WORK)
    _decide(submission, SubmissionOutcome.APPROVED, by=by, reason=comment)
    _finish_review(record, by=by, comment=comment)
    _publish(record, revision, by=None, action="moderation.approve", actor=by, data={"comment": comment})
    _announce(change_decided, record, submission)
    return _fresh(record)


@transaction.atomic
def send_back(*, revision_id: int, seen_at: datetime, by: Any, reason: str) -> Submission:
    """Return a change to its writer with what has to be put right; the draft stays for them to go on with."""
    _refuse_others(by)
    if not reason.strip():
        raise Refusal(_("Hãy ghi điều cần sửa, để người viết biết."))
    record, revision = _as_seen(revision_id, seen_at)
    submission = _waiting(record)
    _decide(submission, SubmissionOutcome.RETURNED, by=by, reason=reason.strip())
    if task_state := record.current_workflow_task_state:
        task_state.reject(user=by, update=False, comment=submission.reason)
        _set_review(record, WorkflowState.STATUS_NEEDS_CHANGES)
    log(instance=record, action="moderation.send_back", user=by, revision=revision, data={"reason": submission.reason})
    _announce(change_decided, record, submission)
    return submission


@transaction.atomic
def publish_own(*, revision_id: int, seen_at: datetime, by: Any) -> ModeratedRecord:
    """Publish what staff wrote themselves, logged. Raises as `approve` does; a second person may be asked for."""
    record, revision = _as_seen(revision_id, seen_at)
    if not by.has_perm(f"{record._meta.app_label}.publish_{record._meta.model_name}"):
        raise NotAllowed(_("Bạn không được phân quyền xuất bản."))
    refuse_locked(record, by)
    refuse_own_publishing(record, by)
    published_at = record.last_published_at
    if record.live_revision_id == revision.pk and (published_at is None or revision.created_at <= published_at):
        raise Stale(PUBLISHED_ALREADY)
    _publish(record, revision, by=by, action="moderation.publish", actor=by)
    return _fresh(record)


@transaction.atomic
def publish_scheduled(*, revision: Revision) -> ModeratedRecord:
    """Publish a revision whose approved hour has come. A change that waits goes on waiting."""
    record = _locked(revision.content_type.model_class(), revision.object_id)
    revision.publish(log_action="wagtail.publish.scheduled", skip_permission_checks=True)
    if waiting := open_change(record):
        # Publishing ended the review of the change that waits.
        _start_review(_fresh(record), waiting.revision, by=waiting.submitted_by)
    return _fresh(record)


@transaction.atomic
def withdraw_expired(*, model: type[ModeratedRecord], record_id: int) -> None:
    """Take a record whose last day is over off the public site."""
    record = _locked(model, record_id)
    record.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _locked(model: type[ModeratedRecord], record_id: Any) -> ModeratedRecord:
    """The row, held until the transaction ends (SQLite holds the whole database from BEGIN)."""
    manager: Any = model._base_manager
    return manager.select_for_update().get(pk=record_id)


def _fresh(record: ModeratedRecord) -> ModeratedRecord:
    """The row read anew: after a draft was saved, the instance in hand may carry the draft's children."""
    manager: Any = type(record)._base_manager
    return manager.get(pk=record.pk)


def _as_seen(revision_id: int, seen_at: datetime) -> tuple[ModeratedRecord, Revision]:
    """The locked record and its latest revision, or `Stale` where it is no longer what was looked at."""
    looked_at = Revision.objects.filter(pk=revision_id).select_related("content_type").first()
    if looked_at is None:
        raise Stale(MEANWHILE)
    record = _locked(looked_at.content_type.model_class(), looked_at.object_id)
    latest = Revision.objects.get(pk=revision_id)  # read again: the lock may have waited for another's writing
    if record.latest_revision_id != revision_id or latest.created_at != seen_at:
        raise Stale(MEANWHILE)
    return record, latest


def _waiting(record: ModeratedRecord) -> Submission:
    submission = open_change(record)
    if submission is None:
        raise Stale(NOTHING_WAITS)
    return submission


def _refuse_others(user: Any) -> None:
    if not may_review(user):
        raise NotAllowed(NO_REVIEWER)


def _decide(submission: Submission, outcome: SubmissionOutcome, *, by: Any, reason: str) -> None:
    submission.outcome, submission.decided_by, submission.reason = outcome, by, reason
    submission.decided_at = timezone.now()
    submission.save()


def _publish(
    record: ModeratedRecord, revision: Revision, *, by: Any, action: str, actor: Any, data: dict[str, Any] | None = None
) -> None:
    """Publish with one log entry. `by` None: the caller has decided that `actor` may."""
    try:
        revision.as_object().full_clean()
    except ValidationError as problems:
        raise Refusal(_("Nội dung còn chỗ sai, chưa xuất bản được."), details=problems.messages) from problems
    revision.publish(user=by, log_action=False, skip_permission_checks=True)
    log(instance=_fresh(record), action=action, user=actor, revision=revision, content_changed=True, data=data)


def _is_harmless(record: ModeratedRecord, revision: Revision, by: Any) -> bool:
    """Whether a published record would change in harmless fields alone, written by this person alone."""
    if not record.is_public or writers_since_live(record) - {by.pk}:
        return False
    changed = changed_names(record, revision.as_object())
    return bool(changed) and changed <= record.harmless_fields


def _approve_by_rule(record: ModeratedRecord, revision: Revision, *, by: Any) -> Submission:
    submission = Submission(record=record, revision=revision, submitted_by=by, submitted_at=timezone.now())
    _decide(submission, SubmissionOutcome.BY_RULE, by=None, reason="")
    fields = sorted(changed_names(record, revision.as_object()))
    _publish(record, revision, by=None, action="moderation.by_rule", actor=by, data={"fields": fields})
    _announce(change_decided, record, submission)
    return submission


def _start_review(record: ModeratedRecord, revision: Revision, *, by: Any) -> None:
    """Start, resume or move Wagtail's workflow to this revision."""
    state = record.current_workflow_state
    if state is None:
        workflow = record.get_workflow()
        if workflow is not None:
            workflow.start(record, by)
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    elif task_state := state.current_task_state:
        task_state.revision = revision
        task_state.save(update_fields=["revision"])


def _finish_review(record: ModeratedRecord, *, by: Any, comment: str) -> None:
    """End the workflow as approved without its own publishing, which takes whatever revision is the latest."""
    if task_state := record.current_workflow_task_state:
        task_state.approve(user=by, update=False, comment=comment)
        _set_review(record, WorkflowState.STATUS_APPROVED)


def _set_review(record: ModeratedRecord, status: str) -> None:
    state = record.current_workflow_state
    state.status = status
    state.save()


def _announce(signal: Any, record: ModeratedRecord, submission: Submission) -> None:
    transaction.on_commit(lambda: signal.send(sender=type(record), submission=submission))
