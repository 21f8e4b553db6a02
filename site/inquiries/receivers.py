"""Who listens: the mails."""

from typing import Any

from django.dispatch import receiver

from .signals import batch_opened, inquiry_opened, inquiry_passed_on, message_written
from .tasks import mail_answer, mail_batch, mail_opening, mail_passed_on


@receiver(inquiry_opened, dispatch_uid="inquiries.mail_opening")
def send_opening_mails(*, ids: tuple[int, ...], **_kwargs: Any) -> None:
    for inquiry_id in ids:
        mail_opening.enqueue(inquiry_id)


@receiver(batch_opened, dispatch_uid="inquiries.mail_batch")
def send_batch_mails(*, ids: tuple[int, ...], **_kwargs: Any) -> None:
    for batch_id in ids:
        mail_batch.enqueue(batch_id)


@receiver(inquiry_passed_on, dispatch_uid="inquiries.mail_passed_on")
def send_found_producers_mails(*, ids: tuple[int, ...], **_kwargs: Any) -> None:
    for inquiry_id in ids:
        mail_passed_on.enqueue(inquiry_id)


@receiver(message_written, dispatch_uid="inquiries.mail_answer")
def send_answer_mails(*, ids: tuple[int, ...], **_kwargs: Any) -> None:
    for message_id in ids:
        mail_answer.enqueue(message_id)
