"""The pages of a producer and of a craft village: what they show, in which order, and how little they ask."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from places.models import Commune, Province
from producers.models import ResponseRecord
from products.models import Product
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory, SelectionRoundFactory

from .reading import read, statements, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune() -> Commune:
    province = Province.objects.create(
        code="12",
        name_vi="Lai Châu",
        full_name_vi="tỉnh Lai Châu",
        kind="province",
        slug="lai-chau",
        name_en="Lai Chau",
    )
    return Commune.objects.create(
        code="03386",
        name_vi="Bình Lư",
        kind="commune",
        slug="binh-lu",
        province=province,
        latitude=22.31,
        longitude=103.6,
    )


def years_of(page) -> list[tuple[str, list[str]]]:
    """The awards by year as they stand: (year, product names)."""
    return [
        (
            details.xpath("./summary/b")[0].text_content().strip(),
            [link.text_content().strip() for link in details.xpath(".//li/a")],
        )
        for details in page.tree.xpath("//div[@class='by-year']/details")
    ]


class TestAwardsByYear:
    def test_newest_year_first_then_level_then_name_and_what_is_unknown_last(self):
        producer = ProducerFactory()
        bun, mien = (ProductFactory(producer=producer, name_vi=name) for name in ("Bún khô", "Miến dong"))
        AwardFactory(product=mien, round__year=2022, round__level="province")
        AwardFactory(product=bun, round__year=2025, round__level="province")
        AwardFactory(product=mien, round__year=2025, round__level="national")
        AwardFactory(product=bun, round__year=None, transcribed=True)
        page = read(producer.get_absolute_url())
        assert years_of(page) == [
            ("2025", ["Miến dong", "Bún khô"]),
            ("2022", ["Miến dong"]),
            ("Chưa rõ năm", ["Bún khô"]),
        ]
        assert "Năm mới đứng trước" in page.words and "4 lần công nhận" in page.words

    def test_one_award_is_told_by_its_product_alone(self):
        award = AwardFactory()
        assert not years_of(read(award.product.producer.get_absolute_url()))

    def test_what_the_public_may_not_see_is_not_told(self):
        producer = ProducerFactory()
        for state in ({}, {}, {"draft": True}, {"archived": True}):
            AwardFactory(product=ProductFactory(producer=producer, **state), round__year=2024)
        [(_year, names)] = years_of(read(producer.get_absolute_url()))
        assert len(names) == 2

    def test_three_hundred_awards_fold_and_ask_no_more_than_three(self):
        producer = ProducerFactory()
        rounds = [SelectionRoundFactory(year=2010 + number) for number in range(15)]
        decisions = [DecisionFactory(round=held) for held in rounds]
        for held, decision in zip(rounds[:3], decisions[:3], strict=True):
            AwardFactory(product=ProductFactory(producer=producer), round=held, decision=decision)
        few = statements(producer.get_absolute_url())
        for product in [ProductFactory(producer=producer) for _number in range(27)]:
            for held, decision in zip(rounds[:11], decisions[:11], strict=True):
                AwardFactory(product=product, round=held, decision=decision)
        many = statements(producer.get_absolute_url())
        assert len(few) <= 9 and len(many) <= 9, told(many)
        page = read(producer.get_absolute_url())
        assert "300 lần công nhận" in page.words
        assert not page.tree.xpath("//div[@class='by-year']/details[@open]")
        assert "30 sản phẩm, 30 đang còn hiệu lực công nhận" in page.words
        later = read(f"{producer.get_absolute_url()}?trang=2")
        assert len(later.tree.xpath("//li[contains(@class, 'plate ')]")) == 6
        assert not years_of(later)


class TestProfile:
    def test_a_point_of_the_commune_is_drawn_here_and_opened_elsewhere_by_links(self, commune):
        page = read(ProducerFactory(commune=commune).get_absolute_url())
        assert "Điểm đánh dấu ở giữa xã" in page.words
        maps = [link for link in page.links if "22.3100" in link]
        assert any("openstreetmap.org" in link for link in maps) and any("google.com/maps" in link for link in maps)
        sources = [found["src"] for found in (*page.all("img"), *page.all("script")) if "src" in found]
        assert sources and not [source for source in sources if source.startswith(("http", "//"))]
        assert not page.all("iframe")

    def test_where_only_the_province_is_known_it_says_so(self, commune):
        province = commune.province
        Province.objects.filter(pk=province.pk).update(latitude=22.3, longitude=103.2)
        assert "Chỉ biết tỉnh" in read(ProducerFactory(province=province).get_absolute_url()).words

    def test_without_coordinates_there_is_no_map(self):
        assert "OpenStreetMap" not in read(ProducerFactory().get_absolute_url()).words

    def test_how_it_answers_and_when_it_last_confirmed(self):
        producer = ProducerFactory(confirmed_at=timezone.now())
        assert "Trả lời người mua" not in read(producer.get_absolute_url()).words
        ResponseRecord.objects.create(
            producer=producer, asked=4, answered=0, usual_hours=None, counted_at=timezone.now()
        )
        words = read(producer.get_absolute_url()).words
        assert "Chưa trả lời câu nào trong 4 câu hỏi của năm qua" in words
        assert "Xác nhận lần cuối" in words

    def test_its_village_is_a_link_while_the_village_has_a_page(self):
        village = CraftVillageFactory()
        producer = ProducerFactory(craft_village=village)
        assert village.get_absolute_url() in read(producer.get_absolute_url()).links
        village.archived_at = timezone.now()
        village.save()
        page = read(producer.get_absolute_url())
        assert village.get_absolute_url() not in page.links and village.name_vi in page.words


class TestVillage:
    def test_it_names_its_trade_its_recognition_its_place_and_its_makers(self, commune):
        village = CraftVillageFactory(commune=commune, recognised_year=2014, decision_number="2355/QĐ-UBND")
        maker = ProducerFactory(craft_village=village)
        ProductFactory(producer=maker)
        hidden = ProducerFactory(craft_village=village, unpublished=True)
        ProductFactory(producer=hidden, name_vi="Hàng của cơ sở chưa công bố")
        page = read(village.get_absolute_url())
        for told_of in ("mây tre đan", "2014, 2355/QĐ-UBND", "xã Bình Lư, tỉnh Lai Châu", "1 sản phẩm"):
            assert told_of in page.words
        assert maker.get_absolute_url() in page.links
        assert hidden.name_vi not in page.words and "chưa công bố" not in page.words

    def test_what_is_not_known_is_said(self):
        assert read(CraftVillageFactory(craft_vi="").get_absolute_url()).words.count("Chưa cập nhật") == 3

    def test_many_makers_fold(self):
        village = CraftVillageFactory()
        for _number in range(26):
            ProducerFactory(craft_village=village)
        page = read(village.get_absolute_url())
        assert "Xem thêm 2 cơ sở" in page.words
        assert len([link for link in page.links if re.search(r"/co-so/.+", link)]) == 26

    def test_thirty_products_ask_no_more_than_three(self):
        village = CraftVillageFactory()
        for _number in range(3):
            AwardFactory(product=ProductFactory(producer=ProducerFactory(craft_village=village)))
        few = statements(village.get_absolute_url())
        for _number in range(27):
            AwardFactory(product=ProductFactory(producer=ProducerFactory(craft_village=village)))
        many = statements(village.get_absolute_url())
        assert len(few) == len(many) <= 8, told(many)
        assert Product.objects.count() == 30


def test_a_page_beyond_the_last_shows_the_last():
    producer = ProducerFactory()
    ProductFactory(producer=producer)
    assert "Sản phẩm khác" in read(f"{reverse('pages:producer', args=[producer.slug])}?trang=99").words
