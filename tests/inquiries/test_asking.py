"""A buyer asks: what is needed, what is refused, and that nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from inquiries.models import Inquiry, InquirySettings
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.markup import Page

from .asking import ask, begun, filled

pytestmark = pytest.mark.django_db


def test_a_question_is_kept_with_the_words_of_its_consent():
    product = ProductFactory(producer=ProducerFactory(name_vi="Hợp tác xã Bình Lư"))
    response = ask(product)
    inquiry = Inquiry.objects.get()
    assert response.status_code == 302
    assert "Hợp tác xã Bình Lư" in inquiry.consent_text and inquiry.consent_at
    assert inquiry.news_consent_text == ""
    assert (inquiry.buyer_phone, inquiry.buyer_email) == ("0912 345 678", "")
    assert inquiry.messages.get().text == "Giá sỉ 10 thùng là bao nhiêu?"
    assert inquiry.producer == product.producer
    page = Page(Client().get(response.headers["Location"]).content.decode())
    assert inquiry.reference in page.words


def test_news_are_agreed_to_separately():
    ask(ProductFactory(), news_consent="on")
    assert "hội chợ" in Inquiry.objects.get().news_consent_text


def test_no_box_is_ticked_before():
    page = Page(Client().get(reverse("inquiries:ask_product", args=[ProductFactory().slug])).content.decode())
    boxes = page.all("input", type="checkbox")
    assert len(boxes) == 2
    assert not [box for box in boxes if "checked" in box]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"contact": "091234567"}, "Số điện thoại còn thiếu một chữ số"),
        ({"contact": "lan@"}, "Địa chỉ thư chưa đúng"),
        ({"contact": ""}, "Ghi số điện thoại hoặc địa chỉ thư"),
        ({"contact": "gọi tôi nhé"}, "Ghi số điện thoại hoặc địa chỉ thư"),
        ({"message": ""}, "Viết điều bạn muốn hỏi"),
        ({"name": ""}, "Ghi tên để cơ sở biết"),
        ({"consent": None}, "Đánh dấu ô này thì câu hỏi mới gửi đi được"),
        ({"message": "http://a.vn http://b.vn www.c.vn"}, "Bớt đường dẫn"),
        ({"website": "http://spam.example"}, "Để trống ô này"),
        ({"started": "giả mạo"}, "bấm Gửi câu hỏi lần nữa"),
        ({"started": None}, "bấm Gửi câu hỏi lần nữa"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_typed_is_lost(changes, sentence):
    answers = filled(**changes)
    response = ask(ProductFactory(), **changes)
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert sentence in page.words
    assert not Inquiry.objects.exists()
    assert answers["message"] in page.words
    for name in ("quantity", "name", "contact"):
        assert page.all("input", name=name)[0].get("value", "") == answers[name]
    assert page.all("option", value="shop")[0].get("selected") is not None
    assert ("checked" in page.all("input", name="consent")[0]) == ("consent" in answers)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("lan@example.org", ("lan@example.org", "")),
        ("+84 912 345 678", ("", "0912 345 678")),
        ("0912.345.678", ("", "0912 345 678")),
        ("+81 90-1234-5678", ("", "+81 90-1234-5678")),
    ],
)
def test_an_address_or_a_number_is_enough(typed, kept):
    ask(ProductFactory(), contact=typed)
    inquiry = Inquiry.objects.get()
    assert (inquiry.buyer_email, inquiry.buyer_phone) == kept


def test_what_is_sent_faster_than_anybody_reads_is_asked_for_once_more():
    response = ask(ProductFactory(), started=begun(1))
    assert response.status_code == 422
    assert "bấm Gửi câu hỏi lần nữa" in Page(response.content.decode()).words


def test_a_form_fetched_long_ago_still_sends():
    assert ask(ProductFactory(), started=begun(20 * 3600)).status_code == 302


@pytest.fixture
def three_an_hour(db):
    InquirySettings.objects.update_or_create(pk=InquirySettings.load().pk, defaults={"hourly_limit": 3})


@pytest.mark.usefixtures("three_an_hour")
def test_one_address_asks_only_so_often():
    for number in range(3):
        assert ask(ProductFactory(), contact=f"091234567{number}").status_code == 302
    response = ask(ProductFactory(), contact="0912345679")
    assert response.status_code == 422
    assert "Sau một giờ" in Page(response.content.decode()).words
    assert Inquiry.objects.count() == 3


@pytest.mark.usefixtures("three_an_hour")
def test_one_contact_asks_only_so_often_from_wherever():
    for number in range(3):
        assert ask(ProductFactory(), client=Client(REMOTE_ADDR=f"10.0.0.{number}")).status_code == 302
    assert ask(ProductFactory(), client=Client(REMOTE_ADDR="10.0.0.9")).status_code == 422


@pytest.mark.usefixtures("three_an_hour")
def test_one_product_is_asked_about_only_so_often_by_all_together():
    product = ProductFactory()
    statuses = [
        ask(product, client=Client(REMOTE_ADDR=f"10.0.1.{number}"), contact=f"09123456{number:02d}").status_code
        for number in range(16)
    ]
    assert statuses == [302] * 15 + [422]


def test_where_the_maker_is_unknown_the_centre_is_asked():
    product = ProductFactory(nobody_named=True)
    AwardFactory(product=product)
    page = Page(Client().get(reverse("inquiries:ask_product", args=[product.slug])).content.decode())
    assert "Hỏi qua trung tâm" in page.words
    ask(product)
    inquiry = Inquiry.objects.get()
    assert inquiry.producer is None
    assert "Trung tâm" in inquiry.consent_text
    assert list(Inquiry.objects.to_call()) == [inquiry]


def test_a_maker_who_is_not_public_gets_nothing_that_was_meant_for_the_centre():
    product = ProductFactory(producer=ProducerFactory(unpublished=True, with_email=True))
    ask(product)
    assert Inquiry.objects.get().producer is None


@pytest.mark.parametrize(("state", "status"), [({"draft": True}, 404), ({"archived": True}, 410)])
def test_nobody_asks_about_what_is_not_public(state, status):
    address = reverse("inquiries:ask_product", args=[ProductFactory(**state).slug])
    assert Client().get(address).status_code == status
    assert Client().post(address, filled()).status_code == status
    assert not Inquiry.objects.exists()


def test_a_form_from_elsewhere_is_refused():
    product = ProductFactory()
    assert ask(product, client=Client(enforce_csrf_checks=True)).status_code == 403
    assert not Inquiry.objects.exists()
