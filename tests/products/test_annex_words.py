"""Single cells of annexes: dates, decisions, levels, makers; and anything at all."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import Refusal
from common.tables import Cell, Row, Table, column_letter, read_pasted
from products.annex import DayError, Mapping, PartialDate, interpret, parse_day, parse_decision
from products.annex.makers import split_maker, split_product
from products.annex.titles import read_hints
from products.annex.words import is_recognised, parse_group, parse_level, parse_region

AUGUST = datetime.date(2025, 8, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12/8/2025", "12/08/2025", "12-8-2025", "12.8.2025", "12 / 8 / 2025", "2025-08-12", "2025/8/12",
        "ngày 12 tháng 8 năm 2025", "Ngày 12 tháng 08 năm 2025", "12 tháng 8/2025", "12/8/25", 45881, 45881.0,
        "45881", datetime.datetime(2025, 8, 12, 10, 30), datetime.date(2025, 8, 12), "nga\u0300y 12/8/2025",
    ],
)  # fmt: skip
def test_a_day_in_every_form(written):
    assert parse_day(written) == AUGUST


@pytest.mark.parametrize(
    ("written", "partial"),
    [
        ("8/2025", PartialDate(2025, 8)),
        ("tháng 8 năm 2025", PartialDate(2025, 8)),
        ("2025-08", PartialDate(2025, 8)),
        ("2025", PartialDate(2025)),
        (2025, PartialDate(2025)),
        ("năm 2025", PartialDate(2025)),
    ],
)
def test_a_day_known_in_part(written, partial):
    assert parse_day(written) == partial


@pytest.mark.parametrize("written", ["31/02/2025", "0/1/2025", "12/13/2025", "13/2025", "sắp tới", 7, True, "1/1/0001"])
def test_no_day(written):
    with pytest.raises(DayError) as error:
        parse_day(written)
    assert str(error.value)


def test_a_blank_is_no_day():
    assert parse_day("  ") is None
    assert parse_day(None) is None


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2049, 12, 31)), st.sampled_from("/-."))
def test_a_day_comes_back_as_it_was_written(day, mark):
    assert parse_day(f"{day.day}{mark}{day.month}{mark}{day.year}") == day
    assert parse_day(f"{day.day:02}{mark}{day.month:02}{mark}{day.year % 100:02}").month == day.month


@pytest.mark.parametrize(
    ("written", "number", "day"),
    [
        ("1997/QĐ-BCT ngày 23/8/2021", "1997/QĐ-BCT", datetime.date(2021, 8, 23)),
        ("3116/QÐ-BCT", "3116/QĐ-BCT", None),
        ("3116 / QD - BCT", "3116/QĐ-BCT", None),
        ("Số: 3116/Q\u0110-BCT, ngày 5 tháng 12 năm 2023", "3116/QĐ-BCT", datetime.date(2023, 12, 5)),
        ("QĐ số 44/2024/QĐ-UBND\nngày 07/10/2024", "44/2024/QĐ-UBND", datetime.date(2024, 10, 7)),
        ("44/QĐ–CTĐP", "44/QĐ-CTĐP", None),
        ("12/QĐ", "12/QĐ", None),
        ("chưa có", "", None),
    ],
)
def test_decisions(written, number, day):
    assert parse_decision(written) == (number, day)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("quốc gia", "national"), ("Cấp Quốc gia", "national"), ("khu vực", "region"), ("Cấp tỉnh", "province"),
        ("cấp thành phố", "province"), ("TP", "province"), ("huyện", "district"), ("CẤP XÃ", "commune"),
        ("xuất sắc", ""),
    ],
)  # fmt: skip
def test_levels(written, code):
    assert parse_level(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Phía Bắc", "north"), ("miền Trung – Tây Nguyên", "central_highlands"),
        ("Miền Trung - Tây Nguyên", "central_highlands"), ("KHU VỰC PHÍA NAM", "south"), ("Đông", ""),
    ],
)  # fmt: skip
def test_regions(written, code):
    assert parse_region(written) == code


@pytest.mark.parametrize("written", ["công nhận", " Công Nhận ", "CÔNG  NHẬN"])
def test_only_recognised_is_recognised(written):
    assert is_recognised(written)


@pytest.mark.parametrize("written", ["đề nghị công nhận", "giải A (dự kiến)", "không công nhận", ""])
def test_everything_else_is_not(written):
    assert not is_recognised(written)


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("HTX chè Mẫu\nXóm 3, xã Tân Cương", "HTX chè Mẫu", "Xóm 3, xã Tân Cương"),
        ("HTX chè Mẫu. Địa chỉ: xã Tân Cương", "HTX chè Mẫu", "xã Tân Cương"),
        ("HTX chè Mẫu (Đ/c: xã Tân Cương)", "HTX chè Mẫu", "xã Tân Cương"),
        ("Công ty TNHH Mẫu; số 12 đường Lê Lợi", "Công ty TNHH Mẫu", "số 12 đường Lê Lợi"),
        ("Công ty TNHH Mẫu - thôn Hạ, xã Mẫu", "Công ty TNHH Mẫu", "thôn Hạ, xã Mẫu"),
        ("Hợp tác xã Mẫu, thị trấn Phố Lu, huyện Bảo Thắng", "Hợp tác xã Mẫu", "thị trấn Phố Lu, huyện Bảo Thắng"),
        ("Hợp tác xã Tân Mẫu", "Hợp tác xã Tân Mẫu", ""),
        ("Cơ sở Mẫu (xã Tân Cương)", "Cơ sở Mẫu", "xã Tân Cương"),
        ("Công ty In\nvà Dịch vụ Mẫu\nTổ 5, phường Mẫu", "Công ty In và Dịch vụ Mẫu", "Tổ 5, phường Mẫu"),
        ("HTX Mẫu, Tân Cương, Thái Nguyên", "HTX Mẫu", "Tân Cương, Thái Nguyên"),
    ],
)  # fmt: skip
def test_makers_with_addresses(written, name, address):
    maker = split_maker(written)
    assert (maker.name, maker.address) == (name, address)


def test_a_maker_with_person_and_phone():
    maker = split_maker("HTX Mẫu\nĐại diện: Ông Nguyễn Văn Mẫu\nĐịa chỉ: xã Mẫu\nĐT: 0900.000.001")
    assert (maker.name, maker.representative, maker.address) == ("HTX Mẫu", "Ông Nguyễn Văn Mẫu", "xã Mẫu")
    assert maker.phone == "0900.000.001"


def test_a_product_with_its_maker():
    assert split_product("Chè mẫu của HTX Mẫu, xã A") == ("Chè mẫu", "HTX Mẫu, xã A")


def test_a_number_left_blank_for_the_signature_is_no_hint():
    hints = read_hints(["(Kèm theo Quyết định số      /QĐ-UBND ngày     tháng    năm 2025 của UBND tỉnh)"])
    assert (hints.decision_number, hints.decision_date) == ("", None)


def test_the_round_is_not_the_year_of_signing():
    hints = read_hints(
        ["DANH SÁCH SẢN PHẨM CNNT TIÊU BIỂU CẤP QUỐC GIA NĂM 2023", "(Kèm theo QĐ số 9/QĐ-BCT ngày 02/01/2024)"]
    )
    assert (hints.year, hints.decision_date) == (2023, datetime.date(2024, 1, 2))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"columns": {"A": "unheard"}}', '{"columns": {"1": ""}}'])
def test_a_stored_mapping_that_does_not_fit_is_refused(text):
    with pytest.raises(Refusal):
        Mapping.from_json(text)


@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.sampled_from(["", "product_name", "note", "level=national"])))
def test_a_mapping_is_stored_and_found_again(columns):
    mapping = Mapping(tuple(sorted(columns.items())), "abc")
    assert Mapping.from_json(mapping.to_json()) == mapping


TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "", "", "STT", "Tên sản phẩm", "Tên cơ sở, địa chỉ", "Năm", "Cấp", "1", "2", "I", "II. Nhóm", "Chè", "HTX Mẫu",
        "Tổng cộng: 2 sản phẩm", "Nơi nhận:", "Ngày ký", "31/2/2024", "Tỉnh Lào Cai", "x", "(1)", "(2)", "(3)",
    ]),
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(st.lists(TEXTS, min_size=4, max_size=4), max_size=12), st.booleans())
def test_whatever_a_table_says_every_row_has_one_fate(lines, keeps_merges):
    rows = [
        Row(number, tuple(Cell(text, column_letter(at)) for at, text in enumerate(line, 1)))
        for number, line in enumerate(lines, 1)
    ]
    annex = interpret([Table("Bảng 1", rows, keeps_merges=keeps_merges)])
    fates = [row.number for row in [*annex.rows, *annex.left_out]]
    assert sorted(fates) == list(range(1, len(rows) + 1))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_pasted_text_is_interpreted_or_refused(text):
    try:
        table = read_pasted(f"STT\tTên sản phẩm\tCơ sở\n1\t{text}")
    except Refusal:
        return
    interpret([table])


@given(st.text(max_size=80))
def test_words_never_break(text):
    split_maker(text)
    split_product(text)
    read_hints([text])
    parse_level(text)


def test_a_group_named_as_a_group_of_products_is_the_programme_s_group():
    assert parse_group("Nhóm sản phẩm thủ công mỹ nghệ") == "Thủ công mỹ nghệ"
    assert parse_group("Nhóm thứ 2 Thủ công mỹ nghệ") == "Thủ công mỹ nghệ"


def test_the_end_of_a_number_tells_who_signs():
    assert read_hints(["(Kèm theo Quyết định số …/QĐ-BCT ngày … tháng … năm 2026)"]).issuer == "Bộ Công Thương"
