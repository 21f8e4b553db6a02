"""The signed papers among the documents."""

from wagtail.documents.models import Document

from products.models import AwardEvent, Decision


def is_on_record(document: Document) -> bool:
    """Whether a released decision, or something recorded about an award, rests on this very file."""
    return (
        Decision.objects.released().filter(file=document).exists()
        or AwardEvent.objects.filter(document=document).exists()
    )
