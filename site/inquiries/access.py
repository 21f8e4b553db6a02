"""How often somebody may ask."""

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


def count_try(request: HttpRequest, *, contact: tuple[str, str], target: Product | Producer | None) -> None:
    """Count this question by address, by contact and by target; Refusal beyond the hourly limit."""
    limit = InquirySettings.load(request_or_site=request).hourly_limit
    counted = [
        within_limit("inquiry-address", visitor_address(request), limit=limit, seconds=HOUR),
        within_limit("inquiry-contact", "".join(contact), limit=limit, seconds=HOUR),
    ]
    if target is not None:
        name = f"{target._meta.label}:{target.pk}"
        counted.append(within_limit("inquiry-target", name, limit=limit * TARGET_FACTOR, seconds=HOUR))
    if not all(counted):
        raise Refusal(
            _("Bạn vừa gửi nhiều câu hỏi liền nhau. Sau một giờ bấm gửi lại, hoặc gọi trung tâm; chữ còn nguyên.")
        )
