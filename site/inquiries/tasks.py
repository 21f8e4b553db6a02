"""Mails that go out after the response."""

import logging
import smtplib
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django_tasks import task

from . import mail
from .models import Inquiry, InquiryBatch, Message
from .services import mail_producer, note_unsent_answer

logger = logging.getLogger(__name__)


@task()
def mail_opening(inquiry_id: int) -> None:
    """Tell the producer and the centre, and give the buyer a receipt; one that fails stops none of the others."""
    inquiry = Inquiry.objects.with_subject().filter(pk=inquiry_id).first()
    if inquiry is None or inquiry.consent_withdrawn_at:  # purged or taken back before the worker came to it
        return
    _tell_producer(inquiry)
    if inquiry.batch_id is None:  # of several asked at once, the centre and the buyer hear in one mail
        _try_each((mail.send_to_centre, mail.send_receipt), inquiry)


@task()
def mail_batch(batch_id: int) -> None:
    """Tell the centre of a request to several, and give the buyer one receipt for all of it."""
    batch = InquiryBatch.objects.filter(pk=batch_id).first()
    if batch is not None and batch.inquiries.filter(consent_withdrawn_at=None).exists():
        _try_each((mail.send_batch_to_centre, mail.send_batch_receipt), batch)


def _try_each(mails: Iterable[Callable[[Any], None]], about: Inquiry | InquiryBatch) -> None:
    for send in mails:
        try:
            send(about)
        except (smtplib.SMTPException, OSError):
            logger.exception("Mail %s of %s did not leave", send.__name__, about.reference)


@task()
def mail_passed_on(inquiry_id: int) -> None:
    """Tell the producer that was found; the buyer and the centre know of the question already."""
    inquiry = Inquiry.objects.with_subject().filter(pk=inquiry_id, consent_withdrawn_at=None).first()
    if inquiry is not None:
        _tell_producer(inquiry)


def _tell_producer(inquiry: Inquiry) -> None:
    try:
        sent = mail.send_to_producer(inquiry)
    except (smtplib.SMTPException, OSError) as error:
        mail_producer(inquiry=inquiry, sent=False, note=str(error))
    else:
        if sent:
            mail_producer(inquiry=inquiry, sent=True)


@task()
def mail_answer(message_id: int) -> None:
    """Bring the answer to the buyer; a second run sends nothing. One that does not leave is for the desk at once."""
    message = Message.objects.select_related("inquiry").filter(pk=message_id, mailed_at=None).first()
    if message is None or not message.inquiry.buyer_email:
        return
    try:
        mail.send_answer(message)
    except (smtplib.SMTPException, OSError) as error:
        logger.exception("The answer to inquiry %s did not leave", message.inquiry.reference)
        note_unsent_answer(inquiry=message.inquiry, note=str(error))
    else:
        Message.objects.filter(pk=message.pk).update(mailed_at=timezone.now())
