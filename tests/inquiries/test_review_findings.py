"""What a review of the inquiries found, kept from coming back."""

import smtplib

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from common.errors import Refusal
from inquiries.access import ANSWERS_AN_HOUR
from inquiries.models import AttemptKind, AttemptOutcome, AuthorKind, Inquiry
from inquiries.services import answer, record_call
from inquiries.services.answering import MOST_MESSAGES
from inquiries.tokens import producer_token
from tests.factories.producers import UserFactory
from tests.factories.products import ProductFactory
from tests.markup import Page

from .asking import asked

pytestmark = pytest.mark.django_db


def test_a_link_mails_the_buyer_a_few_times_an_hour_at_most(mails_leave):
    inquiry = asked(ProductFactory())
    address = reverse("inquiries:answer", args=[producer_token(inquiry)])
    with mails_leave():
        answers = [
            Client().post(address, {"do": "answer", "text": f"Giá {number}."}) for number in range(ANSWERS_AN_HOUR + 2)
        ]
    assert [found.status_code for found in answers] == [302] * ANSWERS_AN_HOUR + [422] * 2
    assert len(mail.outbox) == ANSWERS_AN_HOUR
    refused = answers[-1].content.decode()
    assert "Sau một giờ" in Page(refused).words and f"Giá {ANSWERS_AN_HOUR + 1}." in refused


def test_one_question_holds_so_many_messages_and_no_more():
    inquiry = asked(ProductFactory())
    for number in range(MOST_MESSAGES - 1):
        answer(inquiry=inquiry, text=f"Lần {number}.", author_kind=AuthorKind.PRODUCER)
    with pytest.raises(Refusal, match="đã nhận đủ"):
        answer(inquiry=inquiry, text="Thêm lần nữa.", author_kind=AuthorKind.PRODUCER)
    assert answer(inquiry=inquiry, text="Lần 0.", author_kind=AuthorKind.PRODUCER)
    assert inquiry.messages.count() == MOST_MESSAGES


def test_an_answer_that_does_not_reach_the_buyer_is_for_the_desk(mails_leave, monkeypatch):
    inquiry = asked(ProductFactory())

    def no_server(*_args, **_kwargs):
        raise smtplib.SMTPServerDisconnected("Máy chủ thư không trả lời")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", no_server)
    with mails_leave():
        message = answer(inquiry=inquiry, text="45.000 đ một gói.", author_kind=AuthorKind.PRODUCER)
    message.refresh_from_db()
    attempt = inquiry.attempts.get(outcome=AttemptOutcome.FAILED)
    assert message.mailed_at is None and "không đến được người hỏi" in attempt.note
    assert list(Inquiry.objects.to_call()) == [inquiry]
    called = record_call(
        inquiry=inquiry, kind=AttemptKind.CALL, outcome=AttemptOutcome.REACHED, by=UserFactory(staff=True)
    )
    assert not called.takes_calls and not Inquiry.objects.to_call().exists()


def test_an_answered_question_is_on_nobodys_list(mails_leave):
    inquiry = asked(ProductFactory())
    with mails_leave():
        answer(inquiry=inquiry, text="Còn hàng.", author_kind=AuthorKind.PRODUCER)
    inquiry.refresh_from_db()
    assert inquiry.call_after is None and not inquiry.takes_calls
