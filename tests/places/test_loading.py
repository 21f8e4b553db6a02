"""Loading the places of today and what they were: complete, repeatable, nothing is ever removed."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from common import text
from places.loading import write_place_data
from places.models import Commune, FormerUnit, Province
from places.source import read_place_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def test_the_country_of_today_and_of_before_is_complete():
    assert Province.objects.count() == 34
    assert Commune.objects.count() == 3321
    assert Commune.objects.filter(kind=Commune.Kind.SPECIAL_ZONE).count() == 13
    former = FormerUnit.objects
    assert former.provinces().filter(valid_until="2025-06-30").count() == 63
    assert former.provinces().count() == 65
    assert former.districts().count() == 696
    assert former.communes().count() == 10035


def test_every_former_unit_lies_in_today_and_every_commune_of_today_was_something():
    assert not FormerUnit.objects.filter(current_province=None).exists()
    assert not FormerUnit.objects.communes().filter(current_communes=None).exists()
    assert not FormerUnit.objects.districts().filter(current_communes=None).exists()
    assert not Commune.objects.filter(former_units=None).exists()


def test_every_former_province_has_a_region_of_awards():
    regions = FormerUnit.objects.provinces().filter(valid_until="2025-06-30").values_list("award_region", flat=True)
    assert sorted(map(list(regions).count, ("north", "central_highlands", "south"))) == [15, 20, 28]


def test_a_code_used_again_names_two_places():
    assert Province.objects.get(code="15").name_vi == "Lào Cai"
    before = FormerUnit.objects.provinces().get(code="15")
    assert before.name_vi == "Yên Bái"
    assert before.period == "2025-06-30"


def test_names_carry_their_keys_and_addresses():
    dong_hy = Commune.objects.get(slug="dong-hy")
    assert (dong_hy.full_name, dong_hy.name_key) == ("xã Đồng Hỷ", "dong hy")
    assert dong_hy.sort_key == text.sort_key("Đồng Hỷ")
    assert dong_hy.province.slug == "thai-nguyen"
    assert dong_hy.latitude == pytest.approx(21.6, abs=0.3)
    tan_lap = Commune.objects.named("tân lập").values_list("slug", flat=True)
    assert len(tan_lap) > 1
    assert all(slug.endswith("-tan-lap") for slug in tan_lap)


def test_loading_again_changes_nothing():
    before = list(FormerUnit.objects.order_by("pk").values_list("pk", "changed_at")[:50])
    out = StringIO()
    call_command("load_places", stdout=out, stderr=StringIO())
    assert "xã, phường, đặc khu hiện nay: 3321 dòng, thêm 0, sửa 0" in out.getvalue()
    assert "Tổng số thay đổi: 0" in out.getvalue()
    assert before == list(FormerUnit.objects.order_by("pk").values_list("pk", "changed_at")[:50])


def test_a_renamed_commune_is_changed_in_place_and_keeps_its_address():
    data = read_place_data()
    commune = Commune.objects.get(slug="dong-hy")
    renamed = [replace(row, name="Đồng Hỷ Mới") if row.code == commune.code else row for row in data.communes]
    loaded = write_place_data(replace(data, communes=renamed))
    assert loaded.changes == loaded.changed["communes"] == 1
    again = Commune.objects.get(pk=commune.pk)
    assert (again.name_vi, again.name_key, again.slug) == ("Đồng Hỷ Mới", "dong hy moi", "dong-hy")
    assert again.changed_at > commune.changed_at


def test_a_unit_that_vanished_from_the_data_is_kept():
    data = read_place_data()
    gone = FormerUnit.objects.communes().get(code="05701")
    rows = [row for row in data.former if row.identity != ("commune", gone.code, gone.valid_until)]
    loaded = write_place_data(replace(data, former=rows))
    assert loaded.changes == 0
    assert loaded.kept["former_communes"] == 1
    assert FormerUnit.objects.get(pk=gone.pk).current_communes.exists()


def test_a_commune_that_was_split_otherwise_than_thought_gets_the_links_of_the_data():
    data = read_place_data()
    row = next(row for row in data.former if row.level == "commune" and len(row.commune_codes) == 2)
    kept = frozenset(sorted(row.commune_codes)[:1])
    former = [replace(one, commune_codes=kept) if one is row else one for one in data.former]
    loaded = write_place_data(replace(data, former=former))
    assert (loaded.removed["links"], loaded.added["links"]) == (1, 0)
    unit = FormerUnit.objects.get(level=row.level, code=row.code, valid_until=row.valid_until)
    assert [commune.code for commune in unit.current_communes.all()] == list(kept)


def test_progress_is_told():
    told = []
    write_place_data(read_place_data(), lambda what, number: told.append((what, number)))
    assert told[:2] == [("provinces", 34), ("communes", 3321)]
    assert [what for what, _number in told[2:]] == [
        "former_provinces",
        "former_districts",
        "former_communes",
        "links",
    ]
