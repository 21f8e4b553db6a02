"""What buyers narrow products by: commune, tag, price, papers, goods of the month; and the newest profiles first."""

import datetime
import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from common import stamp
from places.models import Commune, Province
from producers.models import Producer
from products.models import PriceKind, Product, ProductCertificate
from search import browse, services, tasks
from search.engines import get_engine
from search.engines.base import KEYED_SORTS, VALUE_FACETS, Query
from search.plan.model import Plan
from search.state import VALUES_IN_WORDS
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory

from .test_lists import count_queries

pytestmark = pytest.mark.django_db
BOX = re.compile(
    r'name="([\w-]+)" id="[^"]+" value="([^"]+)"( checked)?>'
    r'<label[^>]*>([^<]*)</label><span class="n">([\d.]+)'
)
YEAR_ROUND = list(range(1, 13))


@pytest.fixture
def page(client: Client) -> Callable[[str], str]:
    return lambda query="": client.get(reverse("search:browse") + query).content.decode()


def boxes(page: str, parameter: str) -> dict[str, tuple[str, int, bool]]:
    """The boxes of a facet: by value their label, count and whether they are ticked."""
    return {
        unescape(value): (unescape(label), int(count.replace(".", "")), bool(checked))
        for name, value, checked, label, count in BOX.findall(page)
        if name == parameter
    }


def labels(page: str, parameter: str) -> list[str]:
    return [label for label, _count, _checked in boxes(page, parameter).values()]


def total(page: str) -> int:
    found = re.search(r"<strong>(\d+) (?:sản phẩm|kết quả)</strong>", page)
    return int(found.group(1)) if found else 0


def names(page: str) -> list[str]:
    return re.findall(r'plate__name"><a [^>]*>(.*?)</a>', page)


def commune(name: str, province: Province, kind: str = "commune") -> Commune:
    number = Commune.objects.count()
    return Commune.objects.create(
        name_vi=name, province=province, kind=kind, code=f"{number:05}", slug=f"xa-{number}-{province.slug}"
    )


def awarded(name: str, **values: Any) -> Product:
    product = ProductFactory(name_vi=name, **values)
    AwardFactory(product=product, decision=None)
    return product


def paper(product: Product, kind: str, valid_until: datetime.date | None = None) -> ProductCertificate:
    return ProductCertificate.objects.create(product=product, kind=kind, valid_until=valid_until)


def counted(facet: str) -> dict[str, int]:
    """All products by a facet's values, as the index has them."""
    return dict(get_engine().run(Plan(), Query(facets=(facet,))).facets[facet])


@pytest.fixture
def shop(places: SimpleNamespace, indexed: Callable[[], None]) -> SimpleNamespace:
    """Two awarded products of Thái Nguyên with all that a buyer asks for, one of Bắc Ninh that says nothing."""
    today = timezone.localdate()
    dong_hy, tan_cuong = commune("Đồng Hỷ", places.thai_nguyen), commune("Tân Cương", places.thai_nguyen)
    tea = awarded(
        "Chè móc câu",
        producer=ProducerFactory(commune=tan_cuong),
        price_kind=PriceKind.RANGE,
        price_least=120_000,
        price_most=250_000,
        available_months=YEAR_ROUND,
    )
    tea.tags.add("quà Tết", "chè ngon")
    tea.save()
    paper(tea, "vietgap", today)
    paper(tea, "haccp", today - datetime.timedelta(days=1))
    cake = awarded("Bánh chưng", producer=ProducerFactory(commune=dong_hy), price_kind=PriceKind.ON_REQUEST)
    cake.tags.add("quà Tết")
    cake.save()
    paper(cake, "vietgap")
    paper(cake, "other")
    awarded("Bình gốm", producer=ProducerFactory(province=places.bac_ninh))
    indexed()
    return SimpleNamespace(tea=tea, cake=cake, dong_hy=dong_hy, tan_cuong=tan_cuong, places=places)


