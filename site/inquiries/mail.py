"""The mails of an inquiry, and of a request to several.

Each is a subject of one line and a text body in the reader's language.
"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Site

from common.languages import SOURCE
from common.models import SiteIdentity

from .models import Inquiry, InquiryBatch, InquirySettings, Message
from .services.opening import delivery_email
from .tokens import answer_address, batch_follow_address, follow_address


def send_to_producer(inquiry: Inquiry) -> bool:
    """Tell the producer where to answer; False where it has no e-mail address (then the desk calls)."""
    address = delivery_email(inquiry.producer)
    if address:
        _send("new_inquiry", inquiry, to=address, language=SOURCE, answer_address=answer_address(inquiry))
    return bool(address)


def send_to_centre(inquiry: Inquiry) -> None:
    """Tell the centre's desk; without an address in the site's settings its list in the admin is all it has."""
    address = _identity().email
    if address:
        _send("centre_notice", inquiry, to=address, language=SOURCE, has_email=bool(delivery_email(inquiry.producer)))


def send_receipt(inquiry: Inquiry) -> None:
    """Tell the buyer that the question is kept, and where to follow it or take the consent back."""
    if inquiry.buyer_email:
        _send(
            "receipt",
            inquiry,
            to=inquiry.buyer_email,
            language=inquiry.language,
            answer_days=InquirySettings.load().answer_days,
        )


def send_batch_to_centre(batch: InquiryBatch) -> None:
    """Tell the centre's desk once of everything that was asked with one form."""
    address, inquiries = _identity().email, _standing(batch)
    if address and inquiries:
        to_call = sum(1 for inquiry in inquiries if not delivery_email(inquiry.producer))
        _write("centre_notice_several", to=address, language=SOURCE, **_batch_words(batch, inquiries), to_call=to_call)


def send_batch_receipt(batch: InquiryBatch) -> None:
    """One receipt that lists all who were asked, and one address to follow them at."""
    inquiries = _standing(batch)
    if inquiries and inquiries[0].buyer_email:
        _write(
            "receipt_several",
            to=inquiries[0].buyer_email,
            language=inquiries[0].language,
            **_batch_words(batch, inquiries),
            follow_address=batch_follow_address(batch, inquiries[0].language),
            answer_days=InquirySettings.load().answer_days,
        )


def _standing(batch: InquiryBatch) -> list[Inquiry]:
    return list(batch.inquiries.with_subject().filter(consent_withdrawn_at=None).order_by("pk"))


def _batch_words(batch: InquiryBatch, inquiries: list[Inquiry]) -> dict[str, Any]:
    return {
        "batch": batch,
        "inquiries": inquiries,
        "inquiry": inquiries[0],
        "question": inquiries[0].messages.first(),
    }


def send_answer(message: Message) -> None:
    """Bring an answer to the buyer."""
    inquiry = message.inquiry
    _send("answer", inquiry, to=inquiry.buyer_email, language=inquiry.language, message=message)


def _identity() -> SiteIdentity:
    return SiteIdentity.for_site(Site.objects.get(is_default_site=True))


def _send(event: str, inquiry: Inquiry, *, to: str, language: str, **context: Any) -> None:
    words = {"inquiry": inquiry, "question": inquiry.messages.first(), "follow_address": follow_address(inquiry)}
    _write(event, to=to, language=language, **words, **context)


def _write(event: str, *, to: str, language: str, **context: Any) -> None:
    with translation.override(language):
        words = {"site_identity": _identity(), "base_url": settings.BASE_URL, **context}
        subject = " ".join(render_to_string(f"emails/inquiries/{event}/subject.txt", words).split())
        body = render_to_string(f"emails/inquiries/{event}/body.txt", words)
    reply_to = [_identity().email] if _identity().email else None
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], reply_to=reply_to).send()
