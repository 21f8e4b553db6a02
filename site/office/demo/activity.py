"""What happens on a site in use: buyers' questions in every state, and changes that wait for a decision."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.models import Submission
from common.moderation.services import send_back, submit_changes
from inquiries.models import AttemptKind, AttemptOutcome, AuthorKind, BuyerKind, Inquiry, InquiryKind
from inquiries.services import Buyer, answer, close, mark_opened, open_inquiry, record_call, withdraw_consent
from producers.models import Producer
from products.models import Category, Product

from .references import reference

CONSENT = "Ví dụ: tôi đồng ý để trung tâm chuyển câu hỏi và số liên hệ của tôi cho cơ sở này."
DAYS_LATE = 6


@dataclass(frozen=True)
class Asked:
    """One example question, and what was done with it."""

    product: str
    buyer: str
    text: str
    then: Callable[[Inquiry, User], object] | None = None
    kind: str = InquiryKind.QUESTION
    buyer_kind: str = BuyerKind.UNSAID
    quantity: str = ""
    language: str = "vi"


def nobody_answered(inquiry: Inquiry, by: User) -> None:
    record_call(
        inquiry=inquiry,
        kind=AttemptKind.CALL,
        outcome=AttemptOutcome.NO_ANSWER,
        note="Ví dụ: chuông reo không ai nghe.",
        by=by,
        call_again_at=timezone.now(),
    )


def told_by_telephone(inquiry: Inquiry, by: User) -> None:
    record_call(
        inquiry=inquiry,
        kind=AttemptKind.CALL,
        outcome=AttemptOutcome.REACHED,
        note="Ví dụ: đã đọc câu hỏi cho chủ cơ sở.",
        by=by,
    )


def opened_by_link(inquiry: Inquiry, _by: User) -> None:
    mark_opened(inquiry=inquiry)


def answered_by_producer(inquiry: Inquiry, _by: User) -> None:
    answer(inquiry=inquiry, text="Ví dụ trả lời: còn hàng, giao trong 5 ngày.", author_kind=AuthorKind.PRODUCER)


def answered_on_behalf(inquiry: Inquiry, by: User) -> None:
    told_by_telephone(inquiry, by)
    words = "Ví dụ: cơ sở nhờ trung tâm trả lời rằng mỗi tháng làm được 200 gói."
    answer(inquiry=inquiry, text=words, author_kind=AuthorKind.ON_BEHALF, by=by)


def closed_as_spam(inquiry: Inquiry, by: User) -> None:
    close(inquiry=inquiry, by=by, reason="Ví dụ: thư quảng cáo.")


def consent_taken_back(inquiry: Inquiry, _by: User) -> None:
    withdraw_consent(inquiry=inquiry)


def left_too_long(inquiry: Inquiry, by: User) -> None:
    """Delivered, and the promised day has passed without an answer."""
    told_by_telephone(inquiry, by)
    earlier = datetime.timedelta(days=DAYS_LATE)
    row = Inquiry.objects.get(pk=inquiry.pk)
    Inquiry.objects.filter(pk=row.pk).update(
        created_at=row.created_at - earlier,
        consent_at=row.consent_at - earlier,
        delivered_at=row.delivered_at - earlier,
        due_at=row.due_at - earlier,
        call_after=row.due_at - earlier,
    )


ASKED = (
    Asked(
        "mien-soi",
        "Cửa hàng Ví Dụ",
        "Một tháng giao được bao nhiêu gói 500 g?",
        buyer_kind=BuyerKind.SHOP,
        quantity="100 gói",
    ),
    Asked(
        "mien-tam",
        "Nhà hàng Ví Dụ",
        "Có nhận làm gói nhỏ không?",
        nobody_answered,
        buyer_kind=BuyerKind.RESTAURANT,
    ),
    Asked(
        "che-xanh",
        "Công ty Quà tặng Ví Dụ",
        "Xin báo giá 300 hộp có in nhãn riêng.",
        kind=InquiryKind.QUOTATION,
        buyer_kind=BuyerKind.GIFT,
        quantity="300 hộp",
    ),
    Asked(
        "che-xanh",
        "Example Import GmbH",
        "Could you send a sample and the test report?",
        opened_by_link,
        InquiryKind.SAMPLE,
        BuyerKind.EXPORT,
        "20 g",
        "en",
    ),
    Asked("bo-che", "Chị Ví Dụ", "Hộp quà có giao trước Tết được không?", answered_by_producer),
    Asked("gio-may", "Anh Ví Dụ", "Giỏ mây có cỡ lớn hơn không?", answered_on_behalf),
    Asked("khan", "Cửa hàng Thổ cẩm Ví Dụ", "Có bán buôn không?", left_too_long, buyer_kind=BuyerKind.SHOP),
    Asked("che-lam", "Người gửi Ví Dụ", "Mời mua dịch vụ quảng cáo.", closed_as_spam),
    Asked("am-tra", "Khách Ví Dụ", "Men này có chịu được lò vi sóng không?", consent_taken_back),
)


@transaction.atomic
def ensure_inquiries(by: User) -> int:
    """Ask the example questions once; returns how many were asked."""
    if Inquiry.objects.filter(product__is_example=True).exists():
        return 0
    products = {p.source_reference: p for p in Product.objects.filter(is_example=True).select_related("producer")}
    for number, asked in enumerate(ASKED, start=1):
        buyer = Buyer(
            name=asked.buyer,
            email=f"khach-{number}@example.com",
            phone=f"0900 000 {100 + number}",
            kind=asked.buyer_kind,
            consent_text=CONSENT,
        )
        product = products[reference(asked.product)]
        inquiry = open_inquiry(
            product=product,
            producer=product.producer,
            buyer=buyer,
            message=asked.text,
            quantity=asked.quantity,
            kind=asked.kind,
            language=asked.language,
        )
        if asked.then is not None:
            asked.then(inquiry, by)
    return len(ASKED)


@transaction.atomic
def ensure_submissions(*, owner: User, helper: User, rival: User, moderator: User) -> int:
    """Changes by producers: one that waits, a new product that waits, and one sent back; returns how many."""
    tea = Product.objects.get(source_reference=reference("che-xanh"))
    if Submission.objects.about(tea).exists():
        return 0
    draft = tea.get_latest_revision_as_object()
    draft.summary_vi = "Chè xanh sao tay vụ mới, hộp thiếc 200 g; đây là thay đổi ví dụ đang chờ duyệt."
    draft.minimum_order_vi = "nửa thùng (24 hộp)"
    submit_changes(draft, by=helper)
    submit_changes(_new_product(), by=owner)
    noodles = Producer.objects.get(source_reference=reference("mien")).get_latest_revision_as_object()
    noodles.about_vi = "Miến của chúng tôi chữa được nhiều bệnh (lời ví dụ không được đăng)."
    waiting = submit_changes(noodles, by=rival)
    send_back(
        revision_id=waiting.revision_id,
        seen_at=waiting.revision.created_at,
        by=moderator,
        reason="Ví dụ: xin bỏ lời nói về chữa bệnh.",
    )
    return 3


def _new_product() -> Product:
    return Product(
        name_vi="Bột chè xanh Ví Dụ",
        slug="bot-che-xanh-vi-du",
        summary_vi="Sản phẩm ví dụ do cơ sở vừa gửi, chưa hiện trên trang.",
        category=Category.objects.get(slug="che"),
        producer=Producer.objects.get(source_reference=reference("che")),
        source_reference=reference("bot-che"),
        is_example=True,
    )