class TestCounts:
    @pytest.mark.parametrize(
        "query",
        [
            "",
            "?tinh=thai-nguyen",
            "?gia=50000-200000",
            "?nhan=quà-tết&giay=vietgap",
            "?hang=co",
            "?tinh=thai-nguyen&hang=co",
        ],
    )
    @pytest.mark.parametrize("name", ["search:browse", "search:results"])
    def test_every_count_is_what_choosing_it_gives(self, client, shop, name: str, query: str):
        listing = client.get(reverse(name) + query).context["listing"]
        counted = 0
        for facet in listing.narrowing.facets:
            for item in facet["items"]:
                chosen = listing.state.choosing(facet["name"], (item["value"],)).address(listing.page.path)
                assert total(client.get(chosen).content.decode()) == item["count"], (facet["name"], item)
                counted += facet["name"] in {"xa", "nhan", "gia", "giay", "hang"}
        assert counted

    def test_what_is_chosen_stands_in_words_above_the_list(self, page, shop):
        found = page(f"?xa={shop.tan_cuong.slug}&nhan=quà-tết&gia=200000-500000&giay=vietgap&hang=co")
        assert names(found) == ["Chè móc câu"]
        chips = re.findall(r'class="chip"[^>]*>(.*?)</a>', found, re.DOTALL)
        words = " ".join(re.sub(r"<[^>]+>|\s+", " ", chip) for chip in chips)
        for label in ("xã Tân Cương", "quà Tết", "200.000 – 500.000 đ", "VietGAP", "Có hàng tháng này"):
            assert label in words

    def test_choices_that_nothing_can_have_are_left_out(self, page, shop):
        assert total(page("?xa=atlantis&nhan=khong-co&gia=1-2&giay=nope&hang=khong")) == 3

    def test_a_list_narrowed_by_these_is_for_readers_and_not_for_machines(self, page, shop):
        for query in ("?gia=on_request", "?hang=co", "?nhan=quà-tết", "?giay=vietgap", f"?xa={shop.dong_hy.slug}"):
            found = page(query)
            assert "noindex" in found and 'canonical" href="http://127.0.0.1:8000/vi/san-pham/"' in found

    def test_they_are_facts_of_products_only(self, client, shop):
        listing = client.get(reverse("search:results"), {"muc": "co-so"}).context["listing"]
        assert listing.total == 3
        assert not {facet["name"] for facet in listing.narrowing.facets} & {"nhan", "gia", "giay", "hang"}

    def test_every_facet_of_a_document_is_one_the_engines_know(self, shop):
        kind = services.kinds.get("product")
        for document in kind.documents():
            assert set(document.facets) <= set(VALUE_FACETS)
        assert set(VALUES_IN_WORDS) >= {"awarded", "supply"}

    def test_their_names_ask_the_database_nothing_once_they_are_kept(self, client, shop):
        address = f"{reverse('search:browse')}?tinh=thai-nguyen"
        chosen = f"{address}&xa={shop.dong_hy.slug}&xa={shop.tan_cuong.slug}&nhan=quà-tết&giay=vietgap"
        assert count_queries(client, chosen) == count_queries(client, address)


class TestCommune:
    def test_communes_stand_there_once_a_province_is_known(self, page, shop):
        assert not boxes(page(), "xa")
        found = boxes(page("?tinh=thai-nguyen"), "xa")
        assert found == {
            shop.dong_hy.slug: ("xã Đồng Hỷ", 1, False),
            shop.tan_cuong.slug: ("xã Tân Cương", 1, False),
        }

    def test_the_words_may_name_the_province(self, client, shop):
        found = client.get(reverse("search:results"), {"q": "chè Thái Nguyên", "muc": "san-pham"}).content.decode()
        assert not boxes(found, "xa")  # one commune of one product is no choice
        found = client.get(reverse("search:results"), {"q": "Thái Nguyên"}).content.decode()
        assert set(boxes(found, "xa")) == {shop.dong_hy.slug, shop.tan_cuong.slug}

    def test_a_site_of_one_province_has_them_at_once(self, page, shop, indexed):
        elsewhere = Product.objects.get(name_vi="Bình gốm")
        elsewhere.archived_at = timezone.now()
        elsewhere.save()
        indexed()
        assert labels(page(), "xa") == ["xã Đồng Hỷ", "xã Tân Cương"]

    def test_a_chosen_commune_stays_without_its_province_and_names_it(self, page, shop):
        found = page(f"?xa={shop.dong_hy.slug}")
        assert total(found) == 1
        assert boxes(found, "xa")[shop.dong_hy.slug] == ("xã Đồng Hỷ, Thái Nguyên", 1, True)

    def test_a_maker_who_moves_takes_its_products_along(self, shop, indexed):
        maker = Producer.objects.get(pk=shop.tea.producer_id)
        maker.commune = shop.dong_hy
        maker.save()
        indexed()
        assert counted("commune")[shop.dong_hy.slug] == 4  # two makers, two products
        assert shop.tan_cuong.slug not in counted("commune")

    def test_a_commune_with_another_address_is_counted_under_it(self, shop, indexed):
        shop.dong_hy.slug = "dong-hy-moi"
        shop.dong_hy.save()
        indexed()
        assert counted("commune")["dong-hy-moi"] == 2

    def test_its_name_is_said_in_the_readers_language(self, client, shop):
        found = client.get("/en/products/", {"tinh": "thai-nguyen"}).content.decode()
        assert labels(found, "xa") == ["Dong Hy commune", "Tan Cuong commune"]


