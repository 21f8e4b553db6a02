"""The question's way to the producer. A mail that left is an attempt; reading or talking delivers."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.errors import Refusal
from inquiries.models import AttemptKind, AttemptOutcome, ContactAttempt, Inquiry, InquiryState
from inquiries.models.contact import CALL_OUTCOMES

CALL_AGAIN_AFTER = datetime.timedelta(hours=4)


def locked(inquiry: Inquiry) -> Inquiry:
    """The inquiry's row, held until the transaction ends."""
    return Inquiry.objects.select_for_update().get(pk=inquiry.pk)


def deliver(inquiry: Inquiry, *, at: datetime.datetime) -> None:
    """A new inquiry is in its producer's hands from now on; nothing changes for one that already was."""
    if inquiry.state == InquiryState.NEW:
        inquiry.state = InquiryState.DELIVERED
        inquiry.delivered_at = at
        # Back on the list only if the promised day passes without an answer.
        inquiry.call_after = inquiry.due_at
        inquiry.save(update_fields=["state", "delivered_at", "call_after"])


@transaction.atomic
def mark_opened(*, inquiry: Inquiry) -> Inquiry:
    """The producer opened the signed link and confirmed; harmless to repeat."""
    current = locked(inquiry)
    if current.state == InquiryState.NEW:
        now = timezone.now()
        ContactAttempt.objects.create(inquiry=current, kind=AttemptKind.LINK, outcome=AttemptOutcome.OPENED, at=now)
        deliver(current, at=now)
    return current


@transaction.atomic
def note_unsent_answer(*, inquiry: Inquiry, note: str) -> None:
    """Note that an answer's mail did not leave, and put the inquiry on the desk's list: somebody calls the buyer."""
    current = locked(inquiry)
    if current.state != InquiryState.ANSWERED:  # closed or taken back before the worker came to it
        return
    words = _("Thư trả lời không đến được người hỏi: %(why)s") % {"why": note}
    ContactAttempt.objects.create(
        inquiry=current, kind=AttemptKind.MAIL, outcome=AttemptOutcome.FAILED, note=words[:300]
    )
    current.call_after = timezone.now()
    current.save(update_fields=["call_after"])


@transaction.atomic
def record_call(
    *,
    inquiry: Inquiry,
    kind: str,
    outcome: str,
    by: User,
    note: str = "",
    call_again_at: datetime.datetime | None = None,
) -> Inquiry:
    """Note a call, a Zalo message or a visit and what came of it.

    Refusal when the inquiry is already closed or the outcome is none that a person can have.
    """
    current = locked(inquiry)
    if not current.takes_calls:
        raise Refusal(_("Câu hỏi này đã xong, không cần gọi nữa."))
    if outcome not in CALL_OUTCOMES:
        raise Refusal(_("Chọn kết quả của cuộc gọi."))
    now = timezone.now()
    ContactAttempt.objects.create(inquiry=current, kind=kind, outcome=outcome, note=note, by=by, at=now)
    if current.handled_by_id is None:
        current.handled_by = by
    if outcome == AttemptOutcome.REACHED:
        current.call_after = current.call_after if current.is_open else None
        current.save(update_fields=["handled_by", "call_after"])
        deliver(current, at=now)
    else:
        current.call_after = call_again_at or now + CALL_AGAIN_AFTER
        current.save(update_fields=["handled_by", "call_after"])
    log(instance=current, action="inquiries.call", user=by, data={"outcome": outcome})
    return current


@transaction.atomic
def mail_producer(*, inquiry: Inquiry, sent: bool, note: str = "") -> None:
    """Note that the producer's mail left, or why it could not; a failed one is for the desk at once."""
    outcome = AttemptOutcome.SENT if sent else AttemptOutcome.FAILED
    ContactAttempt.objects.create(inquiry=inquiry, kind=AttemptKind.MAIL, outcome=outcome, note=note[:300])
    if not sent:
        Inquiry.objects.filter(pk=inquiry.pk, state=InquiryState.NEW).update(call_after=timezone.now())
