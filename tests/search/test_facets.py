"""Facets beside a list: what they count, which communes stand there, and how a long one is looked through."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from places.models import Commune
from producers.models import Producer
from products.models import Product
from search import browse, services
from search.engines.base import VALUE_FACETS
from tests.factories.producers import ProducerFactory

from .shop import awarded, boxes, commune, counted, labels, names, total
from .test_lists import count_queries

pytestmark = pytest.mark.django_db


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


def test_other_pages_can_lead_to_a_list_of_them(client, shop):
    address = browse.browse_address(certificate="vietgap", supply="yes")
    assert client.get(address).context["listing"].total == 1
