"""What staff do to many records at once. One record, one transaction, one log entry."""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.errors import NotAllowed, Refusal
from common.moderation import ModeratedRecord, is_returned, open_change, publish_own
from common.moderation.access import refuse_locked
from producers.models import Producer
from producers.services import archive_producer, restore_producer
from products.models import Product
from products.services.catalogue import archive_product, restore_product


def publish_latest(*, record: ModeratedRecord, by: User) -> None:
    """Publish the latest draft as it stands. Refuses where nothing waits to be published, and what was sent back:
    who publishes that looks at it first.
    """
    if is_returned(record):
        raise Refusal(_("Bản nháp có phần đã bị trả lại. Hãy mở hồ sơ, xem lại rồi xuất bản ở đó."))
    revision = record.latest_revision or record.save_revision(user=by)
    if record.live and not record.has_unpublished_changes:
        raise Refusal(_("Bản mới nhất đã hiện rồi."))
    publish_own(revision_id=revision.pk, seen_at=revision.created_at, by=by)


@transaction.atomic
def unpublish(*, record: ModeratedRecord, by: User) -> None:
    """Take a record off the public site; its drafts stay. Refuses one that is not shown."""
    locked = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if not locked.live:
        raise Refusal(_("Hồ sơ này chưa hiện trên trang."))
    if not by.has_perm(f"{locked._meta.app_label}.publish_{locked._meta.model_name}"):
        raise NotAllowed(_("Bạn không được phân quyền gỡ hồ sơ này."))
    refuse_locked(locked, by)
    locked.unpublish(user=by)


@transaction.atomic
def change_text(*, record: ModeratedRecord, change: Callable[[Any], None], by: User) -> None:
    """Change the latest draft, and publish it where it had no other unpublished changes.

    Refuses while somebody's change waits for review: theirs would be published, or lost, with ours.
    """
    locked = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if open_change(locked) is not None:
        raise Refusal(_("Có thay đổi của cơ sở đang chờ duyệt."))
    refuse_locked(locked, by)
    was_clean = locked.live and not locked.has_unpublished_changes
    draft = locked.get_latest_revision_as_object()
    change(draft)
    revision = draft.save_revision(user=by, log_action=not was_clean)
    if was_clean:
        publish_own(revision_id=revision.pk, seen_at=revision.created_at, by=by)


def archive(*, record: models.Model, reason: str, by: User) -> None:
    """Put a record in the store-room, whatever its kind."""
    if isinstance(record, Product):
        archive_product(product=record, reason=reason, by=by)
    elif isinstance(record, Producer):
        archive_producer(producer=record, reason=reason, by=by)
    else:
        _set_archived(record, archived=True, reason=reason, by=by)


def restore(*, record: models.Model, by: User) -> None:
    """Take a record out of the store-room, whatever its kind."""
    if isinstance(record, Product):
        restore_product(product=record, by=by)
    elif isinstance(record, Producer):
        restore_producer(producer=record, by=by)
    else:
        _set_archived(record, archived=False, reason="", by=by)


@transaction.atomic
def _set_archived(record: models.Model, *, archived: bool, reason: str, by: User) -> None:
    """For the kinds that nobody else follows: lists, and fairs."""
    if archived and not reason.strip():
        raise Refusal(_("Xin ghi lý do cất vào kho."))
    locked = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if (locked.archived_at is not None) == archived:
        raise Refusal(_("Hồ sơ này đã ở trong kho.") if archived else _("Hồ sơ này không ở trong kho."))
    locked.archived_at = timezone.now() if archived else None
    locked.save(update_fields=["archived_at"])
    log(locked, "office.archive" if archived else "office.restore", user=by, data={"reason": reason.strip()})
