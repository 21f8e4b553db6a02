"""Which waiting changes a person may open."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from common.models import Submission
from common.moderation import may_review


def changes_for_review(user: Any) -> QuerySet[Submission]:
    """What waits for this person, the longest wait first; nothing for anybody without the permission."""
    waiting = Submission.objects.open().select_related("submitted_by", "content_type").prefetch_related("record")
    return waiting if may_review(user) else waiting.none()


def change_for_review(user: Any, submission_id: int) -> Submission:
    """One change, decided ones included; 404 for strangers and for what is not there."""
    changes = Submission.objects.select_related("submitted_by", "decided_by", "content_type")
    submission = changes.filter(pk=submission_id).first() if may_review(user) else None
    if submission is None or submission.record is None:
        raise Http404
    return submission
