"""Another address, a product's maker, a producer's trust: done from their screens, refused with words."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Revision

from common.moderation import submit_changes
from fairs.models import FairEdition
from producers.models import Producer, Trust
from products.models import Product
from tests.cast import signed_in
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.django_db

REASON = "Chủ cơ sở đưa xem giấy đăng ký kinh doanh ngày 3/6."


def words(answer):
    return answer.content.decode()


@pytest.fixture
def records(workshop):
    return {
        "product": ProductFactory(producer=workshop, name_vi="Miến dong", slug="mien-dong"),
        "producer": workshop,
        "fair": FairEditionFactory(slug="hoi-cho-thai-nguyen"),
    }


def rename(browser, kind, record, slug):
    return browser.post(reverse("office:rename", args=[kind, record.pk]), {"slug": slug})


KINDS = pytest.mark.parametrize("kind", ["product", "producer", "fair"])


@KINDS
def test_an_old_address_leads_to_the_new_one(kind, records, director, buyer):
    record, browser = records[kind], signed_in(director)
    old, screen = record.get_absolute_url(), reverse("office:rename", args=[kind, record.pk])
    form = words(browser.get(reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])))
    assert screen in form and "Đổi địa chỉ trang" in form and old in words(browser.get(screen))
    assert rename(browser, kind, record, "Dia-Chi-Moi").status_code == 302
    record.refresh_from_db()
    assert record.slug == "dia-chi-moi"
    assert buyer.get(record.get_absolute_url()).status_code == 200
    answer = buyer.get(old)
    assert answer.status_code == 301 and answer["Location"] == record.get_absolute_url()
    assert ModelLogEntry.objects.filter(action__endswith="rename_slug", user=director).count() == 1


@KINDS
def test_a_draft_does_not_bring_the_old_address_back(kind, records, director):
    record = records[kind]
    draft = type(record).objects.get(pk=record.pk)
    draft.name_vi = "Tên mới"
    revision = draft.save_revision()
    rename(signed_in(director), kind, record, "dia-chi-moi")
    Revision.objects.get(pk=revision.pk).publish()
    again = type(record).objects.get(pk=record.pk)
    assert (again.slug, again.name_vi) == ("dia-chi-moi", "Tên mới")


@KINDS
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("da-co", "đã có hồ sơ khác dùng"), ("miến dong", "chữ không dấu"), ("tung-la", "từng là của hồ sơ khác")],
)
def test_an_address_that_cannot_be_is_refused_and_stays_in_the_form(kind, typed, sentence, records, director):
    record, browser = records[kind], signed_in(director)
    factory = {Product: ProductFactory, Producer: ProducerFactory, FairEdition: FairEditionFactory}[type(record)]
    factory(slug="da-co")
    rename(browser, kind, factory(slug="tung-la"), "nay-la")
    answer = rename(browser, kind, record, typed)
    assert answer.status_code == 409 and sentence in words(answer) and f'value="{typed}"' in words(answer)
    before = record.slug
    record.refresh_from_db()
    assert record.slug == before


@pytest.mark.parametrize(
    ("person", "kinds"),
    [("fair_officer", {"fair"}), ("editor", {"product", "producer"}), ("producer", set()), ("rival_producer", set())],
)
def test_addresses_are_changed_by_who_publishes(person, kinds, request, records):
    browser = signed_in(request.getfixturevalue(person))
    before = {kind: record.slug for kind, record in records.items()}
    for kind, record in records.items():
        rename(browser, kind, record, f"moi-{kind}")
        record.refresh_from_db()
    assert {kind for kind, record in records.items() if record.slug != before[kind]} == kinds


def test_there_is_nothing_else_to_rename(director):
    assert signed_in(director).get("/admin/ho-so/award/1/dia-chi/", follow=True).status_code == 404


def say_maker(browser, product, producer, reason=REASON):
    return browser.post(
        reverse("office:assign_producer", args=[product.pk]), {"producer": producer.pk, "reason": reason}
    )


def test_a_product_without_a_maker_gets_one(editor, workshop, producer, buyer):
    product = ProductFactory(nobody_named=True)
    AwardFactory(product=product, producer_name="Cơ sở chưa rõ")
    browser = signed_in(editor)
    assert "Ghi cơ sở làm ra sản phẩm" in words(
        browser.get(reverse("wagtailsnippets_products_product:edit", args=[product.pk]))
    )
    answer = say_maker(browser, product, workshop)
    assert answer.status_code == 302
    product = Product.objects.get(pk=product.pk)
    assert product.producer == workshop and product.is_party(producer)
    entry = ModelLogEntry.objects.get(action="products.assign_producer")
    assert entry.user == editor and entry.data["reason"] == REASON
    assert str(workshop) in words(buyer.get(product.get_absolute_url()))
    assert product.standings.get().producer_name == "Cơ sở chưa rõ"


def test_a_draft_does_not_bring_the_former_maker_back(editor, workshop):
    product = ProductFactory()
    revision = product.save_revision()
    say_maker(signed_in(editor), product, workshop)
    Revision.objects.get(pk=revision.pk).publish()
    assert Product.objects.get(pk=product.pk).producer == workshop


@pytest.mark.parametrize(
    ("product", "maker", "sentence"),
    [
        ({"archived": True}, {}, "đã cất vào kho"),
        ({}, {"archived": True}, "đã cất vào kho"),
        ({}, {"example": True}, "Không ghép hồ sơ ví dụ với hồ sơ thật"),
    ],
)
def test_a_maker_that_cannot_be_is_refused_and_the_reason_stays(product, maker, sentence, editor):
    product, maker = ProductFactory(nobody_named=True, **product), ProducerFactory(**maker)
    answer = say_maker(signed_in(editor), product, maker)
    assert answer.status_code == 409 and sentence in words(answer) and REASON in words(answer)
    assert Product.objects.get(pk=product.pk).producer is None


def test_the_same_maker_and_a_waiting_change_are_refused(editor, workshop, producer):
    product, browser = ProductFactory(producer=workshop), signed_in(editor)
    assert "đã ghi cơ sở ấy rồi" in words(say_maker(browser, product, workshop))
    draft = Product.objects.get(pk=product.pk)
    draft.story_vi = "Nấu từ củ dong riềng."
    submit_changes(draft, by=producer)
    assert "đang chờ duyệt" in words(say_maker(browser, product, ProducerFactory()))
    assert Product.objects.get(pk=product.pk).producer == workshop


def test_nobody_gives_products_to_their_own_side(staff_producer, workshop):
    product = ProductFactory(nobody_named=True)
    assert "cần cán bộ khác làm" in words(say_maker(signed_in(staff_producer), product, workshop))
    assert Product.objects.get(pk=product.pk).producer is None


@pytest.mark.parametrize("person", ["fair_officer", "producer", "rival_producer"])
def test_others_say_no_maker(person, request, workshop):
    product = ProductFactory(nobody_named=True)
    assert say_maker(signed_in(request.getfixturevalue(person)), product, workshop).status_code == 302
    assert Product.objects.get(pk=product.pk).producer is None


@pytest.mark.parametrize("person", ["director", "moderator"])
def test_a_reviewer_trusts_a_producer_and_stops(person, request, workshop):
    somebody = request.getfixturevalue(person)
    browser, address = signed_in(somebody), reverse("office:trust", args=[workshop.pk])
    for page in ("edit", "inspect"):
        shown = browser.get(reverse(f"wagtailsnippets_producers_producer:{page}", args=[workshop.pk]))
        assert address in words(shown)
    assert "đều chờ người duyệt" in words(browser.get(address))
    assert browser.post(address, {"reason": ""}).status_code == 200
    assert "Từ nay thay đổi nhỏ" in words(browser.post(address, {"reason": REASON}, follow=True))
    trust = Trust.objects.get(producer=workshop)
    assert (trust.given_by, trust.reason) == (somebody, REASON) and REASON in words(browser.get(address))
    assert "đã được tin cậy" in words(browser.post(address, {"reason": "Lần nữa."}))
    answer = browser.post(reverse("office:end_trust", args=[workshop.pk]), follow=True)
    assert "đều chờ duyệt" in words(answer) and not Trust.objects.exists()
    again = browser.post(reverse("office:end_trust", args=[workshop.pk]), follow=True)
    assert "không ở trong danh sách tin cậy" in words(again)
    assert ModelLogEntry.objects.filter(action__in=["producers.give_trust", "producers.end_trust"]).count() == 2


@pytest.mark.parametrize("person", ["editor", "fair_officer", "producer", "staff_producer"])
def test_others_trust_nobody(person, request, workshop, director):
    browser = signed_in(request.getfixturevalue(person))
    browser.post(reverse("office:trust", args=[workshop.pk]), {"reason": REASON})
    assert not Trust.objects.exists()
    Trust.objects.create(producer=workshop, given_by=director, reason=REASON)
    browser.post(reverse("office:end_trust", args=[workshop.pk]))
    assert Trust.objects.exists()
