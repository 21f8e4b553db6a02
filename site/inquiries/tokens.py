"""Signed links. Each is scoped to one inquiry and one reader, and harmless to open twice."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from common import languages

from .models import Inquiry, InquiryBatch

BUYER_SALT = "inquiries.buyer"
BATCH_SALT = "inquiries.batch"
PRODUCER_SALT = "inquiries.producer"
PRODUCER_LINK_DAYS = 60


def buyer_token(inquiry: Inquiry) -> str:
    return signing.dumps(inquiry.pk, salt=BUYER_SALT)


def producer_token(inquiry: Inquiry) -> str:
    return signing.dumps(inquiry.pk, salt=PRODUCER_SALT)


def inquiry_of_buyer(token: str) -> Inquiry | None:
    """The inquiry of a buyer's link, or None; the link lives as long as the inquiry."""
    return _inquiry(token, salt=BUYER_SALT, max_age=None)


def inquiry_of_producer(token: str) -> Inquiry | None:
    """The inquiry of a producer's link, or None when the link is not ours or older than 60 days."""
    return _inquiry(token, salt=PRODUCER_SALT, max_age=PRODUCER_LINK_DAYS * 86_400)


def _inquiry(token: str, *, salt: str, max_age: int | None) -> Inquiry | None:
    try:
        primary_key = signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
    return Inquiry.objects.with_subject().filter(pk=primary_key).first()


def batch_token(batch: InquiryBatch) -> str:
    return signing.dumps(batch.pk, salt=BATCH_SALT)


def batch_of_buyer(token: str) -> InquiryBatch | None:
    """The request to several of a buyer's link, or None; the link lives as long as the request."""
    try:
        primary_key = signing.loads(token, salt=BATCH_SALT)
    except signing.BadSignature:
        return None
    return InquiryBatch.objects.filter(pk=primary_key).first()


def batch_follow_address(batch: InquiryBatch, language: str) -> str:
    """The whole address at which the buyer follows everything asked with one form."""
    with translation.override(language):
        return settings.BASE_URL + reverse("inquiries:follow_several", args=[batch_token(batch)])


def follow_address(inquiry: Inquiry) -> str:
    """The whole address at which the buyer follows the inquiry, in the buyer's language.

    One asked together with others is followed beside them.
    """
    if inquiry.batch is not None:
        return f"{batch_follow_address(inquiry.batch, inquiry.language)}#{inquiry.reference}"
    with translation.override(inquiry.language):
        return settings.BASE_URL + reverse("inquiries:follow", args=[buyer_token(inquiry)])


def answer_address(inquiry: Inquiry) -> str:
    """The whole address at which the producer answers without signing in, in Vietnamese."""
    with languages.in_source():
        return settings.BASE_URL + reverse("inquiries:answer", args=[producer_token(inquiry)])
