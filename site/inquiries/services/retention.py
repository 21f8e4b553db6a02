"""Personal data is kept only as long as its purpose (Law 91/2025/QH15)."""

import datetime

from django.db import transaction
from django.utils import timezone

from inquiries.models import Inquiry, InquiryBatch


@transaction.atomic
def purge(*, today: datetime.date | None = None) -> int:
    """Delete inquiries whose time has passed, with everything written in them, and requests of which none is
    left; returns how many inquiries."""
    expired = Inquiry.objects.filter(purge_after__lt=today or timezone.localdate())
    count = expired.count()
    expired.delete()
    InquiryBatch.objects.filter(inquiries=None).delete()
    return count
