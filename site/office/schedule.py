"""What is due by its date: publishing at the hour that was approved, and withdrawing after the last day.

Wagtail's own command stops at the first revision that cannot be published; here each has a try of its own.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from common.moderation import ModeratedRecord, publish_scheduled, withdraw_expired

logger = logging.getLogger("office.schedule")


class NotAllDoneError(Exception):
    """What could not be published or withdrawn, one line each; the rest was."""


def publish_due() -> str:
    """Publish every revision whose approved hour has come. Raises `NotAllDoneError` naming those that failed."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")
    return _each(due.select_related("content_type"), _publish)


def withdraw_due() -> str:
    """Take off the site what is past its last day. Raises `NotAllDoneError` naming those that failed."""
    return _each(_expired(), _withdraw)


def _publish(revision: Revision) -> None:
    if issubclass(revision.content_type.model_class(), ModeratedRecord):
        publish_scheduled(revision=revision)
    else:
        revision.publish(log_action="wagtail.publish.scheduled")


def _expired() -> Iterable[Any]:
    for model in apps.get_models():
        # Pages are one table, whatever their types.
        if issubclass(model, DraftStateMixin) and (model is Page or not issubclass(model, Page)):
            yield from model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")


def _withdraw(record: Any) -> None:
    if isinstance(record, ModeratedRecord):
        withdraw_expired(model=type(record), record_id=record.pk)
    else:
        record.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _each(items: Iterable[Any], act: Callable[[Any], None]) -> str:
    done, failed = 0, []
    for item in list(items):
        try:
            act(item)
            done += 1
        except Exception as error:  # noqa: BLE001 - one that fails must not stop those behind it
            logger.exception("%s %s failed", item._meta.label, item.pk)
            failed.append(f"{item._meta.label} {item.pk}: {type(error).__name__}: {error}")
    if failed:
        raise NotAllDoneError("\n".join(failed))
    return str(done) if done else ""
