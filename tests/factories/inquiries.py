"""Buyers' questions, made by the service that receives them."""

import factory

from inquiries.models import Inquiry
from inquiries.services import Buyer, open_inquiry

from .products import ProductFactory


class InquiryFactory(factory.Factory):
    """A question about a product whose producer has no e-mail address, so that the desk has to call."""

    class Meta:
        model = Inquiry

    product = factory.SubFactory(ProductFactory)
    buyer_name = "Chị Thảo"
    buyer_phone = "0912 345 678"
    consent_text = "Chuyển câu hỏi, tên và liên hệ của tôi đến cơ sở để trả lời."
    message = "Một thùng giá bao nhiêu, khi nào giao được?"

    @classmethod
    def _create(cls, model_class: type[Inquiry], **values: object) -> Inquiry:
        product = values["product"]
        return open_inquiry(
            product=product,
            producer=product.producer,
            buyer=Buyer(
                name=values["buyer_name"],
                email="",
                phone=values["buyer_phone"],
                kind="",
                consent_text=values["consent_text"],
                news_consent_text="",
            ),
            message=values["message"],
        )
