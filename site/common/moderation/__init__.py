"""Moderated records: the public row changes only by publishing a revision (DESIGN §4).

Owns the drafts, reviews and previews of every moderated kind. Never knows what a kind is, nor who its writers are:
a kind answers `is_party`, a caller says whom it trusts. Its verbs: `submit_changes`, `approve`, `send_back`,
`publish_own`. See docs/moderation.md.
"""

from common.languages import in_language

from .access import is_returned, may_review, open_change, writers_since_live
from .previews import show_preview_with
from .records import WAGTAIL_ROW_FIELDS, ModeratedQuerySet, ModeratedRecord
from .services import (
    approve,
    publish_own,
    publish_scheduled,
    send_back,
    submit_changes,
    submit_revision,
    withdraw_expired,
)
from .signals import change_decided, change_submitted

__all__ = [
    "WAGTAIL_ROW_FIELDS",
    "ModeratedQuerySet",
    "ModeratedRecord",
    "approve",
    "change_decided",
    "change_submitted",
    "in_language",
    "is_returned",
    "may_review",
    "open_change",
    "publish_own",
    "publish_scheduled",
    "send_back",
    "show_preview_with",
    "submit_changes",
    "submit_revision",
    "withdraw_expired",
    "writers_since_live",
]
