"""Signed links: whose they are, how long they live, and that opening one does nothing by itself."""

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from common.errors import Refusal
from inquiries.models import AuthorKind, Inquiry, InquiryState
from inquiries.services import answer, close, purge, withdraw_consent
from inquiries.tokens import PRODUCER_LINK_DAYS, buyer_token, producer_token
from tests.cast import signed_in
from tests.factories.producers import UserFactory
from tests.factories.products import ProductFactory
from tests.markup import Page

from .asking import asked, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry() -> Inquiry:
    return asked(ProductFactory(), quantity="10 thùng")


def answering(inquiry: Inquiry) -> str:
    return reverse("inquiries:answer", args=[producer_token(inquiry)])


def following(inquiry: Inquiry) -> str:
    return reverse("inquiries:follow", args=[buyer_token(inquiry)])


def test_a_scanner_that_opens_the_link_delivers_nothing(inquiry):
    for _visit in range(3):
        assert Client().get(answering(inquiry)).status_code == 200
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.NEW
    assert not inquiry.attempts.exists()


def test_saying_that_it_was_read_delivers_once(inquiry):
    for _click in range(2):
        assert Client().post(answering(inquiry), {"do": "read"}).status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.DELIVERED
    assert inquiry.attempts.count() == 1


def test_an_answer_reaches_the_buyer_once_however_often_it_is_sent(inquiry, mails_leave):
    with mails_leave():
        for _click in range(2):
            Client().post(answering(inquiry), {"do": "answer", "text": "45.000 đ một gói."})
    inquiry.refresh_from_db()
    assert inquiry.state == InquiryState.ANSWERED
    assert inquiry.messages.filter(author_kind=AuthorKind.PRODUCER).count() == 1
    [message] = mail.outbox
    assert message.to == ["lan@example.org"] and "45.000 đ" in message.body
    assert "45.000 đ" in Page(Client().get(following(inquiry)).content.decode()).words


def test_an_empty_answer_is_refused_in_words(inquiry):
    response = Client().post(answering(inquiry), {"do": "answer", "text": "  "})
    assert response.status_code == 422
    assert "Viết vài lời" in Page(response.content.decode()).words


def test_a_link_is_for_one_inquiry_and_one_reader(inquiry):
    other = asked(ProductFactory(name_vi="Rượu của người khác"))
    assert "Rượu của người khác" not in Client().get(answering(inquiry)).content.decode()
    assert Client().get(reverse("inquiries:answer", args=[buyer_token(other)])).status_code == 410
    assert Client().get(reverse("inquiries:follow", args=[producer_token(other)])).status_code == 404
    assert Client().get(reverse("inquiries:follow", args=[buyer_token(other)[:-1]])).status_code == 404


def test_an_old_link_says_whom_to_call(inquiry, monkeypatch):
    address = answering(inquiry)
    monkeypatch.setattr("inquiries.tokens.PRODUCER_LINK_DAYS", -1)
    response = Client().get(address)
    assert response.status_code == 410
    assert f"{PRODUCER_LINK_DAYS} ngày" in Page(response.content.decode()).words


def test_what_the_centre_writes_for_a_producer_says_so(inquiry, mails_leave):
    with mails_leave():
        answer(inquiry=inquiry, text="Còn hàng.", author_kind=AuthorKind.ON_BEHALF, by=UserFactory(staff=True))
    assert "trung tâm viết thay" in Page(Client().get(following(inquiry)).content.decode()).words
    assert "trung tâm viết lại" in mail.outbox[0].body


def test_a_closed_question_takes_no_answer(inquiry):
    close(inquiry=inquiry, by=UserFactory(staff=True), reason="Thư rác.")
    with pytest.raises(Refusal):
        answer(inquiry=inquiry, text="Còn hàng.", author_kind=AuthorKind.PRODUCER)
    assert "đã đóng" in Page(Client().get(answering(inquiry)).content.decode()).words


def test_taking_the_consent_back_leaves_nothing_personal(inquiry):
    answer(inquiry=inquiry, text="Chị Lan ơi, còn hàng.", author_kind=AuthorKind.PRODUCER)
    page = Client().get(following(inquiry))
    assert "Rút lại" in Page(page.content.decode()).words
    for _click in range(2):
        assert Client().post(following(inquiry), {"do": "withdraw"}).status_code == 302
    inquiry.refresh_from_db()
    kept = Inquiry.objects.filter(pk=inquiry.pk).values().get()
    words = " ".join(str(value) for value in kept.values())
    for personal in ("Lan", "lan@example.org", "10 thùng", "shop", "Giá bao nhiêu"):
        assert personal not in words
    assert inquiry.state == InquiryState.CLOSED and inquiry.consent_text
    assert not inquiry.messages.exists()
    log = " ".join(f"{entry.label} {entry.data}" for entry in ModelLogEntry.objects.for_instance(inquiry))
    assert "Lan" not in log and "lan@" not in log
    assert "Lan" not in Page(Client().get(answering(inquiry)).content.decode()).words
    moved = Client().get(reverse("inquiries:sent", args=[buyer_token(inquiry)]))
    assert moved.headers["Location"] == following(inquiry)


def test_a_consent_taken_back_before_the_mails_left_stops_them(mails_leave):
    with mails_leave():
        withdraw_consent(inquiry=asked(ProductFactory()))
    assert not mail.outbox


def test_questions_go_when_their_time_has_passed(inquiry):
    keeps = asked(ProductFactory())
    Inquiry.objects.filter(pk=inquiry.pk).update(purge_after=timezone.localdate())
    assert purge() == 0
    Inquiry.objects.filter(pk=inquiry.pk).update(purge_after=timezone.localdate() - datetime.timedelta(days=1))
    assert purge() == 1
    assert list(Inquiry.objects.all()) == [keeps]
    assert Client().get(following(inquiry)).status_code == 404
    assert Client().get(answering(inquiry)).status_code == 410


@pytest.mark.parametrize(
    "who", ["producer", "helper", "rival_producer", "staff_producer", "director", "editor", "moderator", "fair_officer"]
)
def test_signing_in_opens_nobodys_inquiry_and_closes_no_form(who, request, workshop):
    """The public addresses know links, not people: everybody of the cast sees what a stranger sees."""
    client = signed_in(request.getfixturevalue(who))
    product = ProductFactory(producer=workshop)
    inquiry = asked(product)
    asking = reverse("inquiries:ask_product", args=[product.slug])
    assert client.get(asking).status_code == 200
    assert client.get(reverse("inquiries:ask_producer", args=[workshop.slug])).status_code == 200
    assert client.post(asking, filled()).status_code == 302
    for name in ("sent", "follow"):
        assert client.get(reverse(f"inquiries:{name}", args=[buyer_token(inquiry)])).status_code == 200
        assert client.get(reverse(f"inquiries:{name}", args=[str(inquiry.pk)])).status_code == 404
    assert client.get(answering(inquiry)).status_code == 200
    assert client.get(reverse("inquiries:answer", args=[str(inquiry.pk)])).status_code == 410
