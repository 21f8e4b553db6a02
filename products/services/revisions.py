"""Keeping a record's draft in step with rows that a merge moved under it.

Photos and papers are part of a record's text: publishing a revision that does not know them would delete them.
"""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Revision

from accounts.models import User

from .relations import Hanging


def draft_with_moved(record: Any, hanging: Sequence[Hanging], *, by: User) -> dict[str, Any] | None:
    """A new latest revision of the record that holds the moved rows too; what `drop_revision` needs, or None.

    A draft that was not published yet stays unpublished; without one, the new revision is also the live one, since
    the row already shows what it says.
    """
    if not hanging or record.latest_revision_id is None:
        return None
    before = {
        "latest": record.latest_revision_id,
        "live": record.live_revision_id,
        "pending": record.has_unpublished_changes,
    }
    row = type(record)._default_manager.get(pk=record.pk)
    drafted = row.get_latest_revision_as_object() if row.has_unpublished_changes else row
    if drafted is not row:
        for found in hanging:
            accessor = found.model._meta.get_field(found.field_name).remote_field.get_accessor_name()
            getattr(drafted, accessor).add(*found.model._base_manager.filter(pk__in=found.moving))
    revision = drafted.save_revision(user=by, clean=False, changed=row.has_unpublished_changes)
    live = before["live"] if before["pending"] or not row.live else revision.pk
    _point(record, latest=revision.pk, live=live, pending=before["pending"])
    return {"id": revision.pk, **before}


def drop_revision(record: Any, made: dict[str, Any] | None) -> None:
    """Undo `draft_with_moved`."""
    if made is None:
        return
    _point(record, latest=made["latest"], live=made["live"], pending=made["pending"])
    Revision.objects.filter(pk=made["id"]).delete()


def _point(record: Any, *, latest: int | None, live: int | None, pending: bool) -> None:
    record.latest_revision_id, record.live_revision_id = latest, live
    record.has_unpublished_changes = pending
    record.save(update_fields=["latest_revision", "live_revision", "has_unpublished_changes"])
