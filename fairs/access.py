"""The one way to a fair from an address."""

from django.http import Http404

from common.addresses import record_of_former_slug

from .models import FairEdition, FairEditionQuerySet

ADDRESS_KIND = "fair"


def published_edition_or_redirect(
    slug: str, editions: FairEditionQuerySet | None = None
) -> tuple[FairEdition | None, str]:
    """The published edition at `slug`, or None and the slug it moved to. Http404 where there is neither."""
    published = (editions if editions is not None else FairEdition.objects).published()
    edition = published.filter(slug=slug).first()
    if edition is not None:
        return edition, slug
    record_id = record_of_former_slug(kind=ADDRESS_KIND, slug=slug)
    moved_to = FairEdition.objects.published().filter(pk=record_id).values_list("slug", flat=True).first()
    if moved_to is None:
        raise Http404
    return None, moved_to
