"""Files and pasted text become tables, or a sentence that says what to do."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from common.errors import Refusal
from common.tables import read_pasted, read_tables
from common.tables.legacy import from_tcvn3, from_vni, to_tcvn3
from common.tables.plausible import is_syllable
from common.tables.repair import encoding_of
from tests import annexes

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SENTENCE = "Hợp tác xã mây tre đan xuất khẩu, phường Đồng Kỵ: giữ nghề truyền thống, quyển thượng"


def locked() -> bytes:
    return OLD + "EncryptedPackage".encode("utf-16-le")


def damaged() -> bytes:
    content = annexes.provincial()
    return content[: len(content) // 2]


def too_long() -> bytes:
    return b"a,b\n" * 20_001


def too_wide() -> bytes:
    return annexes.sheet_of([list(range(61))])


def stray_cell() -> bytes:
    book = Workbook()
    book.active["A1"] = "STT"
    book.active["B90000"] = "thừa"
    return annexes.saved(book)


def huge_merge(reference: bytes = b"A3:XFD1048576") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(annexes.provincial())) as source, zipfile.ZipFile(stream, "w") as package:
        for name in source.namelist():
            content = source.read(name).replace(b'ref="A3:E3"', b'ref="%b"' % reference)
            package.writestr(name, content)
    return stream.getvalue()


REFUSED = {
    "empty": (b"", "không có dữ liệu"),
    "blank": (b" \r\n\t", "không có dữ liệu"),
    "empty sheet": (annexes.sheet_of([[None]]), "không có dữ liệu"),
    "old .xls": (OLD, "lưu lại thành .xlsx"),
    "old .doc": (OLD + "WordDocument".encode("utf-16-le"), ".docx"),
    "locked": (locked(), "mật khẩu"),
    "pdf": (b"%PDF-1.7 abc", "PDF"),
    "rtf": (b"{\\rtf1 abc}", ".docx"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "hình ảnh"),
    "program": (b"\x7fELF\x00\x01\x02\x00\x03", "không phải bảng tính"),
    "damaged": (damaged(), "hỏng"),
    "too big": (b"a" * (10 * 1024 * 1024 + 1), "MB"),
    "bomb": (annexes.bomb(), "giải nén"),
    "entities": (annexes.with_entities(), "hỏng"),
    "too long": (too_long(), "20000 dòng"),
    "too wide": (too_wide(), "60 cột"),
    "stray cell far below": (stray_cell(), "dòng"),
    "huge merge": (huge_merge(), "quá nhiều ô"),
    "merge of whole columns": (huge_merge(b"A:C"), "quá nhiều ô"),
    "unknown encoding": ("данные; список; товар".encode("koi8-r") * 5, "bảng mã"),
}


@pytest.mark.parametrize(("content", "words"), REFUSED.values(), ids=REFUSED)
def test_bad_files_are_refused_with_what_to_do(content, words):
    with pytest.raises(Refusal) as refusal:
        read_tables(content, filename="tep.xlsx")
    assert words in str(refusal.value)


def test_merged_cells_carry_their_anchor():
    (table,) = read_tables(annexes.provincial(), filename="a.xlsx")
    cell = table.rows[9].cell("C")
    assert (cell.merged_from, cell.text) == ("C9", table.rows[8].cell("C").text)
    assert table.rows[9].is_covered_from_above(cell)
    assert table.rows[8].cell("C").text == "HTX Dệt Mẫu Một\nThôn 1, xã Tả Phìn, thị xã Sa Pa"


def test_hidden_rows_and_sheets_are_read_and_noted():
    _first, second = read_tables(annexes.several_sheets(), filename="a.xlsx")
    assert [row.hidden for row in second.rows] == [False, False, False, True]
    assert any("đang ẩn" in note and "4" in note for note in second.notes)
    assert any("Năm 2024" in note for note in second.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_unicode_encodings(encoding, delimiter):
    text = annexes.csv_of([["Tên sản phẩm", "Cơ sở"], ["Chè, mạn; ngon", "HTX\nMẫu"], ["Gốm", "Mẫu"]], delimiter)
    (table,) = read_tables(text.encode(encoding), filename="a.csv")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Tên sản phẩm", "Cơ sở"], ["Chè, mạn; ngon", "HTX\nMẫu"], ["Gốm", "Mẫu"],
    ]  # fmt: skip


@pytest.mark.parametrize("encode", [annexes.in_windows_1258, annexes.in_tcvn3])
def test_csv_in_old_encodings_is_converted_and_noted(encode):
    (table,) = read_tables(encode(f"Tên cơ sở;Số\n{SENTENCE};1\n"), filename="a.csv")
    assert table.rows[1].cells[0].text == SENTENCE
    assert "bảng mã" in table.notes[0]


def test_a_lone_quotation_mark_does_not_swallow_the_list():
    text = 'STT,Tên\n1,"Gốm mẫu\n' + "".join(f"{number},Chè\n" for number in range(2, 80))
    (table,) = read_tables(text.encode(), filename="a.csv")
    assert len(table.rows) == 80


def test_a_declared_delimiter_is_no_row():
    (table,) = read_tables("sep=;\nTên;Cơ sở\nChè;HTX\n".encode(), filename="a.csv")
    assert (table.rows[0].number, table.rows[0].cells[1].text) == (1, "Cơ sở")


def test_html_saved_as_xls_is_read():
    (table,) = read_tables(annexes.PASTED_HTML.encode(), filename="a.xls")
    assert table.lines_above[-1].endswith("NĂM 2024")
    assert table.rows[2].cell("B").merged_from == "B2"
    assert table.rows[2].cell("C").text == "Na mẫu"


def test_text_read_with_the_wrong_encoding_is_mended():
    spoiled = SENTENCE.replace("ở", "ơ").encode().decode("latin-1")
    assert encoding_of(to_tcvn3(SENTENCE)).startswith("TCVN3")
    assert encoding_of("Café Crème 5µm ®") == ""
    assert encoding_of(SENTENCE) == ""
    assert "Ã" in spoiled


def test_vni_is_read():
    assert from_vni("Saûn phaåm coâng nghieäp noâng thoân tieâu bieåu, ñöôøng phoá") == (
        "Sản phẩm công nghiệp nông thôn tiêu biểu, đường phố"
    )


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậềểễếệìỉĩíịờởỡớợừửữứự ", max_size=60))
def test_tcvn3_goes_there_and_back(text):
    assert from_tcvn3(to_tcvn3(text)) == text


@pytest.mark.parametrize("word", ["nghiệp", "Thuỷ", "QUYẾT", "giếng", "ươm", "khuỷu", "yến", "gì"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["s¶n", "phÈm", "nghiÖp", "cỏt", "ạạ", "éclair"])
def test_no_syllables(word):
    assert not is_syllable(word)


def only_refuses(read, *arguments, **options):
    with contextlib.suppress(Refusal):
        read(*arguments, **options)


# Built once: a file that holds its time of writing differs from run to run.
BUILT = {build: build() for build in (annexes.provincial, annexes.word_annex)}
OPEN_INPUT = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@OPEN_INPUT
@given(st.binary(max_size=600))
def test_no_bytes_raise_anything_but_a_refusal(content):
    only_refuses(read_tables, content, filename="x")


@OPEN_INPUT
@given(st.text(max_size=400))
def test_no_text_raises_anything_but_a_refusal(text):
    only_refuses(read_pasted, text)
    only_refuses(read_pasted, f"<table>{text}</table>")
    only_refuses(read_tables, text.encode("utf-8", "replace"), filename="x.csv")


@settings(max_examples=60, deadline=None)
@given(st.data())
@pytest.mark.parametrize("build", [annexes.provincial, annexes.word_annex])
def test_damaged_office_files_raise_nothing_but_a_refusal(build, data):
    content = bytearray(BUILT[build])
    for _time in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    only_refuses(read_tables, bytes(content), filename="x")


@settings(max_examples=40, deadline=None)
@given(st.data())
@pytest.mark.parametrize("build", [annexes.provincial, annexes.word_annex])
def test_damaged_parts_raise_nothing_but_a_refusal(build, data):
    """The same inside the container, where checksums do not protect."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BUILT[build])) as source, zipfile.ZipFile(stream, "w") as package:
        chosen = data.draw(st.sampled_from([name for name in source.namelist() if "sheet1" in name or "doc" in name]))
        for name in source.namelist():
            content = bytearray(source.read(name))
            if name == chosen:
                start = data.draw(st.integers(0, len(content)))
                content[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=10))
            package.writestr(name, bytes(content))
    only_refuses(read_tables, stream.getvalue(), filename="x")