class TestLongFacets:
    @pytest.fixture
    def many(self, places, indexed) -> list[Commune]:
        """Twenty-five communes of one province; the last has a product, the others two."""
        made = [commune(f"Phố {letter}", places.thai_nguyen) for letter in "abcdeghiklmnopqrstuvxyaao"[:24]]
        last = commune("Xuân Đỉnh", places.thai_nguyen)
        for each in (*made, *made, last):
            awarded("Chè", producer=ProducerFactory(commune=each))
        indexed()
        return [*made, last]

    def test_twenty_stand_there_by_count_and_the_others_are_looked_for(self, page, many):
        found = page("?tinh=thai-nguyen")
        assert len(boxes(found, "xa")) == 20 and "xã Xuân Đỉnh" not in labels(found, "xa")
        assert "20 trong 25 mục." in found
        assert re.search(r'<label for="f-tim-xa"', found) and 'name="tim-xa"' in found

    def test_looking_without_accents_narrows_the_boxes_and_not_the_list(self, page, many):
        found = page("?tinh=thai-nguyen&tim-xa=xuan+di")
        assert labels(found, "xa") == ["xã Xuân Đỉnh"]
        assert total(found) == 49
        assert 'name="tim-xa" value="xuan di"' in found

    def test_words_are_beginnings_of_words(self, page, many):
        assert labels(page("?tinh=thai-nguyen&tim-xa=inh"), "xa") == []
        assert "Không mục nào có tên như vậy." in page("?tinh=thai-nguyen&tim-xa=zzz")

    def test_what_is_chosen_stays_though_it_is_not_among_them(self, page, many):
        chosen = f"?tinh=thai-nguyen&xa={many[-1].slug}"
        for query in (chosen, f"{chosen}&tim-xa=pho+a"):
            assert boxes(page(query), "xa")[many[-1].slug] == ("xã Xuân Đỉnh", 1, True)
        assert len(boxes(page(chosen), "xa")) == 21

    def test_the_words_go_on_with_every_other_choice(self, page, many):
        found = page("?tinh=thai-nguyen&tim-xa=xuan")
        sorting = found.split('<form class="tools"')[1].split("</form>")[0]
        assert '<input type="hidden" name="tim-xa" value="xuan">' in sorting
        filters = found.split('<form class="filters__panel"')[1].split("</form>")[0]
        assert filters.count('name="tim-xa"') == 1
        assert "tim-xa=xuan" in found.split('class="chips"')[1].split("</div>")[0]

    def test_the_facets_stay_open_on_a_phone_while_they_are_looked_through(self, page, many):
        assert '<details class="filters__switch" open>' in page("?tinh=thai-nguyen&tim-xa=xuan")
        assert '<details class="filters__switch">' in page("?tinh=thai-nguyen")

    def test_a_list_that_is_looked_through_is_not_indexed(self, page, many):
        found = page("?tinh=thai-nguyen&tim-xa=xuan")
        assert "noindex" in found
        assert 'canonical" href="http://127.0.0.1:8000/vi/san-pham/?tinh=thai-nguyen"' in found

    def test_a_short_facet_needs_no_field(self, page, shop):
        assert "tim-xa" not in page("?tinh=thai-nguyen") and "tim-nhan" not in page()

    def test_tags_are_capped_and_looked_for_too(self, page, indexed):
        for number in range(22):
            product = awarded(f"Chè số {number}")
            product.tags.add(f"Nhãn {number}", "quà biếu")
            product.save()
        indexed()
        found = page()
        assert len(boxes(found, "nhan")) == 20 and labels(found, "nhan")[0] == "quà biếu"
        assert labels(page("?tim-nhan=qua+bieu"), "nhan") == ["quà biếu"]


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
        ProductFactory(available_months=[12])
        ProductFactory(available_months=[12, 1])
        ProductFactory(available_months=[1])
        assert tasks.midnight() == 2
        on(datetime.date(2027, 1, 20))
        assert tasks.midnight() == 0


class TestTags:
    def test_a_renamed_tag_is_counted_under_its_new_address(self, page, shop, indexed):
        tag = Tag.objects.get(name="quà Tết")
        tag.name, tag.slug = "quà xuân", "qua-xuan"
        tag.save()
        indexed()
        assert counted("tag")["qua-xuan"] == 2
        with stamp.one_request():
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
        assert "renewed" in KEYED_SORTS
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


def test_other_pages_can_lead_to_a_list_of_them(client, shop):
    address = browse.browse_address(certificate="vietgap", supply="yes")
    assert client.get(address).context["listing"].total == 1
