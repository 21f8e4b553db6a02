"""Then and now, in words, without a query."""

import pytest
from django.template import Context, Template
from django.utils import translation

from places.models import Commune, FormerUnit, Province
from places.services import current_label, former_label, label_then_now


@pytest.fixture
def bac_ninh() -> Province:
    return Province(code="24", name_vi="Bắc Ninh", full_name_vi="tỉnh Bắc Ninh", name_en="Bac Ninh", kind="province")


@pytest.fixture
def bac_giang(bac_ninh: Province) -> FormerUnit:
    return FormerUnit(level="province", code="24", kind="tỉnh", name_vi="Bắc Giang", current_province=bac_ninh)


@pytest.fixture
def yen_the(bac_giang: FormerUnit) -> FormerUnit:
    return FormerUnit(
        level="district",
        code="215",
        kind="huyện",
        name_vi="Yên Thế",
        parent=bac_giang,
        current_province=bac_giang.current_province,
    )


def test_a_record_of_today_says_what_its_place_was(bac_ninh, bac_giang):
    assert current_label(bac_ninh, bac_giang) == "Bắc Ninh (trước đây là Bắc Giang)"
    assert current_label(bac_ninh, "Bắc Giang") == "Bắc Ninh (trước đây là Bắc Giang)"
    assert label_then_now(bac_ninh, bac_giang) == "Bắc Ninh (trước đây là Bắc Giang)"


def test_a_printed_old_place_says_where_it_is_today(bac_ninh, bac_giang, yen_the):
    assert former_label(bac_giang) == "Bắc Giang (nay thuộc Bắc Ninh)"
    assert former_label("Bắc Giang", bac_ninh) == "Bắc Giang (nay thuộc Bắc Ninh)"
    assert label_then_now(yen_the) == "huyện Yên Thế (nay thuộc Bắc Ninh)"


def test_where_the_name_has_stayed_only_the_name_is_written(bac_ninh):
    assert current_label(bac_ninh, "BẮC NINH") == "Bắc Ninh"
    assert current_label(bac_ninh) == "Bắc Ninh"
    assert former_label("Bắc Ninh", bac_ninh) == "Bắc Ninh"
    assert former_label("Bắc Ninh") == "Bắc Ninh"


def test_a_commune_lay_in_an_old_district(bac_ninh, yen_the):
    commune = Commune(name_vi="Yên Thế", kind="commune", province=bac_ninh)
    assert current_label(commune, yen_the) == "xã Yên Thế (trước đây thuộc huyện Yên Thế)"
    old = FormerUnit(level="commune", kind="thị trấn", name_vi="Phồn Xương", parent=yen_the)
    assert current_label(commune, old) == "xã Yên Thế (trước đây là thị trấn Phồn Xương)"
    assert former_label(old, commune) == "thị trấn Phồn Xương (nay thuộc xã Yên Thế, tỉnh Bắc Ninh)"


def test_a_numbered_ward_keeps_its_kind():
    ward = FormerUnit(level="commune", kind="phường", name_vi="4")
    assert str(ward) == ward.name == "phường 4"
    with translation.override("en"):
        assert ward.name == "ward 4"


def test_names_in_english_are_without_accents(bac_ninh, yen_the):
    with translation.override("en"):
        assert bac_ninh.name == bac_ninh.full_name == "Bac Ninh"
        assert yen_the.name == "Yen The"
        assert yen_the.full_name == "Yen The district"


def test_templates_write_the_same(bac_ninh, bac_giang):
    template = Template(
        "{% load places_tags %}{% current_label now was %}|{% former_label was %}|{% label_then_now was %}"
    )
    then = "Bắc Giang (nay thuộc Bắc Ninh)"
    assert template.render(Context({"now": bac_ninh, "was": bac_giang})) == (
        f"Bắc Ninh (trước đây là Bắc Giang)|{then}|{then}"
    )
