"""How a buyer fills in the form."""

import time
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from inquiries.forms import TIME_SALT
from inquiries.models import Inquiry
from inquiries.services import Buyer, open_inquiry
from producers.models import Producer
from products.models import Product


def begun(seconds_ago: float) -> str:
    """What the form carries when it was fetched so long ago."""
    return signing.dumps(int(time.time() - seconds_ago), salt=TIME_SALT)


def filled(**changes: Any) -> dict[str, Any]:
    """A good form; a value of None leaves the field out."""
    answers = {
        "message": "Giá sỉ 10 thùng là bao nhiêu?",
        "quantity": "10 thùng mỗi tháng",
        "name": "Trần Thị Lan",
        "contact": "0912 345 678",
        "buyer_kind": "shop",
        "consent": "on",
        "website": "",
        "started": begun(60),
    }
    return {name: value for name, value in {**answers, **changes}.items() if value is not None}


def ask(product: Product, *, client: Client | None = None, **changes: Any) -> HttpResponse:
    address = reverse("inquiries:ask_product", args=[product.slug])
    return (client or Client()).post(address, filled(**changes))


def asked(product: Product, producer: Producer | None = None, **changes: Any) -> Inquiry:
    """A question that is already in."""
    buyer = {"name": "Lan", "email": "lan@example.org", "phone": "", "kind": "shop", "consent_text": "Chuyển câu hỏi."}
    return open_inquiry(
        product=product,
        producer=producer if producer is not None else product.producer,
        buyer=Buyer(**{**buyer, **{name: changes.pop(name) for name in tuple(changes) if name in buyer}}),
        message="Giá bao nhiêu?",
        **changes,
    )
