"""Who finds nothing asks the centre to look for it: what it hears, and that nobody else hears anything."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from common.errors import Refusal
from common.models import SiteIdentity
from inquiries.models import AuthorKind, Inquiry, InquirySettings
from inquiries.services import assign_producer, may_be_passed_on, withdraw_consent
from inquiries.tokens import buyer_token
from search import lifecycle, outbox
from tests.cast import signed_in
from tests.factories.producers import ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.markup import Page

from .asking import filled

pytestmark = pytest.mark.django_db

WORDS = "chum sành ủ tương"
BUTTON = "Nhờ trung tâm tìm giúp"


@pytest.fixture
def centre_reads_mail():
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.email = "trungtam@example.org"
    identity.save()


def seek(client: Client | None = None, **changes: object):
    """Send the form; nothing said beyond the words looked for."""
    answers = filled(**{"sought": WORDS, "message": "", **changes})
    return (client or Client()).post(reverse("inquiries:ask_centre"), answers)


def ways_to_the_centre(address: str) -> list[str]:
    page = Page(Client().get(address).content.decode())
    return [link for link, words in page.link_words.items() if words == BUTTON]


def find(words: str) -> list[str]:
    return ways_to_the_centre(reverse("search:results") + f"?q={words}")


@pytest.fixture
def shop():
    for name in ("Miến dong Bình Lư", "Bình gốm men rạn", "Chè tôm nõn"):
        AwardFactory(product=ProductFactory(name_vi=name, producer=ProducerFactory()))
    lifecycle.ensure_index()
    outbox.drain()


@pytest.mark.usefixtures("shop")
def test_a_search_that_finds_nothing_leads_to_the_centre_with_its_words():
    [link] = find("xyzzy+%26+%22plugh%22")
    form = Page(Client().get(link).content.decode())
    assert form.all("input", name="sought")[0]["value"] == 'xyzzy & "plugh"'


@pytest.mark.usefixtures("shop")
def test_so_does_one_of_which_only_some_words_are_found_and_no_other():
    assert len(find("gốm cổ vật xyzzy plugh quux")) == 1
    assert find("miến dong") == []
    assert ways_to_the_centre(reverse("search:browse") + "?cap=national&nam=1999") == []


def test_the_form_is_not_for_search_engines_nor_for_caches():
    answer = Client().get(reverse("inquiries:ask_centre"))
    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_centre_alone_is_named_in_the_consent_and_the_words_are_kept():
    response = seek(contact="lan@example.org")
    inquiry = Inquiry.objects.get()
    assert response.status_code == 302
    assert (inquiry.sought, inquiry.product, inquiry.producer) == (WORDS, None, None)
    assert inquiry.messages.get().text == WORDS
    assert "Trung tâm Khuyến công (trung tâm tìm giúp và trả lời bạn)" in inquiry.consent_text
    sent = Page(Client().get(response.headers["Location"]).content.decode()).words
    assert WORDS in sent and inquiry.reference in sent
    assert "Cơ sở" not in sent.split("Việc tiếp theo")[1].split("Theo dõi câu hỏi")[0]
    follow = Page(Client().get(reverse("inquiries:follow", args=[buyer_token(inquiry)])).content.decode()).words
    assert WORDS in follow and "Trung tâm đang tìm giúp" in follow


def test_more_may_be_said():
    seek(message="Cần trước Tết, loại 50 lít.")
    assert Inquiry.objects.get().messages.get().text == "Cần trước Tết, loại 50 lít."


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sought": ""}, "Viết vài chữ về thứ bạn tìm"),
        ({"sought": "\u200b \u00a0"}, "Viết vài chữ về thứ bạn tìm"),
        ({"sought": "a" * 201}, "nhiều nhất 200"),
        ({"sought": "http://spam.example"}, "đừng dán đường dẫn"),
        ({"name": ""}, "Ghi tên để trung tâm biết"),
        ({"contact": "091234567"}, "Số điện thoại còn thiếu một chữ số"),
        ({"consent": None}, "Đánh dấu ô này thì câu hỏi mới gửi đi được"),
        ({"website": "http://spam.example"}, "Để trống ô này"),
        ({"started": None}, "bấm Gửi câu hỏi lần nữa"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(changes, sentence):
    response = seek(**changes)
    assert response.status_code == 422
    assert sentence in Page(response.content.decode()).words
    assert not Inquiry.objects.exists()


def test_what_is_exactly_long_enough_is_taken_however_it_was_typed():
    assert seek(sought="  " + "e\u0301" * 200 + " ").status_code == 302
    assert Inquiry.objects.get().sought == "é" * 200


def test_an_address_with_too_many_words_gives_those_that_fit():
    page = Page(Client().get(reverse("inquiries:ask_centre"), {"q": "chè\x00 " * 100}).content.decode())
    assert len(page.all("input", name="sought")[0]["value"]) <= 200


def test_one_person_asks_only_so_often():
    InquirySettings.objects.update_or_create(pk=InquirySettings.load().pk, defaults={"hourly_limit": 2})
    assert [seek(contact=f"091234567{number}").status_code for number in range(3)] == [302, 302, 422]


@pytest.mark.usefixtures("centre_reads_mail")
def test_the_centre_and_the_buyer_hear_of_it_and_no_producer(mails_leave):
    AwardFactory(product=ProductFactory(name_vi=WORDS, producer=ProducerFactory(with_email=True)))
    with mails_leave():
        seek(contact="lan@example.org")
    notice, receipt = mail.outbox
    assert notice.to == ["trungtam@example.org"] and receipt.to == ["lan@example.org"]
    assert WORDS in notice.subject and WORDS in notice.body
    assert "Không cơ sở nào nhận được câu hỏi này" in notice.body
    assert WORDS in receipt.body and "đang chuyển đến cơ sở" not in receipt.body


def test_the_desk_shows_the_words_and_answers_for_the_centre(editor):
    seek()
    inquiry = Inquiry.objects.get()
    browser = signed_in(editor)
    assert list(Inquiry.objects.to_call()) == [inquiry]
    assert WORDS in Page(browser.get(reverse("office:desk")).content.decode()).words
    shown = Page(browser.get(reverse("office:inquiry", args=[inquiry.reference])).content.decode()).words
    assert WORDS in shown and "Khách tìm trên trang mà không thấy" in shown
    assert "Chuyển cho cơ sở đã tìm được" not in shown
    answer = reverse("office:answer_on_behalf", args=[inquiry.reference])
    browser.post(answer, {"answer-text": "Có ở Phù Lãng, chị gọi trung tâm nhé."})
    assert inquiry.messages.last().author_kind == AuthorKind.CENTRE


def test_it_is_passed_on_to_nobody():
    seek()
    inquiry = Inquiry.objects.get()
    assert not may_be_passed_on(inquiry)
    with pytest.raises(Refusal):
        assign_producer(inquiry=inquiry, producer=ProducerFactory(), by=UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.update(producer=ProducerFactory())


def test_taking_the_consent_back_takes_the_words_too():
    seek()
    inquiry = Inquiry.objects.get()
    withdraw_consent(inquiry=inquiry)
    inquiry.refresh_from_db()
    assert inquiry.sought == ""
    address = reverse("inquiries:follow", args=[buyer_token(inquiry)])
    page = Page(Client().get(address).content.decode())
    assert WORDS not in page.words and "Bạn đã rút sự đồng ý" in page.words
