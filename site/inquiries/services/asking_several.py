"""A buyer asks several at once: one inquiry for each, all or none."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.after_commit import announce
from common.errors import Refusal
from common.languages import SOURCE
from inquiries.models import Inquiry, InquiryBatch, InquiryKind
from inquiries.recipients import MOST_RECIPIENTS, Recipient
from inquiries.signals import batch_opened

from .answering import withdraw_consent
from .opening import Buyer, free_reference, open_inquiry


def batch_of_form(form_key: str) -> InquiryBatch | None:
    """The request that this very form opened before, or None."""
    return InquiryBatch.objects.filter(form_key=form_key).first()


@transaction.atomic
def open_batch(
    *,
    recipients: Sequence[Recipient],
    buyer: Buyer,
    message: str,
    form_key: str,
    quantity: str = "",
    kind: str = InquiryKind.QUESTION,
    language: str = SOURCE,
) -> InquiryBatch:
    """Store one inquiry for each recipient with the consent that names them all; mails go out after commit.

    The same form sent twice opens one request, the second time given back as it is. Refusal of nobody or too many.
    """
    if not recipients:
        raise Refusal(_("Đánh dấu ít nhất một nơi nhận."))
    if len(recipients) > MOST_RECIPIENTS:
        raise Refusal(_("Một lần hỏi được nhiều nhất 10 nơi. Bỏ bớt rồi gửi; những nơi còn lại hỏi lần sau."))
    batch, is_new = InquiryBatch.objects.get_or_create(
        form_key=form_key, defaults={"reference": free_reference(InquiryBatch, "N")}
    )
    if not is_new:
        return batch
    for recipient in recipients:
        first, *others = recipient.products
        inquiry = open_inquiry(
            product=first,
            producer=recipient.producer,
            buyer=buyer,
            message=message,
            quantity=quantity,
            kind=kind,
            language=language,
            batch=batch,
        )
        inquiry.other_products.set(others)
    announce(batch_opened, InquiryBatch, [batch.pk])
    return batch


@transaction.atomic
def withdraw_batch(*, batch: InquiryBatch) -> None:
    """The buyer takes back everything that was asked with one form; harmless to repeat."""
    for inquiry in Inquiry.objects.filter(batch=batch):
        withdraw_consent(inquiry=inquiry)
