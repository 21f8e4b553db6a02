"""What of a query may be kept: never what reaches a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query_log.contents import storable
from search.query_log.persons import may_name_a_person

WORDS = ("chè", "mien dong", "Gùi mây", "bán", "liên hệ", "tel", "zalo", "")
BETWEEN = ("", " ", ".", "-", " - ", "/", ",", "_", "\u00a0", "\u200b", "\u2011", ") ")


@st.composite
def numbers(draw):
    """Eight to fourteen digits, in whatever groups and with whatever between them; of any script's digits."""
    digits = draw(st.text("0123456789", min_size=8, max_size=14))
    digits = draw(st.sampled_from([digits, digits.translate({48 + n: 0xFF10 + n for n in range(10)})]))
    written = digits[0]
    for digit in digits[1:]:
        written += draw(st.sampled_from(BETWEEN)) + digit
    return draw(st.sampled_from(["", "+", "("])) + written


def is_of_years(number):
    """Years side by side are no number; a made-up number may happen to be such."""
    words = number.replace("\u200b", "").split()
    return all(len(word) == 4 and word.isascii() and word.startswith("20") for word in words)


@given(st.sampled_from(WORDS), numbers(), st.sampled_from(WORDS))
def test_a_query_with_a_long_number_is_never_kept(before, number, after):
    assert is_of_years(number) or storable(f"{before} {number} {after}") is None


@given(st.sampled_from(WORDS), st.emails(), st.sampled_from(WORDS))
def test_a_query_with_an_email_address_is_never_kept(before, address, after):
    assert storable(f"{before} {address} {after}") is None


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678",
        "0912 345 678",
        "+84 912 345 678",
        "(024) 3825-1234",
        "sđt 0912.345.678 chè",
        "cccd 001203004567",
        "mst 0101234567-001",
        "sinh 12/05/1990",
        "zalo0912345678",
        "không chín một hai ba bốn năm sáu bảy tám",
        "khong chin mot hai ba bon nam sau bay tam",
        "lan nguyen gmail com",
        "lan@ gmail . com",
        "lan a còng congty.vn",
        "www chenguyen vn",
        "https://facebook.com/lan",
        "facebook.com/lan.nguyen",
        "chenguyen.com.vn",
        "①②③④⑤⑥⑦⑧",
        "",
        "!!!",
        "a " * 13,
        "a" * 200,
    ],
)
def test_what_reaches_somebody_or_is_no_query_is_not_kept(typed):
    assert storable(typed) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Miến   DONG ", "miến dong"),
        ("gùi mây, đeo vai?", "gùi mây đeo vai"),
        ("3116/QĐ-BCT", "3116 qđ bct"),
        ("quyết định 1234/2023/QĐ-UBND", "quyết định 1234 2023 qđ ubnd"),
        ("cấp quốc gia 2023 2024", "cấp quốc gia 2023 2024"),
        ("gạo ST25", "gạo st25"),
        ("hoà bình", "hòa bình"),
    ],
)
def test_ordinary_queries_are_kept_in_one_form(typed, kept):
    assert storable(typed) == kept
    assert storable(kept) == kept


@given(st.text(max_size=250))
def test_any_text_is_taken_and_what_is_kept_is_short_and_stays_as_it_is(typed):
    kept = storable(typed)
    assert kept is None or (0 < len(kept) < 200 and kept == kept.lower() and storable(kept) in {kept, None})


@pytest.mark.parametrize(
    "typed",
    [
        "nguyễn văn an",
        "nguyen van an",
        "trần lan",
        "lê minh",
        "le thi lan",
        "chè của lò thị mai",
        "số điện thoại phạm hồng nhung",
        "bà tư",
        "cô lan bán chè",
        "tran hung",
        "điểu krét",
        "cao minh đức",
    ],
)
def test_what_may_name_a_person_is_noticed(typed):
    assert may_name_a_person(typed.split())


@pytest.mark.parametrize(
    "typed",
    [
        "miến dong",
        "mật ong nguyên chất",
        "mat ong nguyen chat",
        "nguyen lieu che",
        "dao phay",
        "siêu thị mây tre",
        "đồ văn phòng",
        "chè thái nguyên",
        "nguyễn",
        "gùi mây đeo vai",
    ],
)
def test_goods_and_places_are_no_names(typed):
    assert not may_name_a_person(typed.split())
