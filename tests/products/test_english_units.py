"""What makers write of packing and amounts, as a buyer abroad reads it."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from products.models import PriceKind, Product
from products.presenting.facts import buyer_facts, price_words
from products.units import UNITS, in_english


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("Gói 500 g", "packet of 500 g"),
        ("Hộp thiếc 200 g; thùng 24 hộp", "tin of 200 g; carton of 24 boxes"),
        ("Chai 500 ml, thùng 12 chai", "bottle of 500 ml; carton of 12 bottles"),
        ("Chai 1,5 lít", "bottle of 1.5 litres"),
        ("300 hộp", "300 boxes"),
        ("1.200 hộp một tháng", "1,200 boxes a month"),
        ("khoảng 2 tấn/tháng", "about 2 tonnes a month"),
        ("từ 10 thùng", "from 10 cartons"),
        ("kg", "kg"),
        ("5 kg", "5 kg"),
        ("1 bộ", "1 set"),
    ],
)
def test_packing_is_read_as_the_code_it_is(words: str, english: str):
    assert in_english(words) == english


@pytest.mark.parametrize(
    "words",
    ["", "nửa thùng (24 hộp)", "Gói giấy kraft có dây buộc", "Hộp 200 g, kèm túi quà", "tùy đơn hàng", "10 con"],
)
def test_nothing_is_made_up_for_what_is_not_understood(words: str):
    assert in_english(words) == ""


@given(st.text(max_size=40))
def test_any_text_has_an_answer_and_it_holds_no_vietnamese(words: str):
    assert all(unit not in in_english(words).split() for unit in UNITS if not unit.isascii())


def told(product: Product) -> dict[str, str]:
    return {row["label"]: row["value"] for row in buyer_facts(product)}


@pytest.mark.django_db
def test_a_page_in_english_shows_them_and_the_makers_own_english_comes_first():
    product = Product(packing_vi="Gói 500 g", minimum_order_vi="10 thùng", minimum_order_en="ten cartons")
    product.price_kind, product.price_least, product.price_unit_vi = PriceKind.RANGE, 45000, "gói 500 g"
    with translation.override("en"):
        facts = told(product)
        assert "Packet of 500 g" in facts.values() and "ten cartons" in facts.values()
        assert price_words(product) == "VND 45,000 per packet of 500 g"
    with translation.override("vi"):
        assert "Gói 500 g" in told(product).values()
        assert price_words(product) == "45.000 đ một gói 500 g"
