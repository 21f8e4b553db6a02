"""The pages of award levels and years: their counts, their order, what they rest on, in both languages."""

import re

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation

from products.models import AwardLevel
from search.browse import award_years
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory, SelectionRoundFactory

from .reading import index, read, statements, told

pytestmark = pytest.mark.django_db


def total_of(address: str) -> int:
    found = re.search(r"([\d.]+) sản phẩm trong danh sách này", read(address).words)
    return int(found.group(1).replace(".", "")) if found else 0


@pytest.fixture
def awarded():
    """Two provincial selections and a national one; one product climbed, one award was revoked, one has no year."""
    climbed = ProductFactory(name_vi="Bánh chưng")
    for level, year in (("province", 2022), ("national", 2025)):
        AwardFactory(product=climbed, round__level=level, round__year=year)
    decision = DecisionFactory(round=SelectionRoundFactory(level="province", year=2024))
    for name in ("Ấm đất", "An trà"):
        AwardFactory(product=ProductFactory(name_vi=name), round=decision.round, decision=decision)
    AwardFactory(product=ProductFactory(name_vi="Thu hồi"), round=decision.round, decision=decision, revoked=True)
    AwardFactory(
        product=ProductFactory(name_vi="Không năm"), transcribed=True, round__level="province", round__year=None
    )
    index()
    return decision


class TestList:
    def test_it_holds_the_awards_of_its_level_and_year_by_name(self, awarded):
        words = read(reverse("pages:awards_of_year", args=["province", 2024])).words
        assert "Sản phẩm CNNT tiêu biểu cấp tỉnh 2024" in words
        assert words.index("An trà") < words.index("Ấm đất")
        assert "Xếp theo tên, theo thứ tự chữ cái tiếng Việt." in words
        assert "Thu hồi" not in words and "Bánh chưng" not in words and "Không năm" not in words

    def test_a_level_and_a_year_of_two_awards_are_no_list(self, awarded):
        assert Client().get(reverse("pages:awards_of_year", args=["national", 2022])).status_code == 404
        assert Client().get(reverse("pages:awards_of_year", args=["province", 2099])).status_code == 404

    def test_it_names_the_decisions_it_rests_on_and_how_many_products_each_names(self, awarded):
        page = read(reverse("pages:awards_of_year", args=["province", 2024]))
        assert awarded.get_absolute_url() in page.links
        assert f"{awarded.number} 2 sản phẩm" in page.words
        assert "38/2025/TT-BCT" in page.words

    def test_awards_of_unknown_year_have_a_list_that_says_so(self, awarded):
        address = reverse("pages:awards_of_unknown_year", args=["province"])
        words = read(address).words
        assert "Sản phẩm CNNT tiêu biểu cấp tỉnh, chưa rõ năm" in words and "Không năm" in words
        assert "1 sản phẩm chép từ nguồn không ghi số quyết định." in words
        assert address in read(reverse("pages:awards_of_level", args=["province"])).links

    def test_a_list_that_nothing_narrows_offers_no_filters(self, awarded):
        assert "Áp dụng lọc" not in read(reverse("pages:awards_of_unknown_year", args=["province"])).words
        assert "Áp dụng lọc" in read(reverse("pages:awards_of_level", args=["province"])).words

    def test_it_leads_to_its_neighbours(self, awarded):
        links = read(reverse("pages:awards_of_year", args=["province", 2024])).links
        assert reverse("pages:awards_of_year", args=["province", 2022]) in links
        climbed = read(reverse("pages:awards_of_year", args=["province", 2022])).links
        assert reverse("pages:awards_of_year", args=["province", 2024]) in climbed

    def test_a_whole_level_holds_every_year(self, awarded):
        address = reverse("pages:awards_of_level", args=["province"])
        words = read(address).words
        assert total_of(address) == award_years()["province"].total == 4
        assert "Bánh chưng" in words and "Không năm" in words
        assert "Xếp theo năm công nhận mới nhất, rồi cấp cao trước, rồi theo tên." in words

    def test_a_level_without_awards_is_an_honest_page(self, awarded):
        words = read(reverse("pages:awards_of_level", args=["commune"])).words
        assert "Sản phẩm CNNT tiêu biểu cấp xã" in words

    def test_thirty_products_ask_no_more_than_three(self):
        decision = DecisionFactory(round=SelectionRoundFactory(level="region", year=2024))
        address = reverse("pages:awards_of_year", args=["region", 2024])
        for _number in range(3):
            AwardFactory(round=decision.round, decision=decision)
        index()
        few = statements(address)
        for _number in range(27):
            AwardFactory(round=decision.round, decision=decision)
        index()
        many = statements(address)
        assert len(few) == len(many) <= 5, told(many)
        assert total_of(address) == 30


class TestAddresses:
    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize("level", AwardLevel.values)
    def test_every_level_has_a_word_in_each_language_that_leads_back(self, language, level):
        with translation.override(language):
            address = reverse("pages:awards_of_year", args=[level, 2024])
            assert resolve(address).kwargs == {"level": level, "year": 2024}

    def test_the_switch_keeps_level_and_year(self, awarded):
        page = read(reverse("pages:awards_of_year", args=["province", 2024]))
        [there] = {found["href"] for found in page.all("a", hreflang="en")}
        with translation.override("en"):
            assert there == reverse("pages:awards_of_year", args=["province", 2024])

    @pytest.mark.parametrize("path", ["cap-vu-tru/", "cap-tinh/20x4/", "cap-tinh/0/"])
    def test_another_word_is_no_page(self, awarded, path):
        assert Client().get(reverse("pages:awards") + path).status_code == 404
