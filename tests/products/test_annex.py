"""Annexes as offices type them, read to the last row."""

import csv
import datetime
from pathlib import Path

import pytest

import products
from common.tables import read_pasted, read_tables
from products.annex import Mapping, PartialDate, interpret
from tests import annexes


def read(content, **options):
    content = content.encode("utf-8-sig") if isinstance(content, str) else content
    tables = read_tables(content, filename="phu-luc")
    annex = interpret(tables, **options)
    rows = [(table.sheet, row.number) for table in tables for row in table.rows]
    fates = [(row.sheet, row.number) for row in [*annex.rows, *annex.left_out]]
    assert sorted(rows) == sorted(fates), "every row of the source has one fate"
    return annex


def names(annex):
    return [row.fields["product_name"] for row in annex.rows]


def column(annex, name):
    return [row.fields[name] for row in annex.rows]


def reasons(annex):
    return {row.number: row.reason for row in annex.left_out}


PROVINCIAL_FORMS = {
    "xlsx": annexes.provincial,
    "nfd": annexes.decomposed,
    "tcvn3": annexes.in_old_fonts,
}


@pytest.mark.parametrize("build", PROVINCIAL_FORMS.values(), ids=PROVINCIAL_FORMS)
def test_a_provincial_annex_is_read_whole(build):
    annex = read(build())
    assert names(annex) == ["Bộ sản phẩm khăn thêu", "Túi thổ cẩm", "Chè mẫu hai"]
    assert column(annex, "producer_name") == ["HTX Dệt Mẫu Một", "HTX Dệt Mẫu Một", "Công ty TNHH Mẫu Hai"]
    assert column(annex, "address")[0] == "Thôn 1, xã Tả Phìn, thị xã Sa Pa"
    assert column(annex, "address")[2] == "xã Bản Liền, huyện Bắc Hà"
    assert column(annex, "group") == [annexes.CRAFTS, annexes.CRAFTS, annexes.FOODS]
    assert column(annex, "is_set") == [True, False, False]
    assert set(column(annex, "level")) == {"province"}
    assert set(column(annex, "year")) == {2024}
    assert set(column(annex, "province")) == {"Lào Cai"}
    assert set(column(annex, "decision_number")) == {"1738/QĐ-UBND"}
    assert set(column(annex, "decision_date")) == {datetime.date(2024, 5, 29)}
    assert set(column(annex, "status")) == {"recognised"}
    assert annex.errors == []


def test_what_is_no_award_is_listed_with_its_reason():
    fates = reasons(read(annexes.provincial()))
    assert [fates[number] for number in range(1, 6)] == ["title"] * 5
    assert fates[6] == "blank"
    assert (fates[7], fates[8], fates[11], fates[13]) == ("header", "group", "group", "total")
    assert [fates[number] for number in range(14, 18)] == ["signature"] * 4


def test_phones_are_seen_and_left_behind_unless_asked_for():
    annex = read(annexes.provincial())
    assert annex.has_personal_data
    assert all("phone" not in row.fields for row in annex.rows)
    asked = read(annexes.provincial(), carry_personal=True)
    assert asked.rows[0].fields["phone"] == "0900 000 001"


def test_a_national_annex_takes_provinces_from_its_headings():
    annex = read(annexes.national())
    assert names(annex) == ["Chè mẫu A", "Khăn mẫu B", "Bánh mẫu C", "Cà phê mẫu D"]
    assert column(annex, "province") == ["Lào Cai", "Lào Cai", "Đà Nẵng", "Đắk Lắk"]
    assert column(annex, "producer_name")[2] == "Hộ kinh doanh Mẫu C"
    assert column(annex, "group")[1] == annexes.CRAFTS
    assert column(annex, "certificate_number")[0] == "01/2025"
    assert set(column(annex, "level")) == {"national"}
    assert annex.hints.decision_number == "2568/QĐ-BCT"
    assert annex.hints.decision_date == datetime.date(2025, 8, 12)
    assert annex.hints.issuer == "Bộ trưởng Bộ Công Thương"
    assert all("score" not in row.fields for row in annex.rows)
    assert any("5" in note and "4" in note for note in annex.notes), annex.notes


