"""What a list does to the catalogue: every row's fate, matching, choices, corrections, repeating."""

import csv
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.errors import Refusal, Stale
from producers.models import LegalForm, Producer
from products.importing import (
    Choices,
    Fate,
    ImportOptions,
    apply_plan,
    load_index,
    plan_import,
    read_list,
    read_pasted_list,
)
from products.importing.names import producer_key, product_key
from products.models import Award, AwardEvent, Decision, Product
from tests import annexes
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
REGISTER = Path(__file__).resolve().parents[2] / "products" / "data" / "awards.csv"


def plan_of(pasted, *choices, **facts):
    options = ImportOptions(choices=Choices.parse(choices), **{"level": "province", "year": 2024, **facts})
    index = load_index()
    return plan_import(read_pasted_list(pasted, options=options), options=options, index=index), options, index


def write(pasted, *choices, by=None, **facts):
    plan, options, index = plan_of(pasted, *choices, **facts)
    return apply_plan(plan, options=options, index=index, by=by)


def listed(*rows, header="Tên sản phẩm\tTên cơ sở\tXã\tHuyện\tTỉnh"):
    return "\n".join([header, *rows])


def fates(plan):
    return [(row.number, str(row.fate)) for row in plan.rows if row.fate != Fate.SKIPPED]


CHE = listed("Chè móc câu\tHTX chè Hảo Đạt\tTân Cương\tTP. Thái Nguyên\tThái Nguyên")


@pytest.fixture
def register():
    """The real register, imported."""
    options = ImportOptions()
    index = load_index()
    annex = read_list(REGISTER.read_bytes(), filename=REGISTER.name, options=options)
    plan = plan_import(annex, options=options, index=index)
    return plan, apply_plan(plan, options=options, index=index, by=None)


def test_the_real_register_goes_in_and_a_second_time_changes_nothing(register):
    plan, written = register
    assert plan.counts == {Fate.NEW: 185, Fate.NOT_RECOGNISED: 19, Fate.SKIPPED: 1}
    assert (written.awards, written.products, written.producers) == (185, 200, 120)
    assert Award.objects.exclude(decision=None).count() == 52
    assert Award.objects.filter(decision=None).exclude(source_url="").count() == 133
    with REGISTER.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sum(not row["producer"] for row in rows) == 61
    assert Award.objects.filter(producer_name="").count() == 51
    assert Product.objects.filter(producer=None).count() == 61
    options, index = ImportOptions(), load_index()
    annex = read_list(REGISTER.read_bytes(), filename=REGISTER.name, options=options)
    again = plan_import(annex, options=options, index=index)
    assert again.counts == {Fate.MATCHED: 185, Fate.NOT_RECOGNISED: 19, Fate.SKIPPED: 1}
    assert apply_plan(again, options=options, index=index, by=None).is_nothing
    assert Award.objects.count() == 185 and Product.objects.count() == 200 and Producer.objects.count() == 120


def test_what_was_not_recognised_is_a_product_without_any_award(register):
    products = Product.objects.filter(awards=None)
    assert products.count() == 19
    assert not products.awarded().exists()
    assert products.filter(live=False).count() == 0


def test_a_products_awards_hang_on_one_product(register):
    noodles = Product.objects.get(name_vi="Miến dong Nhất Thiện")
    assert sorted(noodles.awards.values_list("year", flat=True)) == [2015, 2017]
    macca = Product.objects.get(name_vi="Hạt macca sấy nứt vỏ")
    assert set(macca.awards.values_list("producer_name", flat=True)) == {
        "Công ty Cổ phần Mac ca & Sa chi Lạng Sơn",
        "Công ty Cổ phần Macca & Sachi Lạng Sơn",
    }


def test_each_award_keeps_the_words_the_source_and_its_rows_id(register):
    award = Award.objects.get(source_reference="RP003")
    assert award.product_name == "Chè móc câu" and award.producer_name == "HTX chè Hảo Đạt"
    assert award.place == "Tân Cương, TP. Thái Nguyên, Thái Nguyên"
    assert award.source_url.startswith("https://nongthon.vietnamtourism.gov.vn/")
    assert award.decision.number == "3116/QĐ-BCT" and award.evidence == "transcribed"
    assert award.valid_until is None
    assert Award.objects.filter(name_basis="restored").count() == 49
    producer = award.product.producer
    assert producer.legal_form == LegalForm.COOPERATIVE and producer.province.name_vi == "Thái Nguyên"


def test_every_real_product_lands_in_a_category(register):
    category = dict(Product.objects.values_list("name_vi", "category__slug"))
    assert category["Chè móc câu"] == "che"
    assert category["Máy vò chè inox"] == "may-moc"
    assert category["Bản lề cửa"] == "dung-cu-phu-tung"
    assert category["Bộ sản phẩm nhang quế"] == "huong-nhang"
    assert category["Gạch Terazo"] == "gach-ngoi-da"
    assert sum(slug in (None, "khac") for slug in category.values()) <= 0.03 * len(category)


