"""A buyer asks."""

import datetime
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.after_commit import announce
from common.languages import SOURCE
from inquiries.models import AuthorKind, Inquiry, InquiryBatch, InquiryKind, InquirySettings, Message
from inquiries.signals import inquiry_opened
from producers.models import ChannelKind, Producer
from products.models import Product

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SATURDAY = 5


@dataclass(frozen=True)
class Buyer:
    """Who asks and what they agreed to: the words of each consent as they stood beside the box."""

    name: str
    email: str
    phone: str
    kind: str
    consent_text: str
    news_consent_text: str = ""


def after_working_days(start: datetime.datetime, days: int) -> datetime.datetime:
    """The same hour `days` working days later; Saturday and Sunday do not count."""
    moment = start
    while days > 0:
        moment += datetime.timedelta(days=1)
        if timezone.localtime(moment).weekday() < SATURDAY:
            days -= 1
    return moment


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later, or the month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    return min(first.replace(day=1) + datetime.timedelta(days=day.day - 1), following - datetime.timedelta(days=1))


def delivery_email(producer: Producer | None) -> str:
    """The e-mail address by which the producer asked to be told; most have none."""
    if producer is None:
        return ""
    channels = producer.channels.for_delivery().filter(kind=ChannelKind.EMAIL)
    return channels.values_list("value", flat=True).first() or ""


@transaction.atomic
def open_inquiry(
    *,
    product: Product | None,
    producer: Producer | None,
    buyer: Buyer,
    message: str,
    quantity: str = "",
    kind: str = InquiryKind.QUESTION,
    language: str = SOURCE,
    batch: InquiryBatch | None = None,
    sought: str = "",
) -> Inquiry:
    """Store the question with its consent; mails go out after commit.

    It goes to `producer`, whom the consent names, and to nobody else: None means the centre, also where the product's
    maker is known but not public. Where there is no e-mail address, it stands on the desk's call list at once.
    `batch` is the request to several that it is part of; `sought` is what the centre is to look for, of at most 200
    characters, with neither product nor producer.
    """
    rules = InquirySettings.load()
    now = timezone.now()
    wait = datetime.timedelta(hours=rules.call_after_hours) if delivery_email(producer) else datetime.timedelta()
    inquiry = Inquiry.objects.create(
        reference=free_reference(Inquiry, "H"),
        kind=kind,
        batch=batch,
        product=product,
        producer=producer,
        sought=sought,
        language=language,
        buyer_name=buyer.name,
        buyer_email=buyer.email,
        buyer_phone=buyer.phone,
        buyer_kind=buyer.kind,
        quantity=quantity,
        consent_text=buyer.consent_text,
        consent_at=now,
        news_consent_text=buyer.news_consent_text,
        created_at=now,
        due_at=after_working_days(now, rules.answer_days),
        call_after=now + wait,
        purge_after=months_later(timezone.localdate(), rules.keep_months),
    )
    Message.objects.create(inquiry=inquiry, author_kind=AuthorKind.BUYER, text=message, written_at=now)
    log(instance=inquiry, action="inquiries.open")
    announce(inquiry_opened, Inquiry, [inquiry.pk])
    return inquiry


def free_reference(model: type[Inquiry] | type[InquiryBatch], letter: str) -> str:
    """A code that is easily said on the telephone, that nothing of this kind has."""
    while True:
        reference = letter + "".join(secrets.choice(CODE_ALPHABET) for _place in range(6))
        if not model.objects.filter(reference=reference).exists():
            return reference
