"""A question whose maker nobody knew goes to the producer that was found."""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from common.after_commit import announce
from common.errors import Refusal
from common.languages import CODES
from inquiries.models import Inquiry, InquirySettings, InquiryState
from inquiries.presenting import recipient_of
from inquiries.signals import inquiry_passed_on
from producers.models import Producer

from .delivery import locked
from .opening import delivery_email


def may_be_passed_on(inquiry: Inquiry) -> bool:
    """Whether the buyer agreed that the centre finds the maker: the consent says so, in the language it was shown in.

    A consent that names the centre in other words, or a producer, allows nothing more (Law 91/2025/QH15).
    """
    for language in CODES:
        with translation.override(language):
            if recipient_of(None) in inquiry.consent_text:
                return True
    return False


@transaction.atomic
def assign_producer(*, inquiry: Inquiry, producer: Producer, by: User) -> Inquiry:
    """Pass a question that went to the centre on to the product's maker, who is told by mail or by the desk.

    Refuses one that is answered or closed, one that a producer has already, one whose consent does not allow it, and
    a producer that is not the product's or cannot be reached any more.
    """
    current = locked(inquiry)
    _refuse_passing_on(current, producer)
    now = timezone.now()
    wait = datetime.timedelta()
    if delivery_email(producer):
        wait = datetime.timedelta(hours=InquirySettings.load().call_after_hours)
    current.producer = producer
    # Whatever the desk noted before, the maker does not have the question yet.
    current.state, current.delivered_at, current.call_after = InquiryState.NEW, None, now + wait
    current.handled_by = current.handled_by or by
    current.save(update_fields=["producer", "state", "delivered_at", "call_after", "handled_by"])
    log(instance=current, action="inquiries.assign_producer", user=by, data={"producer": producer.pk})
    announce(inquiry_passed_on, Inquiry, [current.pk])
    return current


def _refuse_passing_on(inquiry: Inquiry, producer: Producer) -> None:
    if not inquiry.is_open:
        raise Refusal(_("Câu hỏi này đã xong nên không chuyển nữa."))
    if inquiry.producer_id is not None:
        raise Refusal(_("Câu hỏi này đã có cơ sở nhận."))
    if not may_be_passed_on(inquiry):
        raise Refusal(
            _("Khách chỉ đồng ý gửi cho trung tâm, nên không chuyển cho cơ sở được. Hãy trả lời khách ở đây.")
        )
    if inquiry.product is None or inquiry.product.producer_id != producer.pk:
        raise Refusal(_("Chỉ chuyển được cho cơ sở làm ra sản phẩm này."))
    if producer.archived_at is not None or producer.merged_into_id is not None:
        raise Refusal(_("Hồ sơ cơ sở này đã cất vào kho hoặc đã gộp, nên không nhận câu hỏi."))