def test_new_records_are_live_with_a_revision_each(register):
    for record in [Product.objects.get(name_vi="Chè móc câu"), Producer.objects.get(name_vi="HTX chè Hảo Đạt")]:
        assert record.live and record.live_revision_id == record.latest_revision_id
        assert record.latest_revision.as_object().name_vi == record.name_vi
        assert record.search_key and record.sort_key


def test_the_same_maker_written_otherwise_is_one_maker():
    write(CHE)
    plan, *_rest = plan_of(
        listed("Chè tôm nõn\tHợp tác xã Chè Hảo Đạt\tTân Cương\tTP. Thái Nguyên\tThái Nguyên"), year=2023
    )
    assert plan.rows[1].fate == Fate.NEW and not plan.rows[1].adds_producer
    assert producer_key("Cty TNHH MTV SX&TM Hoa") == producer_key(
        "Công ty trách nhiệm hữu hạn một thành viên Sản xuất và Thương mại Hoa"
    )
    assert producer_key("HTX Hoà Bình") == producer_key("Hợp tác xã Hòa Bình")
    assert product_key("Chè móc câu") == product_key("CHÈ  MÓC CÂU")


def test_a_namesake_in_another_place_has_to_be_chosen_and_the_choice_is_obeyed():
    write(CHE)
    elsewhere = listed("Chè đinh\tHTX chè Hảo Đạt\t\tHoằng Hóa\tThanh Hóa")
    plan, options, index = plan_of(elsewhere)
    assert fates(plan) == [(2, "ambiguous")]
    with pytest.raises(Stale):
        apply_plan(plan, options=options, index=index, by=None)
    assert Award.objects.count() == 1
    known = Producer.objects.get()
    assert [each.value for each in plan.rows[1].candidates] == [f"producer:{known.pk}"]
    assert write(elsewhere, f"2={known.pk}").producers == 0
    assert Award.objects.filter(product__producer=known).count() == 2


def test_choosing_new_adds_the_namesake():
    write(CHE)
    written = write(listed("Chè đinh\tHTX chè Hảo Đạt\t\tHoằng Hóa\tThanh Hóa"), "2=new")
    assert written.producers == 1 and Producer.objects.count() == 2


def test_a_choice_for_one_row_serves_the_next_rows_of_that_maker():
    write(CHE)
    plan, *_rest = plan_of(
        listed("Chè đinh\tHTX chè Hảo Đạt\t\tHoằng Hóa\tThanh Hóa", "Chè nõn\tHTX chè Hảo Đạt\t\tHoằng Hóa\tThanh Hóa"),
        "2=new",
    )
    assert fates(plan) == [(2, "new"), (3, "new")]
    assert plan.rows[2].producer is plan.rows[1].producer


def test_another_commune_of_the_same_province_contradicts():
    write(listed("Bún khô\tHộ kinh doanh Nguyễn Thị Mẫu\tMinh Lập\tĐồng Hỷ\tThái Nguyên"))
    plan, *_rest = plan_of(listed("Bánh\tHộ kinh doanh Nguyễn Thị Mẫu\tTân Cương\tTP. Thái Nguyên\tThái Nguyên"))
    assert fates(plan) == [(2, "ambiguous")]
    plan, *_rest = plan_of(listed("Bánh\tHộ kinh doanh Nguyễn Thị Mẫu\t\t\tThái Nguyên"))
    assert fates(plan) == [(2, "new")] and not plan.rows[1].adds_producer


def test_a_product_whose_maker_was_unknown_is_asked_for_and_then_gets_its_maker():
    write(listed("Nước mắm Thái An\t\t\t\tBình Định"))
    named = listed("Nước mắm Thái An\tCơ sở Thái An\t\t\tBình Định")
    plan, *_rest = plan_of(named, year=2025)
    assert fates(plan) == [(2, "ambiguous")]
    product = Product.objects.get()
    write(named, f"2=product:{product.pk}", year=2025)
    product.refresh_from_db()
    assert product.producer.name_vi == "Cơ sở Thái An" and product.awards.count() == 2


def test_a_typing_error_found_later_is_a_logged_correction_when_chosen(director):
    header = "id\tTên sản phẩm\tTên cơ sở\tTỉnh\tNguồn"
    wrong = listed("R1\tChè móc cau\tHTX Mẫu\tThái Nguyên\thttps://example.org/a", header=header)
    right = listed("R1\tChè móc câu\tHTX Mẫu\tThái Nguyên\thttps://example.org/a", header=header)
    write(wrong)
    plan, options, index = plan_of(right)
    assert fates(plan) == [(2, "correction")] and plan.rows[1].changes == {
        "product_name": ["Chè móc cau", "Chè móc câu"]
    }
    with pytest.raises(Stale):
        apply_plan(plan, options=options, index=index, by=director)
    assert write(right, "2=correct", by=director).corrections == 1
    award = Award.objects.get()
    assert award.product_name == "Chè móc cau" and award.standing.product_name == "Chè móc câu"
    assert AwardEvent.objects.get().by == director
    assert fates(plan_of(right)[0]) == [(2, "matched")]
    assert fates(plan_of(wrong)[0]) == [(2, "matched")]


