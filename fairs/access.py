"""The one way to a fair from an address."""

from common.loading import published_or_moved

from .models import FairEdition, FairEditionQuerySet

ADDRESS_KIND = "fair"


def published_edition_or_redirect(
    slug: str, editions: FairEditionQuerySet | None = None
) -> tuple[FairEdition | None, str]:
    """The published edition at `slug`, or None and the slug that it moved to. Http404 where there is neither."""
    found = FairEdition.objects.all() if editions is None else editions
    return published_or_moved(found.published(), slug, kind=ADDRESS_KIND)
