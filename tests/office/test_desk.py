"""The desk for buyers' questions: whom to call, what to say, what came of it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from inquiries.models import AuthorKind, Inquiry, InquiryState
from inquiries.tokens import answer_address
from tests.cast import signed_in
from tests.factories.inquiries import InquiryFactory
from tests.factories.producers import ContactChannelFactory
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(workshop):
    ContactChannelFactory(producer=workshop, value="0987 654 321")
    return InquiryFactory(product=ProductFactory(producer=workshop, name_vi="Miến dong"))


def page(browser, question):
    return browser.get(reverse("office:inquiry", args=[question.reference])).content.decode()


@pytest.mark.parametrize("person", ["fair_officer", "producer", "rival_producer", "helper"])
def test_a_buyer_is_known_to_the_desk_alone(person, request, question):
    browser = signed_in(request.getfixturevalue(person))
    for name in ("desk", "inquiry", "note_call", "answer_on_behalf", "close_inquiry"):
        keys = [] if name == "desk" else [question.reference]
        ask = browser.get if name in {"desk", "inquiry"} else browser.post
        answer = ask(reverse(f"office:{name}", args=keys), {"answer-text": "x", "close-reason": "x"})
        assert answer.status_code == 302
        assert question.buyer_phone not in answer.content.decode()
    question.refresh_from_db()
    assert question.state == InquiryState.NEW


@pytest.mark.parametrize("person", ["director", "editor", "moderator"])
def test_the_desk_sees_whom_to_call_and_what_to_say(person, request, question):
    browser = signed_in(request.getfixturevalue(person))
    assert question.reference in browser.get(reverse("office:desk")).content.decode()
    words = page(browser, question)
    assert 'href="tel:0987654321"' in words and 'href="tel:0912345678"' in words
    # The link's last two parts hold the second in which it was signed.
    assert answer_address(question).rsplit(":", 2)[0] in words and question.reference in words
    assert "Một thùng giá bao nhiêu" in words


def test_the_words_for_zalo_do_not_give_the_buyer_away(question, editor):
    from office.inquiries_desk.messages import words_for_producer

    words = words_for_producer(question)
    assert question.buyer_name not in words and "0912" not in words


def test_the_promised_day_is_the_local_one(question):
    from office.inquiries_desk.messages import words_for_producer

    question.due_at = datetime.datetime(2026, 3, 3, 23, 30, tzinfo=datetime.UTC)  # half past six on the fourth, here
    assert "trước ngày 4/3/2026" in words_for_producer(question)


def test_noting_that_the_producer_was_reached_delivers(question, editor):
    browser = signed_in(editor)
    answer = browser.post(
        reverse("office:note_call", args=[question.reference]), {"call-kind": "call", "call-outcome": "reached"}
    )
    assert answer.status_code == 302
    question.refresh_from_db()
    assert (question.state, question.handled_by) == (InquiryState.DELIVERED, editor)
    assert question.reference not in browser.get(reverse("office:desk")).content.decode()


def test_a_call_without_an_outcome_is_asked_again(question, editor):
    answer = signed_in(editor).post(
        reverse("office:note_call", args=[question.reference]), {"call-kind": "call", "call-note": "máy bận"}
    )
    words = answer.content.decode()
    assert answer.status_code == 400 and "Chọn kết quả của cuộc gọi." in words and "máy bận" in words


def test_an_answer_on_behalf_says_so(question, moderator):
    browser = signed_in(moderator)
    browser.post(
        reverse("office:answer_on_behalf", args=[question.reference]), {"answer-text": "Một thùng 600.000 đồng."}
    )
    message = question.messages.latest("pk")
    assert (message.author_kind, message.author) == (AuthorKind.ON_BEHALF, moderator)
    assert "trung tâm viết thay cơ sở" in page(browser, question).lower()


def test_closing_needs_a_reason_and_ends_it(question, editor):
    browser, address = signed_in(editor), reverse("office:close_inquiry", args=[question.reference])
    assert browser.post(address, {}).status_code == 400
    assert browser.post(address, {"close-reason": "Thư quảng cáo."}).status_code == 302
    assert Inquiry.objects.get(pk=question.pk).state == InquiryState.CLOSED
    refused = browser.post(
        reverse("office:answer_on_behalf", args=[question.reference]), {"answer-text": "Còn hàng ạ."}
    )
    assert refused.status_code == 409 and "đã đóng" in refused.content.decode()


def test_what_is_late_stands_in_a_list_of_its_own(question, editor):
    Inquiry.objects.filter(pk=question.pk).update(due_at=timezone.now() - datetime.timedelta(hours=1))
    browser = signed_in(editor)
    assert question.reference in browser.get(reverse("office:desk_list", args=["qua-han"])).content.decode()
    assert "quá hạn" in page(browser, question)


def test_an_unknown_list_and_an_unknown_question_are_not_found(question, editor):
    browser = signed_in(editor)
    assert browser.get("/admin/cau-hoi/xem/khong-co/", follow=True).status_code == 404
    assert browser.get(reverse("office:inquiry", args=["HXXXXXX"]), follow=True).status_code == 404
