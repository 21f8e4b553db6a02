"""One form, several producers: each gets its own question, the buyer one receipt and one address."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from common.models import SiteIdentity
from inquiries import services
from inquiries.models import Inquiry, InquiryBatch, InquirySettings
from inquiries.tokens import answer_address, batch_token
from producers.models import Producer
from products.models import Product
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.markup import Page
from tests.queries import queries_of

from .asking import ask, begun, filled

pytestmark = pytest.mark.django_db

CENTRE = "Trung tâm Khuyến công (trung tâm sẽ tìm cơ sở làm ra sản phẩm này)"


@pytest.fixture
def weaver() -> Producer:
    return ProducerFactory(name_vi="Hợp tác xã Dệt Mường", with_email=True)


@pytest.fixture
def potter() -> Producer:
    return ProducerFactory(name_vi="Gốm Phù Lãng")


@pytest.fixture
def scarf(weaver) -> Product:
    return ProductFactory(name_vi="Khăn lụa", producer=weaver)


@pytest.fixture
def bag(weaver) -> Product:
    return ProductFactory(name_vi="Túi thổ cẩm", producer=weaver)


@pytest.fixture
def jar(potter) -> Product:
    return ProductFactory(name_vi="Chum sành", producer=potter)


@pytest.fixture
def nobodys() -> Product:
    return AwardFactory(product=ProductFactory(name_vi="Sập thờ", nobody_named=True)).product


def address_of(*products: Product) -> str:
    return f"{reverse('inquiries:ask_several')}?sp={'.'.join(str(product.pk) for product in products)}"


def form_of(*products: Product) -> Page:
    return Page(Client().get(address_of(*products)).content.decode())


def keys_of(page: Page) -> list[str]:
    return [box["value"] for box in page.all("input", name="to") if "checked" in box]


def ask_all(*products: Product, client: Client | None = None, **changes):
    to = changes.pop("to", None)
    answers = filled(contact="lan@example.org", **changes)
    answers["to"] = keys_of(form_of(*products)) if to is None else to
    return (client or Client()).post(address_of(*products), answers)


def test_each_maker_gets_one_question_naming_all_its_products(scarf, bag, jar, nobodys, weaver, potter):
    response = ask_all(scarf, jar, bag, nobodys)
    assert response.status_code == 302
    found = {inquiry.producer: inquiry for inquiry in Inquiry.objects.with_subject()}
    assert set(found) == {weaver, potter, None}
    assert found[weaver].subject == "Khăn lụa; Túi thổ cẩm"
    assert found[potter].subject == "Chum sành"
    assert found[None].subject == "Sập thờ"
    assert {inquiry.batch for inquiry in found.values()} == {InquiryBatch.objects.get()}
    assert {inquiry.messages.get().text for inquiry in found.values()} == {filled()["message"]}


def test_the_form_says_who_will_get_it_and_what_goes_by_way_of_the_centre(scarf, bag, nobodys, weaver):
    page = form_of(scarf, bag, nobodys)
    assert len(keys_of(page)) == 2
    assert f"{weaver.name_vi} Khăn lụa; Túi thổ cẩm" in page.words.replace(" ;", ";")
    assert f"{CENTRE} Sập thờ" in page.words
    consents = [box for box in page.all("input", type="checkbox") if "consent" in box["name"]]
    assert len(consents) == 2 and not [box for box in consents if "checked" in box]


def test_the_consent_names_each_recipient_with_its_time(scarf, jar, nobodys, weaver, potter):
    ask_all(scarf, jar, nobodys)
    for inquiry in Inquiry.objects.all():
        assert f"{weaver.name_vi}; {potter.name_vi}; {CENTRE}: Sập thờ" in inquiry.consent_text
        assert "không biết tôi hỏi thêm những nơi khác" in inquiry.consent_text
        assert inquiry.consent_at and "<" not in inquiry.consent_text
        assert inquiry.news_consent_text == ""


def test_whoever_is_unticked_gets_nothing_and_is_not_named(scarf, jar, weaver, potter):
    ask_all(scarf, jar, to=[f"co-so-{weaver.pk}"])
    inquiry = Inquiry.objects.get()
    assert inquiry.producer == weaver
    assert potter.name_vi not in inquiry.consent_text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to": []}, "Đánh dấu ít nhất một nơi nhận"),
        ({"to": ["co-so-999999"]}, "không hợp lệ"),
        ({"consent": None}, "Đánh dấu ô này thì câu hỏi mới gửi đi được"),
        ({"message": ""}, "Viết điều bạn muốn hỏi"),
        ({"website": "http://spam.example"}, "Để trống ô này"),
        ({"started": "giả mạo"}, "bấm Gửi câu hỏi lần nữa"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent_or_lost(scarf, jar, weaver, changes, sentence):
    response = ask_all(scarf, jar, **changes)
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert sentence in page.words
    assert not Inquiry.objects.exists() and not InquiryBatch.objects.exists()
    assert page.all("input", name="name")[0]["value"] == filled()["name"]


def test_what_is_sent_faster_than_anybody_reads_is_asked_for_once_more(scarf, jar):
    assert ask_all(scarf, jar, started=begun(1)).status_code == 422
    assert not Inquiry.objects.exists()


def test_after_a_mistake_the_ticks_and_the_names_in_the_consent_stay_as_they_were(scarf, jar, weaver, potter):
    page = Page(ask_all(scarf, jar, to=[f"co-so-{potter.pk}"], consent=None).content.decode())
    assert keys_of(page) == [f"co-so-{potter.pk}"]
    [names] = page.tree.xpath("//*[@data-recipients]")
    assert names.text_content() == potter.name_vi


def test_of_more_than_ten_the_first_ten_are_ticked_and_more_are_refused():
    products = [ProductFactory() for _number in range(12)]
    page = form_of(*products)
    assert len(page.all("input", name="to")) == 12 and len(keys_of(page)) == 10
    response = ask_all(*products, to=[box["value"] for box in page.all("input", name="to")])
    assert response.status_code == 422 and not Inquiry.objects.exists()
    assert ask_all(*products).status_code == 302
    assert Inquiry.objects.count() == 10


def test_all_or_none(scarf, jar, monkeypatch):
    opened = services.asking_several.open_inquiry

    def fails_at_the_second(**values):
        if Inquiry.objects.exists():
            raise RuntimeError("the machine stopped")
        return opened(**values)

    monkeypatch.setattr(services.asking_several, "open_inquiry", fails_at_the_second)
    with pytest.raises(RuntimeError):
        ask_all(scarf, jar)
    assert not Inquiry.objects.exists() and not InquiryBatch.objects.exists()


def test_sent_twice_it_is_one_request(scarf, jar):
    started = begun(60)
    for _press in range(2):
        response = ask_all(scarf, jar, started=started)
        page = Page(Client().get(response.headers["Location"]).content.decode())
        assert InquiryBatch.objects.get().reference in page.words
    assert Inquiry.objects.count() == 2
    ask_all(scarf, jar, started=started, message="Một câu hỏi khác.")
    assert InquiryBatch.objects.count() == 2


def test_a_sample_is_asked_for_in_the_form_the_mail_and_the_answer_page(scarf, weaver, mails_leave):
    with mails_leave():
        ask(scarf, kind="sample")
    inquiry = Inquiry.objects.get()
    assert inquiry.kind == "sample"
    [letter] = [letter for letter in mail.outbox if letter.to == [weaver.channels.get().value]]
    assert letter.subject.startswith("Khách xin mẫu Khăn lụa")
    assert "xin mẫu" in letter.body
    path = "/" + answer_address(inquiry).split("/", 3)[3]
    assert "Khách xin mẫu" in Page(Client().get(path).content.decode()).words


def test_one_receipt_lists_all_and_leads_to_one_page_with_all_answers(scarf, bag, jar, weaver, potter, mails_leave):
    with mails_leave():
        ask_all(scarf, bag, jar)
    batch = InquiryBatch.objects.get()
    [receipt] = [letter for letter in mail.outbox if letter.to == ["lan@example.org"]]
    assert batch.reference in receipt.subject
    assert f"- {weaver.name_vi}: Khăn lụa; Túi thổ cẩm" in receipt.body
    assert f"- {potter.name_vi}: Chum sành" in receipt.body
    [address] = re.findall(r"https?://[^/]+(/\S+)", receipt.body)
    answered = Inquiry.objects.get(producer=potter)
    with mails_leave():
        services.answer(inquiry=answered, text="Có sẵn hai mươi chum.", author_kind="producer")
    page = Page(Client().get(address).content.decode())
    assert "Có sẵn hai mươi chum." in page.words
    assert page.tree.xpath(f"//section[@id='{answered.reference}']//h2")[0].text_content() == potter.name_vi
    [address] = re.findall(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)
    assert address.endswith(f"/#{answered.reference}")
    assert "Có sẵn hai mươi chum." in Page(Client().get(address.partition("#")[0]).content.decode()).words


def test_no_producer_learns_who_else_was_asked(scarf, jar, weaver, potter, mails_leave):
    with mails_leave():
        ask_all(scarf, jar)
    [letter] = [letter for letter in mail.outbox if letter.to == [weaver.channels.get().value]]
    path = "/" + answer_address(Inquiry.objects.get(producer=weaver)).split("/", 3)[3]
    for words in (letter.body, Client().get(path).content.decode()):
        assert potter.name_vi not in words and "Chum sành" not in words
        assert InquiryBatch.objects.get().reference not in words


def test_the_centre_hears_once(scarf, jar, mails_leave, centre_address):
    with mails_leave():
        ask_all(scarf, jar)
    [notice] = [letter for letter in mail.outbox if letter.to == [centre_address]]
    assert "gửi 2 nơi" in notice.subject and "1 câu hỏi không gửi thư được" in notice.body


@pytest.fixture
def centre_address(db) -> str:
    SiteIdentity.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"email": "trungtam@example.org"}
    )
    return "trungtam@example.org"


def test_limits_count_every_recipient(scarf, jar):
    InquirySettings.objects.update_or_create(pk=InquirySettings.load().pk, defaults={"hourly_recipients": 3})
    assert ask_all(scarf, jar).status_code == 302
    response = ask_all(scarf, jar, message="Lần nữa.")
    assert response.status_code == 422 and "Sau một giờ" in Page(response.content.decode()).words
    assert Inquiry.objects.count() == 2


def test_the_buyer_takes_back_one_or_all(scarf, jar, weaver, potter):
    ask_all(scarf, jar)
    token = batch_token(InquiryBatch.objects.get())
    address = reverse("inquiries:follow_several", args=[token])
    one = Inquiry.objects.get(producer=weaver)
    Client().post(address, {"do": "withdraw", "which": one.reference})
    standing = Inquiry.objects.filter(consent_withdrawn_at=None)
    assert [inquiry.producer for inquiry in standing] == [potter]
    Client().post(address, {"do": "withdraw"})
    assert not standing.all().exists()
    assert not Inquiry.objects.filter(buyer_name__contains="Lan").exists()
    page = Page(Client().get(address).content.decode())
    assert page.words.count("Bạn đã rút sự đồng ý") == 2
    sent = Client().get(reverse("inquiries:sent_several", args=[token]))
    assert sent.status_code == 302 and sent.headers["Location"] == address


def test_the_purge_takes_the_request_with_its_questions(scarf, jar):
    ask_all(scarf, jar)
    token = batch_token(InquiryBatch.objects.get())
    Inquiry.objects.update(purge_after=timezone.localdate() - datetime.timedelta(days=1))
    services.purge()
    assert not InquiryBatch.objects.exists()
    assert Client().get(reverse("inquiries:follow_several", args=[token])).status_code == 404


@pytest.mark.parametrize("name", ["sent_several", "follow_several"])
def test_a_link_that_is_not_ours_shows_nothing(name):
    assert Client().get(reverse(f"inquiries:{name}", args=["giả-mạo"])).status_code == 404


def test_an_empty_list_leads_back_to_choosing():
    response = Client().get(reverse("inquiries:ask_several"))
    assert response.headers["Location"] == reverse("shortlist:list")


def test_the_form_costs_the_same_however_many_are_asked():
    products = [ProductFactory() for _number in range(10)]
    few, many = (queries_of(address_of(*shown)) for shown in (products[:2], products))
    assert few == many <= 10


def test_the_desk_sees_what_belongs_together(scarf, jar, weaver, potter, admin_client):
    ask_all(scarf, jar)
    inquiry, other = Inquiry.objects.get(producer=weaver), Inquiry.objects.get(producer=potter)
    page = Page(admin_client.get(reverse("office:inquiry", args=[inquiry.reference])).content.decode())
    assert inquiry.batch.reference in page.words
    assert other.reference in page.words and potter.name_vi in page.words


def test_the_centre_may_pass_on_what_the_consent_lets_it_find(nobodys, scarf):
    ask_all(nobodys, scarf)
    assert services.may_be_passed_on(Inquiry.objects.get(producer=None))
