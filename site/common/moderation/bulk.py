"""Many records at once: rows and one live revision each, in batches.

Publishing one record is 32 statements, so a list of ten thousand cannot go through it. What is written here is
what publishing would leave behind: a live row whose latest and live revision hold its content.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from .records import ModeratedRecord

BATCH = 500
Record = TypeVar("Record", bound=ModeratedRecord)


def create_live(records: Sequence[Record], *, by: Any | None = None) -> list[Record]:
    """Add records, with the children they hold in memory, as published; slugs are given. All of one kind."""
    now = timezone.now()
    with transaction.atomic():
        for start in range(0, len(records), BATCH):
            batch = list(records[start : start + BATCH])
            for record in batch:
                _prepare(record, now)
            type(batch[0])._default_manager.bulk_create(batch)
            _create_children(batch)
            _create_revisions(batch, by=by, now=now)
    return list(records)


def update_live(records: Sequence[Record], fields: Iterable[str], *, by: Any | None = None) -> list[Record]:
    """Write changed `fields` of live records and a new live revision each; children are left as they are.

    For records without an open change only: the caller looks, since what to do about one is a matter of the kind.
    """
    now = timezone.now()
    names = [*fields, "search_key", "sort_key", "last_published_at"]
    with transaction.atomic():
        for start in range(0, len(records), BATCH):
            batch = list(records[start : start + BATCH])
            for record in batch:
                record.set_keys()
                record.last_published_at = now
            type(batch[0])._default_manager.bulk_update(batch, names)
            _create_revisions(batch, by=by, now=now)
    return list(records)


def _prepare(record: ModeratedRecord, now: Any) -> None:
    record.set_keys()
    record.live, record.has_unpublished_changes = True, False
    record.first_published_at = record.last_published_at = now
    # Held in memory as empty, children are not asked for one record at a time when it is serialised.
    held = record.__dict__.setdefault("_cluster_related_objects", {})
    for relation in get_all_child_relations(type(record)):
        held.setdefault(relation.get_accessor_name(), [])


def _create_children(records: Sequence[ModeratedRecord]) -> None:
    children = []
    for record in records:
        for relation in get_all_child_relations(type(record)):
            for position, child in enumerate(record._cluster_related_objects[relation.get_accessor_name()]):
                setattr(child, relation.field.name, record)
                if hasattr(child, "sort_order") and child.sort_order is None:
                    child.sort_order = position
                children.append(child)
    children.sort(key=lambda child: child._meta.label)
    for _label, group in groupby(children, key=lambda child: child._meta.label):
        kind = list(group)
        type(kind[0])._default_manager.bulk_create(kind)


def _create_revisions(records: Sequence[ModeratedRecord], *, by: Any | None, now: Any) -> None:
    kind = type(records[0])
    content_type = ContentType.objects.get_for_model(kind, for_concrete_model=False)
    Revision.objects.bulk_create(
        Revision(
            content_type=content_type,
            base_content_type=content_type,
            object_id=str(record.pk),
            created_at=now,
            user=by,
            object_str=str(record),
            content=record.serializable_data(),
        )
        for record in records
    )
    newest = Subquery(
        Revision.objects.filter(content_type=content_type, object_id=Cast(OuterRef("pk"), CharField()))
        .order_by("-pk")
        .values("pk")[:1]
    )
    written = kind._default_manager.filter(pk__in=[record.pk for record in records])
    written.update(latest_revision=newest, live_revision=newest)
