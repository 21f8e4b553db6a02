"""`manage.py import_awards`: what it prints, what it writes, and how it exits."""

import io
import json

import pytest
from django.core.management import call_command

from products.models import Award, Decision, DecisionLine, Product
from tests import annexes
from tests.real_places import real_places  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_places")]
HEADER = "Tên sản phẩm,Tên cơ sở,Xã,Huyện,Tỉnh\n"
ONE = HEADER + "Chè móc câu,HTX chè Hảo Đạt,Tân Cương,TP. Thái Nguyên,Thái Nguyên\n"
FACTS = ("--level", "province", "--year", "2024")


@pytest.fixture
def imported(tmp_path):
    """Runs the command on a list's text or bytes: (exit code, standard output, standard error)."""

    def run(content, *arguments, name="list.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err = io.StringIO(), io.StringIO()
        code = 0
        try:
            call_command("import_awards", str(file), *arguments, stdout=out, stderr=err)
        except SystemExit as stop:
            code = stop.code
        return code, out.getvalue(), err.getvalue()

    return run


def test_a_list_goes_in_and_then_there_is_nothing_to_do(imported):
    code, _out, err = imported(ONE, *FACTS)
    assert code == 0 and "1 công nhận" in err
    code, _out, err = imported(ONE, *FACTS)
    assert code == 0 and "Không có gì thay đổi" in err
    assert Award.objects.count() == 1


def test_a_dry_run_shows_every_row_and_writes_nothing(imported):
    code, out, _err = imported(ONE, *FACTS, "--dry-run", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and not Product.objects.exists() and not Award.objects.exists()
    assert [(row["row"], row["fate"]) for row in rows] == [(1, "skipped"), (2, "new")]
    assert rows[1]["sheet"] and rows[1]["reason"]
    assert rows[1]["writes"]["producer"]["name"] == "HTX chè Hảo Đạt"
    assert rows[1]["writes"]["award"]["level"] == "province" and rows[1]["writes"]["award"]["year"] == 2024


def test_a_row_that_cannot_be_taken_exits_with_1_and_writes_nothing(imported):
    code, out, _err = imported(ONE + "Miến,HTX Hai,,,Không Đâu\n", *FACTS, "--json")
    row = json.loads(out.splitlines()[2])
    assert code == 1 and row["fate"] == "refused" and row["errors"][0]["column"] == "E"
    assert not Award.objects.exists()


def test_an_ambiguous_row_exits_with_2_until_it_is_chosen(imported):
    imported(ONE, *FACTS)
    other = HEADER + "Chè đinh,HTX chè Hảo Đạt,,Hoằng Hóa,Thanh Hóa\n"
    code, out, _err = imported(other, *FACTS, "--json")
    row = json.loads(out.splitlines()[1])
    assert code == 2 and row["fate"] == "ambiguous" and row["candidates"][0]["kind"] == "producer"
    assert Award.objects.count() == 1
    assert imported(other, *FACTS, "--dry-run")[0] == 2
    assert imported(other, *FACTS, "--choose", f"2={row['candidates'][0]['choose']}")[0] == 0
    assert Award.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.csv", "không có dữ liệu"),
        (b"%PDF-1.7 x", "decision.pdf", "PDF"),
        (b"PK\x03\x04 not a workbook", "broken.xlsx", "hỏng"),
        ("Một câu không phải bảng.".encode(), "text.csv", ""),
        (HEADER.encode(), "header.csv", "dòng sản phẩm"),
    ],
)
def test_files_that_are_no_list_are_refused_in_words(imported, content, name, sentence):
    code, _out, err = imported(content, name=name)
    assert code == 1 and sentence in err and "Traceback" not in err
    assert not Product.objects.exists()


def test_a_file_that_is_not_there_is_refused_in_words(imported):
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("import_awards", "nowhere.xlsx", stdout=out, stderr=err)
    assert stop.value.code == 1 and "nowhere.xlsx" in err.getvalue()


def test_narrowing_lists_what_was_left_out(imported):
    code, out, _err = imported(ONE + "Mắm,HTX Ba,,,Thanh Hóa\n", *FACTS, "--province", "Thái Nguyên", "--json")
    assert code == 0
    left = [row for row in map(json.loads, out.splitlines()) if row["fate"] == "left_out"]
    assert [(row["row"], "Thanh Hóa" in row["reason"]) for row in left] == [(3, True)]


def test_an_annex_not_yet_signed_is_prepared_as_a_draft_and_only_once(imported):
    for _time in range(2):
        assert imported(annexes.provincial(), "--draft", name="annex.xlsx")[0] == 0
    decision = Decision.objects.get()
    assert not decision.is_released and decision.lines.count() == 3
    assert not Award.objects.exists() and not Product.objects.exists()
    assert set(DecisionLine.objects.values_list("fate", flat=True)) == {"new"}


def test_corrections_name_the_person(imported, director):
    header = "id,Tên sản phẩm,Tên cơ sở,Tỉnh,Nguồn\n"
    imported(header + "R1,Chè móc cau,HTX Mẫu,Thái Nguyên,https://example.org/a\n", *FACTS)
    corrected = header + "R1,Chè móc câu,HTX Mẫu,Thái Nguyên,https://example.org/a\n"
    assert imported(corrected, *FACTS)[0] == 2
    assert imported(corrected, *FACTS, "--choose", "2=correct")[0] == 1
    assert imported(corrected, *FACTS, "--choose", "2=correct", "--by", director.username)[0] == 0
    assert Award.objects.get().standing.product_name == "Chè móc câu"
    assert imported(corrected, *FACTS, "--by", "nobody")[0] == 1
