"""A question about a product whose maker nobody knew goes to the maker that was found, as far as the buyer agreed."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from inquiries.forms import AskForm
from inquiries.models import Inquiry, InquiryState
from inquiries.presenting import recipient_of
from inquiries.services import answer, close, record_call
from products.models import Product
from tests.cast import signed_in
from tests.factories.inquiries import InquiryFactory
from tests.factories.producers import ContactChannelFactory, ProducerFactory
from tests.factories.products import ProductFactory
from tests.inquiries.conftest import mails_leave  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

BASIS = "Chủ cơ sở xác nhận qua điện thoại ngày 3/6."


def consent(producer=None, language="vi"):
    """The words beside the box, as the form shows them."""
    with translation.override(language):
        return str(AskForm(recipient=recipient_of(producer)).fields["consent"].label)


@pytest.fixture
def question():
    product = ProductFactory(nobody_named=True, name_vi="Miến dong")
    return InquiryFactory(product=product, consent_text=consent())


def address(question):
    return reverse("office:pass_on", args=[question.reference])


def pass_on(browser, question, producer, reason=BASIS):
    return browser.post(address(question), {"producer": producer.pk, "reason": reason})


def page(browser, question):
    return browser.get(reverse("office:inquiry", args=[question.reference])).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("person", ["director", "editor", "moderator"])
def test_the_found_maker_gets_the_question(person, language, request, workshop, mails_leave):  # noqa: F811
    ContactChannelFactory(producer=workshop, email=True, value="hoa@example.org")
    product = ProductFactory(nobody_named=True)
    question = InquiryFactory(product=product, consent_text=consent(language=language))
    somebody = request.getfixturevalue(person)
    browser = signed_in(somebody)
    assert address(question) in page(browser, question)
    assert consent(language=language) in browser.get(address(question)).content.decode()
    mail.outbox.clear()
    with mails_leave():
        assert pass_on(browser, question, workshop).status_code == 302
    question.refresh_from_db()
    assert (question.producer, question.state, question.handled_by) == (workshop, InquiryState.NEW, somebody)
    assert Product.objects.get(pk=product.pk).producer == workshop
    assert [letter.to for letter in mail.outbox] == [["hoa@example.org"]]
    assert "hoa@example.org" in page(browser, question) and address(question) not in page(browser, question)


def test_a_maker_without_mail_is_on_the_call_list_at_once(question, workshop, editor):
    ContactChannelFactory(producer=workshop, value="0987 654 321")
    record_call(inquiry=question, kind="call", outcome="reached", by=editor)
    pass_on(signed_in(editor), question, workshop)
    assert question in Inquiry.objects.to_call()
    assert 'href="tel:0987654321"' in page(signed_in(editor), question)


def test_a_maker_that_is_on_record_needs_no_proof(workshop, editor):
    product = ProductFactory(producer=workshop)
    question = InquiryFactory(product=product, consent_text=consent())
    Inquiry.objects.filter(pk=question.pk).update(producer=None)
    assert pass_on(signed_in(editor), question, workshop, reason="").status_code == 302
    question.refresh_from_db()
    assert question.producer == workshop


def test_no_maker_is_named_without_a_reason(question, workshop, editor):
    answer = pass_on(signed_in(editor), question, workshop, reason="")
    assert answer.status_code == 200 and answer.context["form"].has_error("reason")


def test_a_consent_for_the_centre_alone_goes_no_further(workshop, editor):
    product = ProductFactory(nobody_named=True)
    question = InquiryFactory(product=product, consent_text="Chuyển câu hỏi của tôi đến Trung tâm Khuyến công.")
    browser = signed_in(editor)
    assert address(question) not in page(browser, question)
    assert "Khách chỉ đồng ý gửi cho trung tâm" in page(browser, question)
    refused = pass_on(browser, question, workshop)
    assert refused.status_code == 409 and BASIS in refused.content.decode()
    assert "Khách chỉ đồng ý gửi cho trung tâm" in refused.content.decode()
    question.refresh_from_db()
    assert question.producer is None
    # One transaction: what the refusal stopped changed the product neither.
    assert Product.objects.get(pk=product.pk).producer is None


def test_another_producer_than_the_maker_gets_nothing(workshop, editor):
    question = InquiryFactory(product=ProductFactory(producer=workshop), consent_text=consent())
    Inquiry.objects.filter(pk=question.pk).update(producer=None)
    refused = pass_on(signed_in(editor), question, ProducerFactory())
    assert refused.status_code == 409 and "cơ sở làm ra sản phẩm này" in refused.content.decode()


def test_what_is_with_a_producer_or_done_is_passed_on_no_more(question, workshop, editor):
    browser = signed_in(editor)
    done = InquiryFactory(product=ProductFactory(nobody_named=True), consent_text=consent())
    answer(inquiry=done, text="Trung tâm đang tìm.", author_kind="centre", by=editor)
    assert "đã xong" in pass_on(browser, done, workshop).content.decode()
    pass_on(browser, question, workshop)
    assert "đã có cơ sở nhận" in pass_on(browser, question, workshop).content.decode()
    shut = InquiryFactory(product=ProductFactory(nobody_named=True), consent_text=consent())
    close(inquiry=shut, by=editor, reason="Thư quảng cáo.")
    assert "đã xong" in pass_on(browser, shut, workshop).content.decode()


@pytest.mark.parametrize("person", ["fair_officer", "producer", "rival_producer"])
def test_others_pass_nothing_on(person, request, question, workshop):
    browser = signed_in(request.getfixturevalue(person))
    for reply in (browser.get(address(question)), pass_on(browser, question, workshop)):
        assert reply.status_code == 302 and question.buyer_phone not in reply.content.decode()
    question.refresh_from_db()
    assert question.producer is None
