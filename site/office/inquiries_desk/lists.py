"""The desk's five lists. Each is one query set, so that a count is always the length of the list behind it."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from inquiries.models import Inquiry, InquiryState


def _to_call() -> QuerySet[Inquiry]:
    return Inquiry.objects.to_call()


def _waiting() -> QuerySet[Inquiry]:
    """Open, and nobody has to do anything now."""
    return Inquiry.objects.open().exclude(pk__in=Inquiry.objects.to_call().order_by().values("pk")).order_by("due_at")


def _overdue() -> QuerySet[Inquiry]:
    return Inquiry.objects.overdue().order_by("due_at", "pk")


def _answered() -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(state=InquiryState.ANSWERED).order_by("-answered_at", "-pk")


def _closed() -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(state=InquiryState.CLOSED).order_by("-closed_at", "-pk")


LISTS: dict[str, tuple[object, Callable[[], QuerySet[Inquiry]]]] = {
    "goi": (_("Cần gọi"), _to_call),
    "cho": (_("Đang chờ"), _waiting),
    "qua-han": (_("Quá hạn"), _overdue),
    "da-tra-loi": (_("Đã trả lời"), _answered),
    "da-dong": (_("Đã đóng"), _closed),
}
"""Address → (name, list)."""


def inquiries_in(name: str) -> QuerySet[Inquiry]:
    return LISTS[name][1]()
