"""The inquiries' tables."""

from .batch import InquiryBatch
from .contact import AttemptKind, AttemptOutcome, ContactAttempt
from .inquiry import (
    LONGEST_SOUGHT,
    AuthorKind,
    BuyerKind,
    Inquiry,
    InquiryKind,
    InquiryQuerySet,
    InquiryState,
    Message,
)
from .settings import InquirySettings

__all__ = [
    "LONGEST_SOUGHT",
    "AttemptKind",
    "AttemptOutcome",
    "AuthorKind",
    "BuyerKind",
    "ContactAttempt",
    "Inquiry",
    "InquiryBatch",
    "InquiryKind",
    "InquiryQuerySet",
    "InquirySettings",
    "InquiryState",
    "Message",
]
