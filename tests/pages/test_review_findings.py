"""What a review of the public pages found, kept from coming back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from common import text
from pages.presenting import lists
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory
from tests.markup import Page

from .reading import statements, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "asked", ["tinh=%00", "q=%00", "q=a%00b&tinh=lai-chau%00", "tinh=khong-co-tinh-nay", "trang=%00"]
)
def test_an_odd_address_of_the_producers_list_is_answered(asked):
    """PostgreSQL refuses the character zero in any text, so it never gets there."""
    producer = ProducerFactory()
    response = Client().get(f"{reverse('pages:producers')}?{asked}")
    assert response.status_code == 200
    if "tinh" in asked:
        assert producer.name_vi not in Page(response.content.decode()).words


@pytest.mark.parametrize(
    "address", ["search:browse", "search:results", "search:suggest", "products:verify_form", "places:suggest"]
)
def test_the_character_zero_in_what_was_typed_is_no_error(address):
    response = Client().get(f"{reverse(address)}?q=mi%00en&tinh=%00&qd=%00&ma=%00")
    assert response.status_code in {200, 404}
    assert b"\x00" not in response.content


def test_the_character_zero_is_in_no_normalised_text():
    assert text.normalise("mi\x00ến") == "miến"


def read(address):
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def test_no_award_is_cut_off_a_long_page_and_the_counts_are_of_all(monkeypatch):
    monkeypatch.setattr(lists, "PRODUCTS_A_PAGE", 3)
    village = CraftVillageFactory()
    producer = ProducerFactory(craft_village=village)
    plain = [ProductFactory(producer=producer, name_vi=f"An {number}") for number in range(4)]
    national = AwardFactory(product=ProductFactory(producer=producer, name_vi="Y"), round__level="national")
    lapsed = AwardFactory(product=ProductFactory(producer=producer, name_vi="Z"), expired=True)
    AwardFactory(product=plain[0], revoked=True)
    shown = [national.product.name_vi, lapsed.product.name_vi, "An 0"]
    for address in (producer.get_absolute_url(), village.get_absolute_url()):
        first, second = read(address), read(f"{address}?trang=2")
        assert [name for name in ("Y", "Z", *(f"An {number}" for number in range(4))) if name in names(first)] == shown
        assert {"An 1", "An 2", "An 3"} <= names(second) and not {"Y", "Z", "An 0"} & names(second)
        assert f"{address}?trang=2" in first.links
    words = read(producer.get_absolute_url()).words
    assert "2 sản phẩm , 1 đang còn hiệu lực công nhận" in words or "2 sản phẩm, 1 đang còn hiệu lực" in words
    asked = statements(producer.get_absolute_url())
    assert len(asked) <= 9, told(asked)


def names(page):
    """The products that stand as plates, not those among the awards by year."""
    return {link.text_content().strip() for link in page.tree.xpath("//*[contains(@class, 'plate__name')]/a")}


def test_rounds_stand_under_their_year_and_those_of_unknown_year_last():
    for year in (2022, None, 2024):
        AwardFactory(round=SelectionRoundFactory(year=year))
    words = read(reverse("products:decisions")).words
    places = [words.index(f"{year} · 1 kỳ bình chọn") for year in ("2024", "2022", "Chưa rõ năm")]
    assert places == sorted(places)


def test_vietnamese_words_on_an_english_page_say_that_they_are_vietnamese():
    producer = ProducerFactory(
        name_vi="Cơ sở Ví Dụ", summary_vi="Một câu.", about_vi="Nhiều câu.", about_en="Many words."
    )
    product = ProductFactory(
        producer=producer, name_vi="Miến", story_vi="Chuyện nghề.", summary_vi="Một câu.", summary_en="One."
    )
    fair = FairEditionFactory(name_vi="Hội chợ", name_en="", about_vi="Giới thiệu.")
    with translation.override("en"):
        addresses = [found.get_absolute_url() for found in (producer, product, fair)]
    made_by, made, held = map(read, addresses)
    assert vietnamese_name(made_by) and made_by.all("p", lang="vi") and not made_by.all("div", lang="vi")
    assert vietnamese_name(made) and made.all("div", lang="vi") and not made.all("p", lang="vi")
    assert vietnamese_name(held) and held.all("div", lang="vi")
    with translation.override("vi"):
        assert not vietnamese_name(read(product.get_absolute_url()))


def vietnamese_name(page):
    """The words of the heading that say they are Vietnamese."""
    return page.tree.xpath("//h1/descendant-or-self::*[@lang='vi']")
