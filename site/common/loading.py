"""From an address to a record: the public one, or where it went when it was renamed or merged."""

from typing import Any

from django.db.models import Q
from django.http import Http404

from .addresses import record_of_former_slug
from .errors import Gone


def published_or_moved(published: Any, slug: str, *, kind: str) -> tuple[Any | None, str]:
    """The record of the queryset `published` at `slug`, or None and the slug that leads to it now.

    A former slug leads to its record, a merged record to the one it was merged into, however many times over.
    Http404 where the way ends at nothing that the public may see, `Gone` where the public saw it once.
    """
    found = published.filter(slug=slug).first()
    if found is not None:
        return found, slug
    records = published.model._default_manager.all()
    record_id = records.filter(slug=slug).values_list("pk", flat=True).first()
    if record_id is None:
        record_id = record_of_former_slug(kind=kind, slug=slug)
    if record_id is None:
        raise Http404
    end_id = end_of_merges(published.model, record_id)
    end = published.filter(pk=end_id).values_list("slug", flat=True).first()
    if end is not None:
        return None, end
    if records.filter(Q(live=True) | Q(first_published_at__isnull=False), pk=end_id).exists():
        raise Gone(end_id)
    raise Http404


def end_of_merges(model: Any, record_id: int) -> int:
    """The id of the record that this one was merged into in the end; its own where it was not."""
    passed: set[int] = set()
    here: int | None = record_id
    while here is not None and here not in passed:
        passed.add(here)
        record_id = here
        here = model._default_manager.filter(pk=here).values_list("merged_into_id", flat=True).first()
    return record_id
