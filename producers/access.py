"""The one way to a producer from an address or a person: strangers get 404."""

from typing import Any

from django.shortcuts import get_object_or_404

from common.errors import Gone
from common.loading import published_or_moved

from .models import CraftVillage, Membership, Producer, ProducerQuerySet

ADDRESS_KIND = "producer"


def published_producer_or_redirect(slug: str) -> tuple[Producer | None, str]:
    """The published producer at `slug`, or None and the slug that it moved to. Http404 where there is neither."""
    return published_or_moved(Producer.objects.published().for_cards().with_product_counts(), slug, kind=ADDRESS_KIND)


def producers_of(user: Any) -> ProducerQuerySet:
    """The producers that this person may edit for today: a current membership, neither archived nor merged away.

    Being staff opens nothing here: the centre works in its own desk, and says so when it acts for somebody.
    """
    if not user.is_authenticated or not user.is_active:
        return Producer.objects.none()
    memberships = Membership.objects.current().filter(user=user)
    return Producer.objects.filter(pk__in=memberships.values("producer"), archived_at=None, merged_into=None).distinct()


def producer_for_editing(user: Any, slug: str) -> Producer:
    """The producer at `slug` that this person may edit, published or not. Http404 for everybody else."""
    return get_object_or_404(producers_of(user), slug=slug)


def published_village(slug: str) -> CraftVillage:
    """The craft village at `slug`; `Gone` for one that staff put away, Http404 where there is none."""
    villages = CraftVillage.objects.select_related("commune__province", "province", "photo")
    village = get_object_or_404(villages, slug=slug)
    if village.archived_at is not None:
        raise Gone(village.pk)
    return village
