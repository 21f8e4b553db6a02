"""How producers answer: counted from the questions that reached them, and said only where there were enough."""

import datetime

import pytest
from django.utils import timezone

from inquiries.models import AuthorKind, Inquiry, InquiryState
from inquiries.services.responsiveness import count_responses
from producers.models import ResponseRecord
from producers.presenting import response_words
from tests.factories.inquiries import InquiryFactory
from tests.factories.producers import ProducerFactory
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime.datetime(2026, 6, 1, 12))


@pytest.fixture
def producer():
    return ProducerFactory()


def asked(producer, *, days_ago: int, hours: int | None = None, by: str = AuthorKind.PRODUCER, **values) -> Inquiry:
    """A question that reached the producer so many days ago, answered after so many hours or not at all."""
    inquiry = InquiryFactory(product=ProductFactory(producer=producer))
    created = NOW - datetime.timedelta(days=days_ago)
    if hours is not None:
        inquiry.messages.create(author_kind=by, text="Có ạ.", written_at=created + datetime.timedelta(hours=hours))
    reached = {"created_at": created, "delivered_at": created, "due_at": created + datetime.timedelta(days=2)}
    Inquiry.objects.filter(pk=inquiry.pk).update(**{**reached, "state": InquiryState.DELIVERED, **values})
    return inquiry


def test_the_usual_time_is_the_middle_one(producer):
    for days, hours in ((10, 2), (20, 30), (30, 400)):
        asked(producer, days_ago=days, hours=hours)
    asked(producer, days_ago=40)
    assert count_responses(now=NOW) == 1
    record = ResponseRecord.objects.get(producer=producer)
    assert (record.asked, record.answered, record.usual_hours) == (4, 3, 30)
    producer.refresh_from_db()
    assert response_words(producer) == "Trả lời 3 trong 4 câu hỏi của năm qua, thường trong 2 ngày"


def test_of_two_questions_nothing_is_said(producer):
    for days in (10, 20):
        asked(producer, days_ago=days, hours=1)
    assert count_responses(now=NOW) == 0
    assert response_words(producer) == ""


def test_what_was_written_down_by_telephone_counts_and_what_the_centre_says_itself_does_not(producer):
    asked(producer, days_ago=10, hours=5, by=AuthorKind.ON_BEHALF)
    asked(producer, days_ago=11, hours=5, by=AuthorKind.CENTRE)
    asked(producer, days_ago=12, hours=7)
    count_responses(now=NOW)
    record = ResponseRecord.objects.get(producer=producer)
    assert (record.asked, record.answered) == (3, 2)


def test_some_questions_do_not_count(producer):
    for days in (10, 20, 30):
        asked(producer, days_ago=days, hours=3)
    asked(producer, days_ago=1)  # there is still time to answer
    asked(producer, days_ago=400)
    asked(producer, days_ago=15, state=InquiryState.CLOSED)
    asked(producer, days_ago=16, state=InquiryState.NEW, delivered_at=None)
    count_responses(now=NOW)
    assert ResponseRecord.objects.get(producer=producer).asked == 3


def test_counting_again_changes_nothing_and_what_is_purged_is_forgotten(producer):
    for days in (10, 20, 30):
        asked(producer, days_ago=days, hours=3)
    assert count_responses(now=NOW) == 1
    assert count_responses(now=NOW) == 0
    Inquiry.objects.all().delete()
    assert count_responses(now=NOW) == 1
    assert not ResponseRecord.objects.exists()
