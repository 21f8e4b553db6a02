"""The answer, and the end."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.after_commit import announce
from common.errors import Refusal
from inquiries.models import AuthorKind, Inquiry, InquiryState, Message
from inquiries.signals import message_written

from .delivery import deliver, locked

MOST_MESSAGES = 20
"""Of one inquiry, the question included. Who has more to say has the other's telephone number by then."""


@transaction.atomic
def answer(*, inquiry: Inquiry, text: str, author_kind: str, by: User | None = None) -> Message:
    """Record an answer by the producer, or by the centre on its behalf (then labelled so), and mail the buyer.

    Sending the same words twice (a link opened twice, a double click) keeps one message.
    Refusal when it is empty, the inquiry is closed, or it holds as many messages as one may.
    """
    words = text.strip()
    if not words:
        raise Refusal(_("Viết vài lời trả lời rồi hãy gửi."))
    current = locked(inquiry)
    if current.state == InquiryState.CLOSED:
        raise Refusal(_("Câu hỏi này đã đóng nên không gửi trả lời được nữa."))
    same = current.messages.filter(author_kind=author_kind, text=words).first()
    if same is not None:
        return same
    if current.messages.count() >= MOST_MESSAGES:
        raise Refusal(_("Câu hỏi này đã nhận đủ số tin. Hãy liên hệ thẳng với người hỏi, hoặc gọi trung tâm."))
    now = timezone.now()
    deliver(current, at=now)
    message = Message.objects.create(inquiry=current, author_kind=author_kind, author=by, text=words, written_at=now)
    current.state = InquiryState.ANSWERED
    current.answered_at = current.answered_at or now
    current.call_after = None  # whoever has an answer needs no call, unless its mail fails
    if by is not None and author_kind in {AuthorKind.ON_BEHALF, AuthorKind.CENTRE}:
        current.handled_by = current.handled_by or by
    current.save(update_fields=["state", "answered_at", "call_after", "handled_by"])
    log(instance=current, action="inquiries.answer", user=by, data={"author": author_kind})
    announce(message_written, Message, [message.pk])
    return message


@transaction.atomic
def close(*, inquiry: Inquiry, by: User, reason: str) -> Inquiry:
    """End an inquiry that needs no answer (spam, solved otherwise); the reason is kept in the log."""
    if not reason.strip():
        raise Refusal(_("Ghi lý do đóng câu hỏi."))
    current = locked(inquiry)
    if current.state != InquiryState.CLOSED:
        current.state = InquiryState.CLOSED
        current.closed_at = timezone.now()
        current.save(update_fields=["state", "closed_at"])
        log(instance=current, action="inquiries.close", user=by, data={"reason": reason.strip()})
    return current


@transaction.atomic
def withdraw_consent(*, inquiry: Inquiry) -> None:
    """The buyer takes the consent back (Law 91/2025/QH15): what names or tells of them goes at once; the case closes.

    The words and times of the consent stay, as the proof that it was given and ended. Harmless to repeat.
    """
    current = locked(inquiry)
    now = timezone.now()
    current.buyer_name = "—"
    current.buyer_email = ""
    current.buyer_phone = "—"  # the row still has to say by which way the buyer could be reached
    current.buyer_kind = ""
    current.quantity = ""
    current.sought = ""
    current.news_consent_text = ""
    current.consent_withdrawn_at = current.consent_withdrawn_at or now
    current.state = InquiryState.CLOSED
    current.closed_at = current.closed_at or now
    current.save()
    current.messages.all().delete()
    current.attempts.update(note="")
    log(instance=current, action="inquiries.withdraw")
