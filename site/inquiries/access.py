"""How often somebody may ask."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from common.errors import Refusal
from common.visitors import visitor_address, within_limit
from producers.models import Producer
from products.models import Product

from .models import Inquiry, InquirySettings

HOUR = 3600
TARGET_FACTOR = 5
"""One product may be asked about by several people at once; a flood is more than five people's worth."""

ANSWERS_AN_HOUR = 5


def count_answer(inquiry: Inquiry) -> None:
    """Count this answer through the signed link, each of which mails the buyer; Refusal beyond the hourly limit."""
    if not within_limit("inquiry-answer", str(inquiry.pk), limit=ANSWERS_AN_HOUR, seconds=HOUR):
        raise Refusal(_("Bạn vừa gửi nhiều câu trả lời liền nhau. Sau một giờ hãy gửi tiếp; chữ bạn gõ vẫn còn ở đây."))


def count_try(
    request: HttpRequest, *, contact: tuple[str, str], targets: Iterable[Product | Producer], recipients: int = 1
) -> None:
    """Count this question by address, by contact, by how many it goes to and by target; Refusal beyond a limit."""
    rules = InquirySettings.load(request_or_site=request)
    asker = {"address": visitor_address(request), "contact": "".join(contact)}
    counted = [within_limit(f"inquiry-{by}", who, limit=rules.hourly_limit, seconds=HOUR) for by, who in asker.items()]
    counted += [
        within_limit(f"inquiry-reach-{by}", who, limit=rules.hourly_recipients, seconds=HOUR, times=recipients)
        for by, who in asker.items()
    ]
    most_about = rules.hourly_limit * TARGET_FACTOR
    counted += [
        within_limit(
            "inquiry-target",
            f"{target._meta.label}:{target.pk}",
            limit=most_about,
            seconds=HOUR,
        )
        for target in targets
    ]
    if not all(counted):
        raise Refusal(
            _("Bạn vừa gửi nhiều câu hỏi liền nhau. Sau một giờ bấm gửi lại, hoặc gọi trung tâm; chữ còn nguyên.")
        )