def test_levels_ticked_in_columns_and_years_in_every_form():
    annex = read(annexes.ticked_levels())
    assert column(annex, "level") == ["province", "region", "national", "province"]
    assert column(annex, "year") == [2023, 2022, 2021, None]
    assert [(problem.column, problem.field) for problem in annex.rows[3].errors] == [("E", "level"), ("G", "year")]


def test_dates_in_every_form_and_impossible_ones_named_by_cell():
    annex = read(annexes.dates_in_every_form())
    days = column(annex, "decision_date")
    assert days[:9] == [datetime.date(2025, 8, 12)] * 9
    assert days[10] == PartialDate(2025, 8)
    assert set(column(annex, "decision_number")) == {"44/QĐ-CTDP"}
    faults = [(row.number, problem.column) for row, problem in annex.errors]
    assert faults == [(11, "E"), (13, "E")]
    assert "31" in annex.rows[9].errors[0].sentence


def test_makers_in_heading_rows():
    annex = read(annexes.makers_as_headings())
    assert column(annex, "producer_name") == ["HTX Mẫu Một", "HTX Mẫu Một", "Công ty TNHH Mẫu Hai"]
    assert column(annex, "level") == ["province", "province", "region"]
    assert column(annex, "level_text")[1] == "cấp thành phố"
    assert column(annex, "address")[0] == "xã Tân Cương, thành phố Thái Nguyên"


def test_formulas_without_a_result_are_faults_of_their_cells():
    annex = read(annexes.with_formulas())
    assert [(problem.column, problem.field) for problem in annex.rows[0].errors] == [
        ("A", "number"), ("B", "product_name"),
    ]  # fmt: skip
    assert names(annex)[1] == "Gốm mẫu"


def test_each_sheet_has_its_own_title_and_columns():
    annex = read(annexes.several_sheets())
    assert names(annex) == ["Nón mẫu", "Nón mẫu", "Chiếu mẫu"]
    assert column(annex, "year") == [2023, 2024, 2024]
    assert column(annex, "level") == ["district", "province", "province"]
    assert sum("ẩn" in note for note in annex.notes) == 2


def test_duplicate_rows_leave_the_list_and_likenesses_are_warned_of():
    annex = read(annexes.duplicates())
    assert [row.number for row in annex.rows] == [2, 4, 5]
    (duplicate,) = [row for row in annex.left_out if row.reason == "duplicate"]
    assert (duplicate.number, duplicate.duplicate_of) == (3, 2)
    assert "2" in annex.rows[1].warnings[0].sentence
    assert annex.rows[2].warnings == [], "chè and chế are different products"


@pytest.mark.parametrize(
    "encode", [str.encode, annexes.in_windows_1258, annexes.in_tcvn3, lambda text: text.encode("utf-16")]
)
def test_csv_that_lost_its_merges(encode):
    annex = read(encode(annexes.LOST_MERGES))
    assert names(annex) == ["Giỏ mây mẫu", "Khay tre mẫu", "Gạch mẫu"]
    assert column(annex, "producer_name") == ["HTX Mây tre Mẫu", "HTX Mây tre Mẫu", "Công ty Mẫu"]
    assert annex.rows[1].warnings[0].field == "producer_name"
    assert column(annex, "group") == [annexes.CRAFTS, annexes.CRAFTS, "Sản phẩm khác"]
    assert column(annex, "status") == ["recognised", "recognised", "not_recognised"]
    assert column(annex, "status_text")[2] == "Đề nghị công nhận"
    assert any("4" in note for note in annex.notes)


def test_a_word_annex_before_it_is_signed():
    annex = read(annexes.word_annex())
    assert names(annex) == ["Gạo mẫu", "Bún mẫu", "Ghế mẫu", "Nón mẫu"]
    assert column(annex, "producer_name") == ["HTX Mẫu Một", "HTX Mẫu Một", "Hộ Mẫu Hai", "Hộ Mẫu Ba"]
    assert column(annex, "group")[2] == annexes.CRAFTS
    assert set(column(annex, "decision_number")) == {""}
    assert set(column(annex, "decision_date")) == {None}
    assert set(column(annex, "year")) == {2025}
    assert set(column(annex, "province")) == {"Lào Cai"}


