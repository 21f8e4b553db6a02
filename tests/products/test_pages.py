"""What the catalogue's pages say: evidence, states, makers, places, redirects, and how little they ask the database."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from places.models import FormerUnit, Province
from producers.services import rename_slug as rename_producer
from products.models import NameBasis
from products.services.amendments import supersede_award
from products.services.catalogue import rename_slug as rename_product
from products.services.merging import merge_products
from tests.factories.producers import ContactChannelFactory, ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory
from tests.markup import Page

pytestmark = pytest.mark.django_db


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


@pytest.fixture
def bac_giang() -> Province:
    """Bắc Ninh of today, of which Bắc Giang is a part since July 2025."""
    province = Province.objects.create(
        code="24", name_vi="Bắc Ninh", full_name_vi="tỉnh Bắc Ninh", name_en="Bac Ninh", slug="bac-ninh"
    )
    for code, name in (("24", "Bắc Giang"), ("27", "Bắc Ninh")):
        FormerUnit.objects.create(
            level="province",
            code=code,
            kind="tỉnh",
            name_vi=name,
            valid_until="2025-06-30",
            current_province=province,
        )
    return province


def test_a_checked_award_carries_its_seal_and_its_code():
    award = AwardFactory()
    page = read(award.product.get_absolute_url())
    assert award.code in page.words
    assert page.all("svg", role="img")
    assert "chưa đối chiếu" not in page.words


def test_a_transcribed_award_has_neither_seal_nor_code_nor_the_words_of_a_certificate():
    award = AwardFactory(transcribed=True, certificate_no="")
    for address in (award.product.get_absolute_url(), award.get_absolute_url()):
        page = read(address)
        assert "Chép từ nguồn, chưa đối chiếu" in page.words
        assert "https://example.org/danh-sach" in page.links
        assert "Chưa rõ số quyết định" in page.words
        main = page.words.split("Đơn vị chủ quản")[0]
        assert award.code not in main and "Giấy chứng nhận" not in main
        assert not page.all("svg", **{"aria-label": "Mã QR dẫn đến trang kiểm tra giấy chứng nhận"})
        assert "#seal-" not in "".join(found.get("href", "") for found in page.all("use"))


def test_a_transcribed_row_of_a_list_shows_no_code():
    award = AwardFactory(transcribed=True)
    page = read(award.round.get_absolute_url())
    assert award.code not in page.words
    assert "chép từ nguồn" in page.link_words[award.get_absolute_url()]


def test_a_name_put_back_from_a_translation_says_so():
    product = ProductFactory(name_basis=NameBasis.RESTORED)
    assert "khôi phục dấu" in read(product.get_absolute_url()).words
    assert "khôi phục dấu" not in read(ProductFactory().get_absolute_url()).words


def test_a_product_without_an_award_is_unmarked():
    page = read(ProductFactory().get_absolute_url())
    assert "chưa có công nhận trong sổ" in page.words
    assert not [found for found in page.all("use") if "#mark-" in found["href"]]


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({}, "đang còn hiệu lực"),
        ({"expired": True}, "đã hết hiệu lực"),
        ({"revoked": True}, "đã bị thu hồi"),
        ({"unknown_validity": True}, "chưa ghi thời hạn"),
    ],
)
def test_the_page_behind_a_code_says_what_the_register_says_today(traits, words):
    assert words in read(AwardFactory(**traits).get_absolute_url()).words


def test_a_replaced_award_leads_to_the_later_one():
    product = ProductFactory()
    earlier, later = AwardFactory(product=product), AwardFactory(product=product, year=2025)
    today = timezone.localdate()
    supersede_award(award=earlier, superseded_by=later, effective_date=today, reason="Bình chọn lại.", by=UserFactory())
    page = read(earlier.get_absolute_url())
    assert "đã được thay bằng lần công nhận sau" in page.words
    assert "Bình chọn lại." in page.words
    assert later.get_absolute_url() in page.links


def test_a_code_typed_any_way_leads_to_its_page():
    award = AwardFactory()
    form = reverse("products:verify_form")
    typed = award.code.replace("-", " ").lower()
    assert Client().get(form, {"ma": typed}).headers["Location"] == award.get_absolute_url()
    assert Client().get(reverse("products:verify", args=[typed])).headers["Location"] == award.get_absolute_url()
    assert Client().get(f"/k/{award.code}").headers["Location"] == award.get_absolute_url()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("K7Q2", "có tám ký tự"),
        ("K7Q2-M9X1", "không dùng ký tự 1"),
    ],
)
def test_a_mistyped_code_is_told_and_kept(typed, words):
    response = Client().get(reverse("products:verify_form"), {"ma": typed})
    page = Page(response.content.decode())
    assert words in page.words
    assert page.all("input", name="ma", value=typed)


@pytest.mark.parametrize("state", [{"live": False}, {"archived_at": timezone.now()}])
def test_a_maker_who_is_not_public_is_named_as_awarded_and_not_linked(state):
    producer = ProducerFactory(name_vi="Tên mới chưa công bố", **state)
    award = AwardFactory(product=ProductFactory(producer=producer), producer_name="Cơ sở cũ ghi trong quyết định")
    page = read(award.product.get_absolute_url())
    assert "Cơ sở cũ ghi trong quyết định" in page.words
    assert "Tên mới chưa công bố" not in page.words
    assert producer.get_absolute_url() not in page.links
    ask = read(reverse("inquiries:ask_product", args=[award.product.slug]))
    assert "Tên mới chưa công bố" not in ask.words and "Trung tâm" in ask.words
    assert Client().get(producer.get_absolute_url()).status_code in {404, 410}


def test_the_place_of_an_award_is_kept_and_named_as_it_is_today(bac_giang):
    producer = ProducerFactory(province=bac_giang)
    product = ProductFactory(producer=producer)
    award = AwardFactory(product=product, place="huyện Yên Dũng, Bắc Giang", province_name="Bắc Giang")
    page = read(product.get_absolute_url())
    assert "huyện Yên Dũng, Bắc Giang nay thuộc Bắc Ninh" in page.words
    assert "Bắc Ninh (trước đây là Bắc Giang)" in page.words
    assert "huyện Yên Dũng, Bắc Giang nay thuộc Bắc Ninh" in read(award.decision.get_absolute_url()).words
    AwardFactory(product=product, place="Bắc Ninh", province_name="Bắc Ninh", round=award.round, year=2020)
    assert "Bắc Ninh nay thuộc" not in read(product.get_absolute_url()).words


def test_an_example_says_so_wherever_it_stands():
    producer = ProducerFactory(example=True)
    product = ProductFactory(example=True, producer=producer)
    AwardFactory(product=product)
    for address in (product.get_absolute_url(), producer.get_absolute_url(), reverse("pages:producers")):
        assert "ví dụ" in read(address).words, address


def test_contacts_are_shown_only_while_their_consent_stands():
    producer = ProducerFactory()
    ContactChannelFactory(producer=producer, value="0911 111 111", public=True)
    ContactChannelFactory(producer=producer, value="0922 222 222")
    ContactChannelFactory(producer=producer, value="0933 333 333", withdrawn=True)
    words = read(producer.get_absolute_url()).words
    assert "0911 111 111" in words
    assert "0922" not in words and "0933" not in words


def test_a_producers_products_stand_by_award_and_those_without_stand_apart():
    producer = ProducerFactory()
    AwardFactory(product=ProductFactory(producer=producer, name_vi="Miến được công nhận"))
    AwardFactory(product=ProductFactory(producer=producer, name_vi="Rượu đã thu hồi"), revoked=True)
    ProductFactory(producer=producer, name_vi="Bún chưa bình chọn")
    ProductFactory(producer=producer, name_vi="Nháp chưa đăng", draft=True)
    words = read(producer.get_absolute_url()).words
    recognised, others = words.split("Sản phẩm khác")
    assert "1 sản phẩm" in recognised and "Miến được công nhận" in recognised
    assert "Rượu đã thu hồi" not in recognised
    assert "Bún chưa bình chọn" in others and "Rượu đã thu hồi" in others
    assert "Nháp chưa đăng" not in words


def test_an_old_address_leads_on():
    by = UserFactory(staff=True)
    product, producer = ProductFactory(slug="ten-cu"), ProducerFactory(slug="co-so-cu")
    rename_product(product=product, slug="ten-moi", by=by)
    rename_producer(producer=producer, slug="co-so-moi", by=by)
    moved = Client().get(reverse("pages:product", args=["ten-cu"]))
    assert (moved.status_code, moved.headers["Location"]) == (301, reverse("pages:product", args=["ten-moi"]))
    moved = Client().get(reverse("pages:producer", args=["co-so-cu"]))
    assert (moved.status_code, moved.headers["Location"]) == (301, reverse("pages:producer", args=["co-so-moi"]))
    moved = Client().get(reverse("inquiries:ask_product", args=["ten-cu"]))
    assert moved.headers["Location"] == reverse("inquiries:ask_product", args=["ten-moi"])


def test_a_merged_products_address_leads_to_the_one_that_was_kept():
    kept = ProductFactory(slug="giu-lai")
    merged = ProductFactory(slug="trung-lap", producer=kept.producer)
    merge_products(kept=kept, merged=merged, reason="Nhập hai lần.", by=UserFactory(staff=True))
    moved = Client().get(reverse("pages:product", args=["trung-lap"]))
    assert (moved.status_code, moved.headers["Location"]) == (301, kept.get_absolute_url())


def test_a_decision_not_released_is_nowhere():
    draft = DecisionFactory(draft=True)
    assert draft.title not in read(reverse("products:decisions")).words
