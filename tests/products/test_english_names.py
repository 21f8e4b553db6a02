"""What a reader without Vietnamese is told a product is, until somebody translates its name."""

import csv

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.languages import SpokenName
from products.glosses import HEAD_NOUNS, gloss_of_name
from products.models import Category, Product
from tests.factories.inquiries import InquiryFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory
from tests.spoken import SpokenPage


@pytest.mark.parametrize(
    ("name", "gloss"),
    [
        ("Chè tôm nõn Hảo Đạt", "green tea"),
        ("Trà Ô Long", "oolong tea"),
        ("Miến dong Nhất Thiện", "canna glass noodles"),
        ("Bộ sản phẩm nước mắm Cát Hải (50 độ đạm, nhãn Ông Sao)", "fish sauce"),
        ("Bộ 6 sản phẩm mật ong, phấn hoa Phước Hỷ", "honey and bee pollen"),
        (
            "Bộ sản phẩm trà lá sen, trà tim sen, trà bông sen, trà khổ qua rừng",
            "lotus leaf tea, lotus seed-germ tea, lotus flower tea and bitter melon tea",
        ),
        ("Máy vò chè inox", "tea-rolling machine"),
        ("Vải thiều nước đường", "lychees in syrup"),
        ("Vải lụa tơ tằm Mã Châu", "mulberry silk fabric"),
        ("Bộ sản phẩm rổ, rá", "basket"),
    ],
)
def test_a_name_is_explained_by_its_head_noun(name: str, gloss: str):
    assert gloss_of_name(name) == gloss


@pytest.mark.parametrize(
    "name",
    [
        "Nhất diệp hảo trà",  # the noun stands last, in Chinese order
        "Chè Tây Sơn",  # "chè" alone is tea in the north and a sweet soup elsewhere
        "Sản phẩm chế biến từ sắn",
        "Máy rửa xe, phun tưới vườn cao áp",  # the half that is known would be told for the whole
        "Bộ sản phẩm giò, nem Châu Hường",
        "Mien dong",  # without its accents a word may be another
        "",
    ],
)
def test_nothing_is_said_of_a_name_that_is_not_wholly_understood(name: str):
    assert gloss_of_name(name) == ""


def test_the_table_of_head_nouns_names_each_once_and_explains_it_in_ascii_english():
    with HEAD_NOUNS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = [row["words"] for row in rows]
    assert sorted(set(words)) == sorted(words)
    assert [row for row in rows if not row["gloss_en"] or not row["gloss_en"].isascii()] == []


@given(st.text(max_size=60))
def test_any_name_has_an_answer(name: str):
    assert isinstance(gloss_of_name(name), str)


def test_a_name_nobody_translated_carries_its_category():
    product = Product(name_vi="Nhất diệp hảo trà", category=Category(gloss_en="tea"))
    with translation.override("en"):
        assert product.spoken_name == SpokenName("Nhất diệp hảo trà", "vi", "tea", "en")
        assert str(product.spoken_name) == "Nhất diệp hảo trà — tea"
    with translation.override("vi"):
        assert str(product.spoken_name) == "Nhất diệp hảo trà"


def test_a_translated_name_keeps_the_one_it_is_asked_for_by_in_vietnam():
    product = Product(name_vi="Nhất diệp hảo trà", name_en="Finest Leaf tea", category=Category(gloss_en="tea"))
    with translation.override("en"):
        assert product.spoken_name == SpokenName("Finest Leaf tea", "en", "Nhất diệp hảo trà", "vi")


def test_a_name_without_a_category_stands_alone():
    with translation.override("en"):
        assert str(Product(name_vi="Gọi hè").spoken_name) == "Gọi hè"


@pytest.mark.django_db
def test_the_english_page_explains_the_name_and_says_in_which_language_each_part_is():
    product = ProductFactory(name_vi="Phú Quốc Tác Huy")
    Product.objects.filter(pk=product.pk).update(category=CategoryFactory(gloss_en="fish sauce"))
    award = AwardFactory(product=product)
    with translation.override("en"):
        address = award.product.get_absolute_url()
    source = Client().get(address).content.decode()
    page = SpokenPage(source)
    assert "Phú Quốc Tác Huy" in page.in_language("vi")
    assert "fish sauce" in page.in_language("en")
    assert "<title>Phú Quốc Tác Huy — fish sauce" in source


@pytest.mark.django_db
def test_machines_and_buyers_letters_get_the_gloss_too():
    product = AwardFactory(product=ProductFactory(name_vi="Nước mắm Tác Huy")).product
    inquiry = InquiryFactory(product=product)
    with translation.override("en"):
        address = product.get_absolute_url()
        subject = type(inquiry).objects.with_subject().get(pk=inquiry.pk).subject
    assert subject == "Nước mắm Tác Huy — fish sauce"
    nodes = Client().get(address).content.decode().split('type="application/ld+json">')[1].split("</script>")[0]
    assert "fish sauce" in nodes