def test_a_table_pasted_with_line_breaks_in_its_cells():
    annex = interpret([read_pasted(annexes.PASTED)])
    assert names(annex) == ["Chè mẫu", "Miến mẫu"]
    assert column(annex, "producer_name") == ["HTX Mẫu", "Công ty TNHH Mẫu"]
    assert column(annex, "address")[0] == "xã Tân Cương, tỉnh Thái Nguyên"
    assert column(annex, "note") == ["", "giải nhất"]


def test_a_table_pasted_from_a_page():
    annex = interpret([read_pasted(annexes.PASTED_HTML)])
    assert names(annex) == ["Hồi mẫu", "Na mẫu"]
    assert column(annex, "producer_name") == ["HTX Mẫu", "HTX Mẫu"]
    assert column(annex, "address") == ["xã Mẫu Sơn", "xã Mẫu Sơn"]
    assert set(column(annex, "level")) == {"region"}
    assert set(column(annex, "region")) == {"north"}
    assert annex.left_out[-1].reason in {"text", "group"}


def test_a_corrected_mapping_is_found_again_by_its_header():
    guessed = read(annexes.duplicates()).blocks[0].mapping
    corrected = Mapping.from_json(guessed.with_column("D", "description").to_json())
    annex = read(annexes.duplicates(), mapping=[corrected])
    assert annex.blocks[0].is_remembered
    assert annex.rows[1].fields["description"] == "loại hai"
    other = read(annexes.provincial(), mapping=[corrected])
    assert not other.blocks[0].is_remembered


def test_defaults_fill_what_neither_row_nor_heading_says():
    annex = read(annexes.makers_as_headings(), defaults={"decision_number": "9/QĐ-UBND", "year": 1999})
    assert set(column(annex, "decision_number")) == {"9/QĐ-UBND"}
    assert 1999 not in column(annex, "year")


def test_a_list_without_a_header_waits_for_a_person():
    content = annexes.sheet_of([["Danh sách", None], [1, "Chè mẫu"], [2, "Gốm mẫu"]])
    assert read(content).needs_mapping
    mapping = Mapping((("A", "number"), ("B", "product_name")))
    assert names(read(content, mapping=mapping)) == ["Chè mẫu", "Gốm mẫu"]


def test_a_region_heading_in_a_national_list_is_no_level():
    annex = read(annexes.regions_within_the_nation())
    assert column(annex, "region") == ["north", "north", "south"]
    assert column(annex, "province") == ["Lào Cai", "Hà Giang", "Tiền Giang"]
    assert set(column(annex, "level")) == {"national"}
    assert set(column(annex, "decision_number")) == {"3116/QĐ-BCT"}
    assert reasons(annex)[13] == "text"
    assert annex.notes == []


def test_one_list_after_another_in_a_sheet():
    annex = read(annexes.one_list_after_another())
    assert names(annex) == ["Nón mẫu", "Chiếu mẫu"]
    assert column(annex, "level") == ["province", "district"]
    assert column(annex, "year") == [2024, 2023]
    assert len(annex.blocks) == 2


def test_prizes_are_headings_and_unused_columns_are_named():
    annex = read(annexes.prizes())
    assert column(annex, "note") == ["Giải A", "Giải A", "Giải B"]
    assert column(annex, "producer_name") == ["Hộ ông Mẫu", "Hộ ông Mẫu", "HTX Mẫu"]
    assert any("Hạng" in note for note in annex.notes)


def test_the_register_of_real_awards_is_read_to_the_letter():
    content = (Path(products.__file__).parent / "data" / "awards.csv").read_bytes()
    source = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    annex = read(content)
    assert column(annex, "product_name") == [row["product_name"] for row in source]
    assert column(annex, "producer_name") == [row["producer"] for row in source]
    assert column(annex, "source_reference") == [row["id"] for row in source]
    assert column(annex, "province") == [row["province_old"] for row in source]
    assert column(annex, "source") == [row["source"] for row in source]
    assert column(annex, "is_set") == [row["is_set"] == "x" for row in source]
    assert [str(year or "") for year in column(annex, "year")] == [row["award_year"] for row in source]
    assert column(annex, "status").count("recognised") == [row["award_status"] for row in source].count("công nhận")
    assert {"", "1997/QĐ-BCT", "44/QĐ-CTĐP", "2568/QĐ-BCT"} < set(column(annex, "decision_number"))
    assert annex.errors == []
    assert annex.notes == []
