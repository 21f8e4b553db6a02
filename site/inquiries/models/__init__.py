"""The inquiries' tables."""

from .contact import AttemptKind, AttemptOutcome, ContactAttempt
from .inquiry import AuthorKind, BuyerKind, Inquiry, InquiryKind, InquiryQuerySet, InquiryState, Message
from .settings import InquirySettings

__all__ = [
    "AttemptKind",
    "AttemptOutcome",
    "AuthorKind",
    "BuyerKind",
    "ContactAttempt",
    "Inquiry",
    "InquiryKind",
    "InquiryQuerySet",
    "InquirySettings",
    "InquiryState",
    "Message",
]
