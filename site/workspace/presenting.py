"""What the corner's first page shows: each producer, its products, and how each one's changes stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from common.models import Submission
from common.moderation import ModeratedRecord
from common.visits.presenting import views_words
from common.visits.reading import NONE, views_of
from producers.access import producers_of
from products.access import products_of


@dataclass(frozen=True)
class Standing:
    """A record and its last submitted change, if there was one."""

    record: ModeratedRecord
    change: Submission | None
    views: str = ""
    """How often its page was looked at, in words; of what is on the public site."""


@dataclass(frozen=True)
class Desk:
    """One producer with its products."""

    profile: Standing
    products: list[Standing]


def desks_of(user: Any) -> list[Desk]:
    """Everything this person may edit; seven queries however much there is."""
    producers = list(producers_of(user))
    products = list(products_of(user).order_by("name_vi", "pk"))
    profiles = standings(producers, with_views=True)
    rows = standings(products, with_views=True)
    return [Desk(profile, [row for row in rows if row.record.producer_id == profile.record.pk]) for profile in profiles]


def standings(records: Iterable[ModeratedRecord], *, with_views: bool = False) -> list[Standing]:
    """Each record of one kind with the newest change submitted to it, and how often its page was looked at."""
    records = list(records)
    if not records:
        return []
    kind = ContentType.objects.get_for_model(records[0], for_concrete_model=False)
    changes = Submission.objects.filter(content_type=kind, object_id__in=[record.pk for record in records])
    newest = {change.object_id: change for change in changes.order_by("pk")}
    views = views_of(type(records[0]), [record.pk for record in records]) if with_views else {}
    return [
        Standing(
            record,
            newest.get(record.pk),
            views_words(views.get(record.pk, NONE)) if with_views and record.is_public else "",
        )
        for record in records
    ]
