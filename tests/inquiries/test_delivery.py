"""The way to the producer: a mail that left is not a question that arrived, and nobody is forgotten."""

import contextlib
import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Site

from common.errors import Refusal
from common.models import SiteIdentity
from inquiries.models import AttemptKind, AttemptOutcome, Inquiry, InquiryState
from inquiries.services import mark_opened, record_call
from inquiries.tasks import mail_opening
from tests.factories.producers import ProducerFactory, UserFactory
from tests.factories.products import ProductFactory

from .asking import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def reachable():
    """A product whose maker reads mail."""
    return ProductFactory(producer=ProducerFactory(with_email=True))


def test_without_an_address_the_question_is_to_be_called_at_once():
    inquiry = asked(ProductFactory())
    assert list(Inquiry.objects.to_call()) == [inquiry]


def test_with_an_address_it_waits_a_day_for_the_mail_to_be_opened(reachable):
    inquiry = asked(reachable)
    assert not Inquiry.objects.to_call().exists()
    tomorrow = timezone.now() + datetime.timedelta(hours=25)
    assert list(Inquiry.objects.to_call(tomorrow)) == [inquiry]
    mark_opened(inquiry=inquiry)
    assert not Inquiry.objects.to_call(tomorrow).exists()


def test_a_mail_that_left_delivers_nothing(reachable, mails_leave):
    with mails_leave():
        inquiry = asked(reachable)
    inquiry.refresh_from_db()
    [attempt] = inquiry.attempts.all()
    assert (attempt.kind, attempt.outcome) == (AttemptKind.MAIL, AttemptOutcome.SENT)
    assert (inquiry.state, inquiry.delivered_at) == (InquiryState.NEW, None)


def test_mails_wait_for_the_commit(reachable, django_capture_on_commit_callbacks):
    of_inquiries = DBTaskResult.objects.filter(task_path__startswith="inquiries.")
    with django_capture_on_commit_callbacks() as callbacks:
        asked(reachable)
        assert not of_inquiries.exists()
    assert callbacks
    for callback in callbacks:
        callback()
    assert of_inquiries.count() == 1


def test_a_question_taken_back_by_an_error_mails_nobody(reachable, mails_leave):
    with mails_leave(), contextlib.suppress(ZeroDivisionError), transaction.atomic():
        asked(reachable)
        1 / 0  # noqa: B018
    assert not Inquiry.objects.exists()
    assert not mail.outbox


def test_producer_centre_and_buyer_are_told_each_in_one_line(reachable, mails_leave):
    SiteIdentity.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"email": "trung-tam@example.org"}
    )
    reachable.name_vi = "Miến\ndong"
    reachable.save()
    with mails_leave():
        inquiry = asked(reachable)
    to = {message.to[0]: message for message in mail.outbox}
    assert set(to) == {
        "lan@example.org",
        "trung-tam@example.org",
        inquiry.producer.channels.get().value,
    }
    for message in mail.outbox:
        assert "\n" not in message.subject
        assert inquiry.reference in message.subject
    assert "/tra-loi/" in to[inquiry.producer.channels.get().value].body
    assert "/theo-doi/" in to["lan@example.org"].body


def test_an_english_buyer_gets_the_receipt_in_english(reachable, mails_leave):
    with mails_leave():
        asked(reachable, language="en")
    [receipt] = [message for message in mail.outbox if message.to == ["lan@example.org"]]
    assert "/en/" in receipt.body
    [notice] = [message for message in mail.outbox if message is not receipt]
    assert "Khách hỏi" in notice.subject


class BrokenPost(EmailBackend):
    """A mail server that takes nothing for producers, and everything else."""

    def send_messages(self, messages) -> int:
        if any("co-so" in message.to[0] for message in messages):
            raise smtplib.SMTPServerDisconnected("Máy chủ thư không nghe")
        return super().send_messages(messages)


def test_a_mail_that_failed_is_noted_and_the_desk_calls_at_once(reachable, mails_leave, settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenPost"
    with mails_leave():
        inquiry = asked(reachable)
    [attempt] = inquiry.attempts.all()
    assert attempt.outcome == AttemptOutcome.FAILED
    assert "không nghe" in attempt.note
    assert list(Inquiry.objects.to_call()) == [inquiry]
    assert [message.to for message in mail.outbox] == [["lan@example.org"]]


def test_an_inquiry_purged_meanwhile_mails_nobody():
    mail_opening.func(4711)
    assert not mail.outbox


def test_a_call_that_reached_delivers_and_one_that_did_not_comes_back():
    inquiry, clerk = asked(ProductFactory()), UserFactory(staff=True)
    record_call(inquiry=inquiry, kind=AttemptKind.CALL, outcome=AttemptOutcome.NO_ANSWER, by=clerk)
    assert not Inquiry.objects.to_call().exists()
    assert Inquiry.objects.to_call(timezone.now() + datetime.timedelta(hours=5)).exists()
    record_call(inquiry=inquiry, kind=AttemptKind.CALL, outcome=AttemptOutcome.REACHED, by=clerk)
    inquiry.refresh_from_db()
    assert (inquiry.state, inquiry.handled_by) == (InquiryState.DELIVERED, clerk)
    assert not Inquiry.objects.to_call(timezone.now() + datetime.timedelta(hours=5)).exists()
    assert Inquiry.objects.to_call(inquiry.due_at + datetime.timedelta(minutes=1)).exists()


def test_only_what_a_person_can_have_said_is_noted_as_a_call():
    with pytest.raises(Refusal):
        record_call(
            inquiry=asked(ProductFactory()), kind=AttemptKind.CALL, outcome=AttemptOutcome.OPENED, by=UserFactory()
        )
