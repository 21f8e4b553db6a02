"""`manage.py import_fairs`: the real fairs, dates known in part, closed days, who organises and who hosts."""

import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from fairs.models import DatePrecision, FairDocument, FairEdition, FairResult, FairType
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
FAIRS = Path(__file__).resolve().parents[2] / "fairs" / "data" / "fairs.csv"
HEADER = "Tên hội chợ,Năm,Từ ngày,Đến ngày,Tỉnh,Đơn vị tổ chức,Số gian hàng,Ghi chú\n"


def run(file, *arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_fairs", str(file), *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def typed(tmp_path):
    def run_on(text, *arguments):
        file = tmp_path / "hoi-cho.csv"
        file.write_text(HEADER + text, encoding="utf-8")
        return run(file, *arguments)

    return run_on


def test_the_real_fairs_go_in_and_a_second_time_changes_nothing():
    assert run(FAIRS)[0] == 0
    assert FairEdition.objects.filter(live=True).count() == 49
    code, _out, err = run(FAIRS)
    assert code == 0 and "Không có gì thay đổi" in err and FairEdition.objects.count() == 49
    shut = FairEdition.objects.get(source_reference="RF004")
    assert list(shut.closed_days.values_list("date", flat=True)) == [
        datetime.date(2026, 2, day) for day in (17, 18, 19)
    ]
    away = FairEdition.objects.get(source_reference="RF006")
    assert (away.province.name_vi, away.organising_province.name_vi) == ("Hồ Chí Minh", "Cao Bằng")
    month = FairEdition.objects.get(source_reference="RF041")
    assert month.date_precision == DatePrecision.MONTH and month.start_date == datetime.date(2017, 9, 1)
    assert FairEdition.objects.get(source_reference="RF013").end_date == datetime.date(2024, 2, 7)
    assert FairEdition.objects.filter(date_precision=DatePrecision.YEAR, start_date=None).count() == 8
    moved = FairEdition.objects.get(source_reference="RF010")
    assert moved.commune.name_vi == "Lê Thanh Nghị" and moved.fair_type == FairType.INDUSTRY_TRADE
    assert FairDocument.objects.get().number == "83/QĐ-CTĐP"
    assert FairResult.objects.exclude(source="").count() == FairResult.objects.count() > 25
    revision = shut.latest_revision.as_object()
    assert revision.name_vi == shut.name_vi and len(revision.closed_days.all()) == 3


def test_a_dry_run_tells_each_row_and_writes_nothing():
    code, out, _err = run(FAIRS, "--dry-run", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and len(rows) == 49 and {row["fate"] for row in rows} == {"new"}
    assert rows[3]["writes"]["closed_days"] == ["2026-02-17", "2026-02-18", "2026-02-19"]
    assert not FairEdition.objects.exists()


def test_a_list_as_typed_in_an_office(typed):
    code, _out, _err = typed(
        'Hội chợ mẫu,2026,5/3/2026,9/3/2026,Lào Cai,UBND tỉnh Lào Cai,"khoảng 1.200","nghỉ 7/3, quà tặng"\n'
    )
    fair = FairEdition.objects.get()
    assert code == 0 and fair.booth_count == 1200 and fair.booth_count_basis == "khoảng"
    assert [day.date for day in fair.closed_days.all()] == [datetime.date(2026, 3, 7)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Hội chợ mẫu,2026,31/2/2026,,Lào Cai,,,", "C"),
        ("Hội chợ mẫu,2026,9/3/2026,5/3/2026,Lào Cai,,,", "D"),
        ("Hội chợ mẫu,2026,,,Không Đâu,,,", "E"),
        ("Hội chợ mẫu,,,,Lào Cai,,,", "B"),
        (",2026,,,Lào Cai,,,", "A"),
    ],
)
def test_a_row_that_cannot_be_taken_names_its_column_and_nothing_is_written(typed, row, column):
    code, out, _err = typed("Hội chợ tốt,2026,,,Lào Cai,,,\n" + row + "\n", "--json")
    refused = json.loads(out.splitlines()[1])
    assert code == 1 and refused["fate"] == "refused" and refused["row"] == 3
    assert [fault["column"] for fault in refused["errors"]] == [column]
    assert not FairEdition.objects.exists()


def test_a_fair_of_the_same_name_and_year_on_other_days_has_to_be_chosen(typed):
    typed("Hội chợ mẫu,2026,5/3/2026,9/3/2026,Lào Cai,,,\n")
    again = "Hội chợ mẫu,2026,5/9/2026,9/9/2026,Lào Cai,,,\n"
    code, out, _err = typed(again, "--json")
    assert code == 2 and json.loads(out)["candidates"]
    assert typed(again, "--choose", "2=new")[0] == 0
    assert FairEdition.objects.count() == 2


def test_files_that_are_no_list_of_fairs_are_refused(tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n")
    code, _out, err = run(file)
    assert code == 1 and "hội chợ" in err
    assert run(tmp_path / "nowhere.csv")[0] == 1
