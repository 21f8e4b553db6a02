"""What buyers narrow products by: price, papers, goods of the month, tags; and the newest profiles first."""

import datetime
from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from products.models import PriceKind
from search import services, tasks
from search.engines import get_engine
from search.engines.base import Query
from search.plan.model import Plan
from tests.factories.products import ProductFactory

from .shop import YEAR_ROUND, awarded, boxes, counted, labels, names, paper

pytestmark = pytest.mark.django_db


class TestPrice:
    @pytest.mark.parametrize(
        ("values", "bands"),
        [
            ({"price_kind": "range", "price_least": 49_999}, {"0-50000"}),
            ({"price_kind": "range", "price_least": 50_000}, {"50000-200000"}),
            ({"price_kind": "range", "price_least": 50_000, "price_most": 200_000}, {"50000-200000", "200000-500000"}),
            ({"price_kind": "range", "price_least": 10_000, "price_most": 600_000},
             {"0-50000", "50000-200000", "200000-500000", "500000-2000000"}),
            ({"price_kind": "range", "price_least": 2_000_000}, {"2000000-"}),
            ({"price_kind": "on_request", "price_least": 70_000}, {"on_request"}),
            ({"price_kind": "range", "price_most": 70_000}, set()),
            ({"price_kind": "none", "price_least": 70_000}, set()),
        ],
    )  # fmt: skip
    def test_a_product_is_in_each_band_that_its_prices_reach(self, db, indexed, values, bands):
        ProductFactory(**values)
        indexed()
        assert set(counted("price")) == bands

    def test_bands_stand_from_the_lowest_and_asking_last(self, page, shop):
        awarded("Rẻ", price_kind=PriceKind.RANGE, price_least=9_000)
        awarded("Đắt", price_kind=PriceKind.RANGE, price_least=9_000_000)
        tasks.drain_waiting()
        assert labels(page(), "gia") == [
            "Dưới 50.000 đ",
            "50.000 – 200.000 đ",
            "200.000 – 500.000 đ",
            "Từ 2.000.000 đ trở lên",
            "Hỏi giá",
        ]


class TestCertificates:
    def test_only_those_in_force_count_on_their_last_day_too(self, page, shop):
        assert boxes(page(), "giay") == {"vietgap": ("VietGAP", 2, False)}

    def test_one_that_lapses_at_midnight_leaves_though_nobody_saves_it(self, shop, indexed, monkeypatch):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        monkeypatch.setattr(timezone, "localdate", lambda *_args: tomorrow)
        assert counted("certificate") == {"vietgap": 2}
        assert tasks.midnight() == 1
        indexed()
        assert counted("certificate") == {"vietgap": 1}

    def test_a_paper_that_is_added_and_taken_away_is_heard_of(self, shop, indexed):
        added = paper(shop.cake, "halal")
        indexed()
        assert counted("certificate")["halal"] == 1
        added.delete()
        indexed()
        assert "halal" not in counted("certificate")


class TestSupply:
    @pytest.fixture
    def on(self, monkeypatch) -> Callable[[datetime.date], None]:
        return lambda day: monkeypatch.setattr(timezone, "localdate", lambda *_args: day)

    def test_goods_of_this_month_from_a_maker_who_is_there(self, page, shop, indexed):
        assert boxes(page(), "hang") == {"co": ("Có hàng tháng này", 1, False)}
        assert names(page("?hang=co")) == ["Chè móc câu"]
        shop.tea.producer.unpublish()
        indexed()
        assert counted("supply") == {}

    def test_nobody_supplies_what_nobody_makes(self, db, indexed):
        ProductFactory(producer=None, available_months=YEAR_ROUND)
        indexed()
        assert counted("supply") == {}

    def test_a_month_turns_it_though_nobody_saves_anything(self, db, indexed, on):
        on(datetime.date(2026, 1, 31))
        winter = ProductFactory(available_months=[11, 12, 1])
        ProductFactory(available_months=[2, 3])
        ProductFactory(available_months=YEAR_ROUND)
        ProductFactory(available_months=[])
        indexed()
        assert counted("supply") == {"yes": 2}
        assert tasks.midnight() == 0
        on(datetime.date(2026, 2, 1))
        assert tasks.midnight() == 2
        indexed()
        assert counted("supply") == {"yes": 2}
        document = next(services.kinds.get("product").documents([winter.pk]))
        assert document.facets["supply"] == ()

    def test_the_turn_of_the_year_is_one_too_and_a_clock_that_stood_still_makes_up_for_it(self, db, on):
        on(datetime.date(2027, 1, 5))
        for months in ([12], [11, 12], [12, 1], [1]):
            ProductFactory(available_months=months)
        assert tasks.midnight() == 3
        on(datetime.date(2027, 1, 20))
        assert tasks.midnight() == 0


class TestTags:
    def test_a_renamed_tag_is_counted_under_its_new_address(self, page, shop, indexed):
        tag = Tag.objects.get(name="quà Tết")
        tag.name, tag.slug = "quà xuân", "qua-xuan"
        tag.save()
        indexed()
        assert counted("tag")["qua-xuan"] == 2
        assert boxes(page(), "nhan")["qua-xuan"] == ("quà xuân", 2, False)

    def test_a_deleted_tag_is_gone(self, shop, indexed):
        Tag.objects.get(name="quà Tết").delete()
        indexed()
        assert counted("tag") == {"chè-ngon": 1}


class TestNewestProfiles:
    @pytest.fixture
    def profiles(self, db, indexed) -> None:
        moments = {
            "Đăng lâu, xác nhận hôm nay": (300, 0),
            "Đăng hôm qua": (1, None),
            "Đăng hôm qua, cùng lúc": (1, None),
            "Đăng năm ngoái": (400, None),
        }
        now = timezone.now()
        for name, (published, confirmed) in moments.items():
            awarded(
                name,
                last_published_at=now - datetime.timedelta(days=published),
                confirmed_at=None if confirmed is None else now,
            )
        indexed()

    def test_by_the_later_of_publication_and_confirmation_then_by_name(self, page, profiles):
        found = page("?xep=moi-cap-nhat")
        assert names(found) == [
            "Đăng lâu, xác nhận hôm nay",
            "Đăng hôm qua",
            "Đăng hôm qua, cùng lúc",
            "Đăng năm ngoái",
        ]
        assert '<option value="moi-cap-nhat" selected>' in found
        assert "mới nhất trước" in found and "noindex" in found

    def test_a_deep_page_can_be_read_on_to(self, profiles):
        engine = get_engine()
        every = [hit.reference for hit in engine.run(Plan(), Query(sort="renewed")).hits]
        for at, reference in enumerate(every):
            after = engine.run(Plan(), Query(sort="renewed", after=reference)).hits
            before = engine.run(Plan(), Query(sort="renewed", before=reference)).hits
            assert [hit.reference for hit in after] == every[at + 1 :]
            assert [hit.reference for hit in before] == every[:at]

    def test_other_kinds_stand_among_them_and_villages_last(self, client, catalogue):
        listing = client.get(reverse("search:results"), {"xep": "moi-cap-nhat"}).context["listing"]
        assert [hit.reference.kind for hit in listing.result.found.hits][-1] == "village"
