"""Addresses as people print and type them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import text as words
from places.services import ParsedAddress, PlaceIndex, parse_address

pytestmark = pytest.mark.django_db


def names(parsed: ParsedAddress) -> tuple:
    former = parsed.former_commune or parsed.former_district or parsed.former_province
    return (
        parsed.province.name_vi if parsed.province else None,
        parsed.commune.full_name if parsed.commune else None,
        former.full_name if former else None,
        parsed.period,
    )


MINH_LAP = ("Thái Nguyên", "xã Đồng Hỷ", "xã Minh Lập", "former")


@pytest.mark.parametrize(
    "address",
    [
        "xóm 5, xã Minh Lập, huyện Đồng Hỷ, tỉnh Thái Nguyên",
        "Xóm 5, X. Minh Lập, H. Đồng Hỷ, T. Thái Nguyên",
        "xom 5, xa minh lap, huyen dong hy, tinh thai nguyen",
        "XÓM 5, MINH LẬP, ĐỒNG HỶ, THÁI NGUYÊN, VIỆT NAM",
        "xóm 5; Minh Lập (xã); Đồng Hỷ (huyện); Thái Nguyên",
        "xóm 5 - xã Minh Lập - huyện Đồng Hỷ - tỉnh Thái Nguyên",
        "xóm 5 xã Minh Lập huyện Đồng Hỷ tỉnh Thái Nguyên",
        "xóm 5\nxã Minh Lập\nhuyện Đồng Hỷ\nThái Nguyên.",
        unicodedata.normalize("NFD", "xóm 5, xã Minh Lập, huyện Đồng Hỷ, tỉnh Thái Nguyên"),
        "xom 5, Minh Lap commune, Dong Hy district, Thai Nguyen province, Vietnam",
        "xóm 5, xã Minh Lập, huyện Đồng Hỷ, Bắc Kạn cũ, Thái Nguyên".replace("Bắc Kạn cũ, ", ""),
    ],
)
def test_one_old_address_in_many_forms(address, places):
    parsed = parse_address(address, index=places)
    assert names(parsed) == MINH_LAP
    assert words.key(parsed.street) == "xom 5"
    assert parsed.certain


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("Minh Lập Đồng Hỷ Thái Nguyên", MINH_LAP),
        ("TP. Phú Quốc", ("An Giang", None, "thành phố Phú Quốc", "former")),
        ("đặc khu Phú Quốc", ("An Giang", "đặc khu Phú Quốc", None, "current")),
        ("dac khu phu quoc, kien giang", ("An Giang", "đặc khu Phú Quốc", "tỉnh Kiên Giang", "current")),
        ("TX. Điện Bàn", ("Đà Nẵng", None, "thị xã Điện Bàn", "former")),
        (
            "P. Tân Thịnh, TP. Thái Nguyên",
            ("Thái Nguyên", "phường Phan Đình Phùng", "phường Tân Thịnh", "former"),
        ),
        (
            "Quang Trung (phường), TP. Thái Nguyên, Thái Nguyên",
            ("Thái Nguyên", "phường Phan Đình Phùng", "phường Quang Trung", "former"),
        ),
        ("xã Đồng Hỷ, tỉnh Thái Nguyên", ("Thái Nguyên", "xã Đồng Hỷ", None, "current")),
        ("phường 1 Bảo Lộc, Lâm Đồng", ("Lâm Đồng", "phường 1 Bảo Lộc", None, "current")),
        ("Xà Bang, Châu Đức, Bà Rịa - Vũng Tàu", ("Hồ Chí Minh", "xã Châu Đức", "xã Xà Bang", "former")),
        ("Bắc Giang", ("Bắc Ninh", None, "tỉnh Bắc Giang", "unknown")),
        ("Thái Nguyên", ("Thái Nguyên", None, None, "unknown")),
    ],
)
def test_printed_forms(address, expected, places):
    parsed = parse_address(address, index=places)
    assert names(parsed) == expected
    assert parsed.certain


def test_a_name_of_both_times_with_one_meaning_is_certain(places):
    parsed = parse_address("Tân Cương, Thái Nguyên", index=places)
    assert (parsed.commune.full_name, parsed.period, parsed.certain) == ("xã Tân Cương", "unknown", True)


def test_a_commune_or_its_old_district_is_not_decided_without_a_word(places):
    parsed = parse_address("Đồng Hỷ, Thái Nguyên", index=places)
    assert parsed.commune is None
    assert not parsed.certain
    assert "xã Đồng Hỷ" in {commune.full_name for commune in parsed.candidates}


def test_who_knows_the_time_of_writing_says_it(places):
    """Where old and new commune share a name but not the ground, the time decides."""
    typed, commune = next(
        (f"{place.full_name}, {place.province.full_name}", place)
        for place in places.communes.values()
        if len(parse_address(f"{place.full_name}, {place.province.full_name}", index=places).candidates) > 1
    )
    assert parse_address(typed, index=places).commune is None
    assert parse_address(typed, period="current", index=places).commune == commune


def test_a_named_commune_that_does_not_exist_makes_the_address_uncertain(places):
    parsed = parse_address("thôn 3, xã Không Có, huyện Đồng Hỷ, Thái Nguyên", index=places)
    assert (parsed.street, parsed.commune_text) == ("thôn 3", "xã Không Có")
    assert parsed.former_district.full_name == "huyện Đồng Hỷ"
    assert parsed.commune is None
    assert not parsed.certain
    assert parsed.candidates


def test_what_is_no_address_is_the_street(places):
    parsed = parse_address("  Nước mắm   nhĩ ", index=places)
    assert parsed == ParsedAddress(street="Nước mắm nhĩ")


def test_every_commune_of_today_is_read_back_from_its_label(places):
    wrong = [
        commune.full_name
        for commune in places.communes.values()
        if parse_address(f"{commune.full_name}, {commune.province.full_name}", period="current", index=places).commune
        != commune
    ]
    assert wrong == []


PIECES = st.sampled_from(
    [
        *("xã", "phường", "huyện", "TP.", "TX.", "P.", "tỉnh", "tp", "hcm", "4", "Việt", "Nam"),
        *("Thái", "Nguyên", "Minh", "Lập", "Đồng", "Hỷ", "(phường)", ",", ";", "-", "(", ")", "\n"),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_anything_can_be_read(places_for_examples, address):
    parsed = parse_address(address, index=places_for_examples)
    assert isinstance(parsed, ParsedAddress)
    if parsed.commune:
        assert parsed.commune not in parsed.candidates
    if parsed.certain:
        assert parsed.province or parsed.candidates


@pytest.fixture(scope="module")
def places_for_examples(places: PlaceIndex) -> PlaceIndex:
    """Module-wide under its own name: hypothesis refuses fixtures that are made anew for each test."""
    return places