def test_two_lists_that_number_their_rows_alike_do_not_overwrite_each_other():
    header = "id\tTên sản phẩm\tTên cơ sở\tTỉnh"
    write(listed("1\tChè móc câu\tHTX Một\tThái Nguyên", header=header))
    assert write(listed("1\tMiến dong\tHTX Hai\tThái Nguyên", header=header)).awards == 1


def test_an_unknown_province_names_sheet_row_column_and_the_nearest_names():
    plan, options, index = plan_of(listed("Chè\tHTX Mẫu\t\t\tThái Nguyn"))
    row = plan.rows[1]
    assert row.fate == Fate.REFUSED and row.errors[0].column == "E"
    assert "Thái Nguyên" in row.errors[0].sentence
    with pytest.raises(Refusal) as refusal:
        apply_plan(plan, options=options, index=index, by=None)
    assert "dòng 2" in refusal.value.details[0]
    assert not Product.objects.exists()


def test_an_unknown_commune_is_accepted_with_a_warning():
    plan, *_rest = plan_of(listed("Chè\tHTX Mẫu\tKhông Có\tĐồng Hỷ\tThái Nguyên"))
    assert plan.rows[1].fate == Fate.NEW
    assert plan.rows[1].warnings[0].column == "C"


def test_a_row_without_a_level_is_refused():
    plan, *_rest = plan_of(CHE, level="")
    assert fates(plan) == [(2, "refused")]


def test_a_refused_row_can_be_left_out_by_choice():
    pasted = listed("Chè\tHTX Mẫu\t\t\tThái Nguyn", "Miến\tHTX Hai\t\t\tThái Nguyên")
    assert fates(plan_of(pasted, "2=skip")[0]) == [(2, "left_out"), (3, "new")]


def test_a_national_list_is_narrowed_to_a_province_of_today_or_of_before():
    rows = (
        "Miến dong\tHTX Một\t\tBa Bể\tBắc Kạn",
        "Chè\tHTX Hai\t\tĐồng Hỷ\tThái Nguyên",
        "Mắm\tHTX Ba\t\t\tThanh Hóa",
    )
    today, *_rest = plan_of(listed(*rows), province="Thái Nguyên")
    assert fates(today) == [(2, "new"), (3, "new"), (4, "left_out")]
    assert "Thanh Hóa" in today.rows[3].reason
    before, *_rest = plan_of(listed(*rows), province="Bắc Kạn")
    assert fates(before) == [(2, "new"), (3, "left_out"), (4, "left_out")]


def test_a_list_that_names_no_province_is_from_the_one_that_is_given():
    plan, *_rest = plan_of(listed("Chè\tHTX Mẫu", header="Tên sản phẩm\tTên cơ sở"), province="tỉnh Lào Cai")
    assert plan.rows[1].entry.place.province.name_vi == "Lào Cai"


def test_rows_that_repeat_a_product_have_to_be_settled():
    pasted = listed(
        "Chè mẫu\tHTX Mẫu\t\t\tThái Nguyên\t",
        "Chè mẫu\tHTX Mẫu\t\t\tThái Nguyên\tloại hai",
        "Chế mẫu\tHTX Mẫu\t\t\tThái Nguyên\t",
        header="Tên sản phẩm\tTên cơ sở\tXã\tHuyện\tTỉnh\tGhi chú",
    )
    assert fates(plan_of(pasted)[0]) == [(2, "new"), (3, "ambiguous"), (4, "ambiguous")]
    written = write(pasted, "3=skip", "4=new")
    assert (written.awards, written.products) == (2, 2)
    again = write(pasted, "3=skip", "4=new")
    assert again.is_nothing


def test_a_provincial_annex_as_offices_type_it_goes_in_as_one_decision(director):
    options, index = ImportOptions(), load_index()
    annex = read_list(annexes.provincial(), filename="phu-luc.xlsx", options=options)
    plan = plan_import(annex, options=options, index=index)
    assert apply_plan(plan, options=options, index=index, by=director).awards == 3
    decision = Decision.objects.get()
    assert decision.number == "1738/QĐ-UBND" and decision.is_released
    assert decision.round.province.name_vi == "Lào Cai" and decision.awards.count() == 3
    assert Producer.objects.filter(commune__isnull=False).count() == 2


def test_the_number_of_queries_does_not_grow_with_the_list():
    def queries(count, year):
        pasted = listed(*[f"Sản phẩm {year} {at}\tHTX Mẫu {year} {at}\t\t\tThái Nguyên" for at in range(count)])
        plan, options, index = plan_of(pasted, year=year)
        with CaptureQueriesContext(connection) as captured:
            apply_plan(plan, options=options, index=index, by=None)
        return len(captured)

    few = queries(5, 2022)
    assert queries(120, 2023) - few < 30  # batches of bulk statements, none a row


def test_choices_that_make_no_sense_are_refused_in_words():
    for text in ("12", "=new", "12=perhaps", "12=producer:"):
        with pytest.raises(Refusal):
            Choices.parse([text])
