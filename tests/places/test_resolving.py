"""What the places printed in real award lists are today, and what the importer is told where it is unclear."""

import csv
from pathlib import Path

import pytest

from common.errors import Refusal
from places.models import FormerUnit, Region
from places.services import PlaceIndex, convert, find_province, resolve_place

pytestmark = pytest.mark.django_db

with (Path(__file__).parent / "data" / "award_places.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
UNKNOWN_PROVINCE = "(chưa rõ Bắc Ninh hay Bắc Giang)"
OLD_PROVINCES = sorted({row["province_old"] for row in ROWS} - {UNKNOWN_PROVINCE})
# "Quế Xuân" was two communes, 1 and 2: the list does not say which.
NOT_A_COMMUNE = "Quế Xuân"


def resolve(row: dict[str, str], places: PlaceIndex, *, with_new: bool = True):
    return resolve_place(
        province_text=row["province_old"],
        district_text=row["district_old"],
        commune_text=row["commune_old"],
        province_new_text=row["province_new"] if with_new else "",
        index=places,
    )


def test_the_real_lists_name_24_old_provinces_and_one_that_is_not_known():
    assert len(ROWS) == 77
    assert len(OLD_PROVINCES) == 24


@pytest.mark.parametrize("name", OLD_PROVINCES)
def test_every_old_province_of_the_real_lists_is_in_the_province_they_name_today(name, places):
    new = {row["province_new"].removeprefix("TP. ") for row in ROWS if row["province_old"] == name}
    province, former = find_province(name, index=places)
    assert {province.name_vi} == new
    assert former is None or former.name_vi == name


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row.values()))
def test_every_place_of_the_real_lists_resolves(row, places):
    place = resolve(row, places)
    assert place.province.name_vi == row["province_new"].removeprefix("TP. ")
    if row["province_old"] == UNKNOWN_PROVINCE:
        assert not place.certain
        assert UNKNOWN_PROVINCE in place.doubts[0]
    elif row["commune_old"] == NOT_A_COMMUNE:
        assert not place.certain
        assert "Quế Xuân 1" in place.doubts[0]
        assert place.commune is None
    else:
        assert place.certain, place
        assert bool(place.commune) == bool(row["commune_old"])
        assert not row["district_old"] or place.former_district
        assert place.former_province.name_vi == row["province_old"]
        assert place.former_province.award_region in Region.values


@pytest.mark.parametrize("row", [row for row in ROWS if row["district_old"]], ids=lambda row: "-".join(row.values()))
def test_the_column_of_the_new_province_is_not_needed(row, places):
    assert resolve(row, places, with_new=False).province == resolve(row, places).province


def test_a_whole_list_is_resolved_without_a_query(places, django_assert_num_queries):
    with django_assert_num_queries(0):
        found = [resolve(row, places) for row in ROWS]
        labels = [
            (place.former_district.parent.name, place.commune.province.name)
            for place in found
            if place.commune and place.former_district
        ]
    assert labels


def test_an_old_commune_says_which_district_and_province_it_was_in(places):
    place = resolve_place(province_text="Thái Nguyên", district_text="Đồng Hỷ", commune_text="Minh Lập", index=places)
    assert place.former_commune.full_name == "xã Minh Lập"
    assert place.former_district.full_name == "huyện Đồng Hỷ"
    assert place.commune.full_name == "xã Đồng Hỷ"
    assert place.period == "former"


def test_of_a_district_that_became_several_communes_none_is_chosen(places):
    place = resolve_place(province_text="Kiên Giang", district_text="TP. Phú Quốc", index=places)
    assert place.commune is None
    assert {commune.name_vi for commune in place.candidates} == {"Phú Quốc", "Thổ Châu"}


def test_an_island_district_without_communes_is_its_special_zone(places):
    place = resolve_place(province_text="Quảng Ngãi", district_text="huyện Lý Sơn", index=places)
    assert place.commune.full_name == "đặc khu Lý Sơn"


def test_a_commune_that_was_split_has_candidates_and_no_guess(places):
    unit = next(unit for unit in places.former.values() if unit.level == "commune" and len(places.became([unit])) > 1)
    found = convert(
        province_text=unit.parent.parent.name_vi,
        district_text=unit.parent.full_name,
        commune_text=unit.full_name,
        index=places,
    )
    assert found.commune is None
    assert set(found.candidates) == set(places.became([unit]))


def test_every_former_commune_converts_to_where_the_data_say_it_lies(places):
    """Each of the 10,035, by its printed names, gives its own communes of today."""
    wrong = []
    for unit in places.former.values():
        if unit.level != FormerUnit.Level.COMMUNE:
            continue
        found = convert(
            province_text=unit.parent.parent.full_name,
            district_text=unit.parent.full_name,
            commune_text=unit.full_name,
            index=places,
        )
        communes = {found.commune} if found.commune else set(found.candidates)
        if communes != set(places.became([unit])):
            wrong.append(unit.full_name)
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "now", "was"),
    [
        ("Bắc Kạn", "Thái Nguyên", "Bắc Kạn"),
        ("tỉnh Bắc Ninh", "Bắc Ninh", None),
        ("TP. HCM", "Hồ Chí Minh", None),
        ("TPHCM", "Hồ Chí Minh", None),
        ("Thừa Thiên Huế", "Huế", "Thừa Thiên Huế"),
        ("thua thien - hue", "Huế", "Thừa Thiên Huế"),
        ("Hà Tây", "Hà Nội", "Hà Tây"),
        ("Bà Rịa – Vũng Tàu", "Hồ Chí Minh", "Bà Rịa - Vũng Tàu"),
        ("DakLak", "Đắk Lắk", None),
        ("Tha\u0301i Nguye\u0302n", "Thái Nguyên", None),
    ],
)
def test_a_province_is_found_by_any_name_it_has_had(typed, now, was, places):
    province, former = find_province(typed, index=places)
    assert province.name_vi == now
    assert (former.name_vi if former else None) == was


@pytest.mark.parametrize("typed", ["", "TP. Thái Nguyên", "Bac Zang", "Nước mắm"])
def test_what_is_no_province_is_refused_by_name(typed, places):
    with pytest.raises(Refusal, match=f"“{typed}”"):
        find_province(typed, index=places)


def test_a_refusal_names_the_nearest(places):
    with pytest.raises(Refusal, match="Gần nhất: Đắk Lắk"):
        find_province("Đắc Lắc", index=places)
    with pytest.raises(Refusal, match="Không tìm thấy huyện.*“Đồng Hỹe”. Gần nhất: Đồng Hỷ"):
        convert(province_text="Thái Nguyên", district_text="Đồng Hỹe", index=places)
    with pytest.raises(Refusal, match="“Minh Lâpp”. Gần nhất: Minh Lập"):
        convert(province_text="Thái Nguyên", district_text="Đồng Hỷ", commune_text="Minh Lâpp", index=places)


def test_an_old_province_that_is_not_in_the_new_one_is_refused(places):
    with pytest.raises(Refusal, match="“Bắc Kạn” nay thuộc Thái Nguyên, không thuộc “Bắc Ninh”"):
        resolve_place(province_text="Bắc Kạn", province_new_text="Bắc Ninh", index=places)


def test_single_calls_share_an_index_that_notices_changes(places, django_assert_num_queries):
    find_province("Bắc Kạn")
    with django_assert_num_queries(1):
        province, _former = find_province("Bắc Kạn")
    province.name_vi = "Tỉnh Mới"
    province.save()
    assert find_province("Tỉnh Mới")[0].pk == province.pk
