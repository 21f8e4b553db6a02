"""The four mails of an inquiry. Each is a subject of one line and a text body in the reader's language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.models import Site

from common.models import SiteIdentity

from .models import Inquiry, InquirySettings, Message
from .services.opening import delivery_email
from .tokens import answer_address, follow_address


def send_to_producer(inquiry: Inquiry) -> bool:
    """Tell the producer where to answer; False where it has no e-mail address (then the desk calls)."""
    address = delivery_email(inquiry.producer)
    if address:
        _send("new_inquiry", inquiry, to=address, language="vi", answer_address=answer_address(inquiry))
    return bool(address)


def send_to_centre(inquiry: Inquiry) -> None:
    """Tell the centre's desk; without an address in the site's settings its list in the admin is all it has."""
    address = _identity().email
    if address:
        _send("centre_notice", inquiry, to=address, language="vi", has_email=bool(delivery_email(inquiry.producer)))


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


def send_answer(message: Message) -> None:
    """Bring an answer to the buyer."""
    inquiry = message.inquiry
    _send("answer", inquiry, to=inquiry.buyer_email, language=inquiry.language, message=message)


def _identity() -> SiteIdentity:
    return SiteIdentity.for_site(Site.objects.get(is_default_site=True))


def _send(event: str, inquiry: Inquiry, *, to: str, language: str, **context: Any) -> None:
    with translation.override(language):
        words = {
            "inquiry": inquiry,
            "question": inquiry.messages.first(),
            "site_identity": _identity(),
            "follow_address": follow_address(inquiry),
            "base_url": settings.BASE_URL,
            **context,
        }
        subject = " ".join(render_to_string(f"emails/inquiries/{event}/subject.txt", words).split())
        body = render_to_string(f"emails/inquiries/{event}/body.txt", words)
    reply_to = [_identity().email] if _identity().email else None
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to], reply_to=reply_to).send()
