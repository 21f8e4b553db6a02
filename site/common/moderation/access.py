"""Who may decide about a record's changes, and which change waits."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.locks import BasicLock
from wagtail.models import Revision, Site

from common.errors import NotAllowed
from common.models import SiteIdentity, Submission, SubmissionOutcome

REVIEW_PERMISSION = "common.review_submission"


class PublishRefused(NotAllowed, PermissionDenied):
    """Publishing past the review. Wagtail's admin shows a permission's refusal, where another error would be a 500."""


def may_review(user: Any) -> bool:
    """Whether this person decides about other people's changes."""
    return bool(user.is_active and user.has_perm(REVIEW_PERMISSION))


def open_change(record: Model) -> Submission | None:
    """The change to this record that waits for a decision, or None."""
    return Submission.objects.about(record).open().select_related("submitted_by", "revision").first()


def is_returned(record: Any) -> bool:
    """Whether the draft still holds a change that was sent back: nothing was published or submitted since."""
    last = Submission.objects.about(record).order_by("-pk").first()
    if last is None or last.outcome != SubmissionOutcome.RETURNED:
        return False
    return not record.live or record.last_published_at is None or record.last_published_at < last.decided_at


def writers_since_live(record: Any) -> set[int]:
    """Ids of everybody who wrote any revision that the public has not seen.

    Counted from the earlier of two moments, when the live revision was written and when it was published: an
    overwritten revision keeps its id and gets a new time, and a scheduled one is published after later ones.
    """
    revisions = Revision.objects.for_instance(record).exclude(user=None)
    live = Revision.objects.filter(pk=record.live_revision_id).values_list("created_at", flat=True).first()
    moments = [moment for moment in (live, record.last_published_at if record.live else None) if moment]
    if moments:
        revisions = revisions.filter(created_at__gt=min(moments))
    return set(revisions.values_list("user_id", flat=True))


def asks_second_person() -> bool:
    """Whether the centre asks that its staff's own work, too, is approved by somebody else."""
    site = Site.objects.filter(is_default_site=True).first()
    return site is not None and SiteIdentity.for_site(site).second_person


def refuse_locked(record: Any, user: Any) -> None:
    """Refuse whoever would change a record that somebody else holds locked. `record` is the row, not a draft.

    Only the lock that a person sets: the one of a review would keep the writers themselves from sending a better text.
    """
    if record.locked and BasicLock(record).for_user(user):
        raise PublishRefused(_("Hồ sơ này đang bị khóa nên chưa sửa hay xuất bản được. Hãy hỏi người đã khóa."))


def refuse_merged(record: Any) -> None:
    """Refuse to publish a record that was merged away: its draft would take back the rows that have moved on.

    The row is asked, since a revision may hold the record as it was before the merge.
    """
    if type(record)._base_manager.filter(pk=record.pk, merged_into__isnull=False).exists():
        raise PublishRefused(_("Hồ sơ này đã gộp vào hồ sơ khác nên không đăng được nữa. Hãy sửa hồ sơ giữ lại."))


def refuse_own_publishing(record: Any, user: Any) -> None:
    """Refuse whoever would publish past the review: while a change waits, for one's own side, without a second person,
    and what was sent back for those who may not review.

    `user` None is the system itself, which no second person is asked of.
    """
    if open_change(record) is not None:
        raise PublishRefused(
            _("Có thay đổi của cơ sở đang chờ duyệt. Hãy duyệt hoặc trả lại ở màn hình Chờ duyệt trước đã.")
        )
    if user is None:
        return
    if record.is_party(user):
        raise PublishRefused(_("Bạn là người của cơ sở này, nên bài của bạn cần cán bộ khác duyệt. Hãy gửi duyệt."))
    if asks_second_person():
        raise PublishRefused(_("Trung tâm yêu cầu người thứ hai duyệt. Hãy gửi duyệt."))
    if is_returned(record) and not may_review(user):
        raise PublishRefused(_("Bản nháp có phần đã bị trả lại. Sửa xong thì gửi duyệt."))
