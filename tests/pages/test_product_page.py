"""A product's page: what proves it, who makes it, what stands near it, how it is passed on and printed."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from producers.models import Producer, ResponseRecord, Verification
from products.models import ProductCertificate, ProductPhoto, Recognition
from tests.factories.photos import PhotoFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory, UserFactory
from tests.factories.products import (
    AwardFactory,
    CategoryFactory,
    DecisionFactory,
    ProductFactory,
    SelectionRoundFactory,
)
from tests.markup import Page

from .reading import index, read, statements, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photographed(product, number: int = 1) -> None:
    for order in range(number):
        ProductPhoto.objects.create(
            product=product, photo=PhotoFactory(prepared=True), alt_vi=f"Mặt thứ {order + 1}", sort_order=order
        )


def section(page: Page, key: str) -> str:
    """The words of one row of neighbours; nothing where the page has none."""
    found = page.tree.xpath(f"//section[@aria-labelledby='gan-{key}']")
    return " ".join(found[0].text_content().split()) if found else ""


class TestAwards:
    def test_the_head_leads_to_the_decision_and_to_the_check_of_its_award(self):
        award = AwardFactory()
        page = read(award.product.get_absolute_url())
        [head] = page.tree.xpath("//div[@class='product__head']")
        links = head.xpath(".//a/@href")
        assert award.decision.get_absolute_url() in links and award.get_absolute_url() in links
        assert f"Còn hiệu lực đến 31/12/{award.valid_until.year}" in head.text_content()

    def test_of_several_awards_the_one_that_counts_is_open_and_first(self):
        product = ProductFactory()
        lapsed = AwardFactory(product=product, expired=True, round__level="national")
        counting = AwardFactory(product=product, round__level="province")
        page = read(product.get_absolute_url())
        assert page.all("details", **{"class": "earlier award--national"})
        words = page.words
        assert words.index(counting.decision.number) < words.index(lapsed.decision.number)
        assert "Cấp tỉnh" in page.tree.xpath("//div[@class='product__head']")[0].text_content()

    def test_a_transcribed_award_is_led_to_as_what_it_is(self):
        award = AwardFactory(transcribed=True)
        page = read(award.product.get_absolute_url())
        assert "Xem mục trong sổ, chép từ nguồn" in page.link_words[award.get_absolute_url()]


class TestMaker:
    def test_its_card_says_what_is_known_of_it(self):
        producer = ProducerFactory()
        Verification.objects.create(
            producer=producer, verified_at=timezone.now(), verified_by=UserFactory(staff=True), note="Giấy đăng ký"
        )
        ResponseRecord.objects.create(
            producer=producer, asked=10, answered=9, usual_hours=30, counted_at=timezone.now()
        )
        product = ProductFactory(producer=producer)
        AwardFactory(product=product)
        AwardFactory(product=ProductFactory(producer=producer))
        AwardFactory(product=ProductFactory(producer=producer, draft=True))
        AwardFactory(product=ProductFactory(producer=producer), revoked=True)
        words = read(product.get_absolute_url()).words
        assert "Trung tâm đã xác minh cơ sở" in words
        assert "2 sản phẩm được công nhận" in words
        assert "Trả lời 9 trong 10 câu hỏi của năm qua, thường trong 2 ngày" in words

    def test_one_who_is_not_public_has_neither_state_nor_count(self):
        product = ProductFactory(producer=ProducerFactory(unpublished=True))
        AwardFactory(product=product)
        words = read(product.get_absolute_url()).words
        assert "xác minh" not in words.split("Công nhận")[0]


class TestFacts:
    def test_months_are_said_and_drawn(self):
        page = read(ProductFactory(available_months=[11, 12, 1]).get_absolute_url())
        assert "Tháng 11 đến tháng 1" in page.words
        assert len(page.tree.xpath("//ol[@class='months']/li[@class='on']")) == 3

    def test_what_nobody_filled_is_asked_for(self):
        page = read(ProductFactory().get_absolute_url())
        assert "Cơ sở chưa khai quy cách, số lượng và hạn dùng." in page.words


class TestGallery:
    def test_several_photos_can_be_reached_without_a_script(self):
        product = ProductFactory()
        photographed(product, 3)
        page = read(product.get_absolute_url())
        ids = {found["id"] for _name, found in page.elements if "id" in found}
        targets = [link for link in page.links if link.startswith("#anh-")]
        assert targets == ["#anh-1", "#anh-2", "#anh-3"]
        assert {target[1:] for target in targets} <= ids
        assert page.all("script", defer="")
        alts = [found["alt"] for found in page.all("img")]
        assert alts.count("Mặt thứ 2") == 1

    def test_one_photo_needs_no_thumbnails_and_no_script(self):
        product = ProductFactory()
        photographed(product)
        page = read(product.get_absolute_url())
        assert not [link for link in page.links if link.startswith("#anh-")]
        assert not [found for found in page.all("script") if "gallery" in found.get("src", "")]


class TestNeighbours:
    def test_products_of_the_same_kind_stand_by_likeness(self):
        tea, pottery = CategoryFactory(slug="che-xanh"), CategoryFactory(slug="gom-su")
        product = ProductFactory(name_vi="Chè móc câu", category=tea)
        ProductFactory(name_vi="Trà sen", category=tea)
        ProductFactory(name_vi="Chè tôm nõn", category=tea)
        ProductFactory(name_vi="Bình gốm", category=pottery)
        ProductFactory(name_vi="Chè chưa đăng", category=tea, draft=True)
        index()
        page = read(product.get_absolute_url())
        words = section(page, "similar")
        assert words.index("Chè tôm nõn") < words.index("Trà sen")
        assert "Bình gốm" not in words and "chưa đăng" not in words and "Chè móc câu" not in words
        assert "Tên giống nhất đứng trước." in words
        assert any(link.endswith("?loai=che-xanh") for link in page.links)

    def test_a_village_shows_what_else_was_awarded_there(self):
        village = CraftVillageFactory()
        maker = ProducerFactory(craft_village=village)
        product = ProductFactory(producer=ProducerFactory(craft_village=village))
        for name, year in (("Rổ tre", 2021), ("Rổ mây", 2024)):
            held = SelectionRoundFactory(year=year)
            AwardFactory(product=ProductFactory(producer=maker, name_vi=name), round=held)
        ProductFactory(producer=maker, name_vi="Mẹt chưa được công nhận")
        AwardFactory(product=ProductFactory(producer=maker, name_vi="Giỏ thu hồi"), revoked=True)
        AwardFactory(product=ProductFactory(name_vi="Rổ làng khác"))
        withdrawn = ProducerFactory(craft_village=village, unpublished=True)
        AwardFactory(product=ProductFactory(producer=withdrawn, name_vi="Nón lá"))
        index()
        page = read(product.get_absolute_url())
        words = section(page, "village")
        assert "Cũng được công nhận ở làng này" in words
        assert words.index("Rổ mây") < words.index("Rổ tre")
        assert not any(name in words for name in ("Mẹt", "Giỏ", "Rổ làng khác", "Nón lá"))
        assert village.get_absolute_url() in page.links

    def test_four_of_a_village_at_most_and_none_without_an_award_or_a_village_page(self):
        village = CraftVillageFactory()
        product = ProductFactory(producer=ProducerFactory(craft_village=village))
        index()
        assert not section(read(product.get_absolute_url()), "village")
        for number in range(6):
            AwardFactory(product=ProductFactory(producer=product.producer, name_vi=f"Rổ số {number}"))
        index()
        words = section(read(product.get_absolute_url()), "village")
        assert len(set(re.findall(r"Rổ số (\d)", words))) == 4
        village.archived_at = timezone.now()
        village.save()
        assert not section(read(product.get_absolute_url()), "village")

    def test_what_left_the_village_a_moment_ago_is_not_shown_there(self):
        village = CraftVillageFactory()
        product = ProductFactory(producer=ProducerFactory(craft_village=village))
        other = ProducerFactory(craft_village=village)
        AwardFactory(product=ProductFactory(producer=other, name_vi="Rổ tre"))
        index()
        Producer.objects.filter(pk=other.pk).update(craft_village=None)
        assert not section(read(product.get_absolute_url()), "village")

    def test_the_same_selection_goes_on_from_this_product(self):
        held = SelectionRoundFactory(year=2024)
        decision = DecisionFactory(round=held)
        made = [ProductFactory(name_vi=f"Miến số {number}") for number in range(7)]
        for number, product in enumerate(made):
            AwardFactory(product=product, round=held, decision=decision, position=number, revoked=number == 4)
        words = section(read(made[3].get_absolute_url()), "award")
        assert list(dict.fromkeys(re.findall(r"Miến số (\d)", words))) == ["5", "6", "0", "1"]
        assert "tiếp sau sản phẩm này" in words

    def test_nobody_stands_in_two_rows(self):
        village, kind = CraftVillageFactory(), CategoryFactory()
        held = SelectionRoundFactory()
        made = [ProductFactory(producer=ProducerFactory(craft_village=village), category=kind) for _number in range(4)]
        for product in made:
            AwardFactory(product=product, round=held)
        index()
        page = read(made[0].get_absolute_url())
        assert section(page, "similar") and not section(page, "village") and not section(page, "award")


class TestPassingOn:
    def test_by_links_that_ask_nobody_anything(self, settings):
        product = ProductFactory(name_vi="Miến dong & bún")
        page = read(product.get_absolute_url())
        address = settings.BASE_URL + product.get_absolute_url()
        hosts = {urlsplit(link).netloc for link in page.links if link.startswith("http")}
        assert {"button-share.zalo.me", "www.facebook.com"} <= hosts
        [facebook] = [link for link in page.links if "facebook" in link]
        assert parse_qs(urlsplit(facebook).query)["u"] == [address]
        [mail] = [link for link in page.links if link.startswith("mailto:?")]
        assert "Miến dong & bún" in unquote(mail) and "+" not in mail
        assert page.all("input", readonly="", value=address)

    def test_the_printed_sheet_names_its_day_and_where_to_check(self, settings):
        award = AwardFactory()
        page = read(award.product.get_absolute_url())
        [foot] = page.tree.xpath("//div[contains(@class, 'sheet-foot')]")
        assert f"{settings.BASE_URL}/k/{award.code}" in foot.text_content()
        assert not foot.xpath(".//*[local-name()='svg']")

    def test_without_a_checked_award_the_sheet_carries_the_code_of_its_page(self):
        award = AwardFactory(transcribed=True)
        [foot] = read(award.product.get_absolute_url()).tree.xpath("//div[contains(@class, 'sheet-foot')]")
        [code] = foot.xpath(".//*[local-name()='svg']/@aria-label")
        assert code == "Mã QR dẫn đến trang của sản phẩm"
        assert award.code not in foot.text_content()


class TestDrafts:
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_a_draft_is_shown_with_its_own_photos_and_papers(self, language):
        product = ProductFactory(name_vi="Miến")
        AwardFactory(product=product)
        draft = product.get_latest_revision_as_object()
        draft.name_vi = "Miến mới"
        draft.photos = [ProductPhoto(photo=PhotoFactory(prepared=True), alt_vi="Ảnh trong nháp")]
        draft.certificates = [ProductCertificate(kind="vietgap", number="VG-77")]
        request = RequestFactory().get("/")
        with translation.override(language):
            page = Page(draft.serve_preview(request, language).content.decode())
        assert "Miến mới" in page.words and "VG-77" in page.words
        assert "Ảnh trong nháp" in [found["alt"] for found in page.all("img")]


def test_a_rich_product_asks_the_database_nine_times_however_much_is_near_it():
    village, kind, held = CraftVillageFactory(), CategoryFactory(), SelectionRoundFactory()
    producer = ProducerFactory(craft_village=village)
    product = ProductFactory(producer=producer, category=kind)
    photographed(product, 2)
    ProductCertificate.objects.create(product=product, kind="vietgap")
    Recognition.objects.create(product=product, programme="ocop", stars=4)
    AwardFactory(product=product, round=held)
    for _number in range(2):
        AwardFactory(product=ProductFactory(producer=producer, category=kind), round=held)
    index()
    few = statements(product.get_absolute_url())
    for number in range(20):
        other = ProductFactory(producer=ProducerFactory(craft_village=village), category=kind)
        AwardFactory(product=other, round=held)
        AwardFactory(product=product, round__year=2000 + number)
        if number < 3:
            photographed(other)
    index()
    many = statements(product.get_absolute_url())
    assert len(few) <= 9, told(few)
    assert len(many) <= 9, told(many)
