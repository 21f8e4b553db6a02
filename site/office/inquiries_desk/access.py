"""Who may open the desk, and one inquiry of it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from inquiries.models import Inquiry

PERMISSION = "inquiries.change_inquiry"


def may_answer(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(PERMISSION))


def require_desk(user: Any) -> None:
    if not may_answer(user):
        raise PermissionDenied


def inquiry_for_desk(user: Any, reference: str) -> Inquiry:
    """One inquiry by its reference; 404 for what is not there, refused to who has no place at the desk."""
    require_desk(user)
    return get_object_or_404(Inquiry.objects.with_subject(), reference=reference)
