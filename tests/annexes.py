"""Annexes as offices type them, built when a test runs. Firms and people in them are invented."""

import csv
import datetime
import io
import unicodedata
import zipfile

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font

from common.tables.legacy import to_tcvn3
from common.tables.plausible import TONES

CRAFTS = "Thủ công mỹ nghệ"
FOODS = "Chế biến nông, lâm, thủy sản và thực phẩm"


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet_of(rows, *, merges=(), title="Phụ lục", font=None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    if font:
        for line in sheet.iter_rows():
            for cell in line:
                cell.font = Font(name=font)
    return saved(book)


PROVINCIAL = [
    ["UBND TỈNH LÀO CAI", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", None],
    ["SỞ CÔNG THƯƠNG", None, None, "Độc lập - Tự do - Hạnh phúc", None],
    ["PHỤ LỤC", None, None, None, None],
    ["DANH SÁCH SẢN PHẨM CÔNG NGHIỆP NÔNG THÔN TIÊU BIỂU CẤP TỈNH NĂM 2024", None, None, None, None],
    [
        "(Kèm theo Quyết định số 1738/QĐ-UBND ngày 29 tháng 5 năm 2024 của Ủy ban nhân dân tỉnh Lào Cai)",
        None, None, None, None,
    ],
    [None, None, None, None, None],
    ["TT", "Tên sản phẩm/\nbộ sản phẩm", "Tên cơ sở, địa chỉ", "Điện thoại", "Ghi chú"],
    ["I. Thủ công mỹ nghệ", None, None, None, None],
    [1, "Bộ sản phẩm khăn thêu", "HTX Dệt Mẫu Một\nThôn 1, xã Tả Phìn, thị xã Sa Pa", "0900 000 001", None],
    [2, "Túi thổ cẩm", None, None, "mới"],
    ["II. Chế biến nông, lâm, thủy sản và thực phẩm", None, None, None, None],
    [1, "Chè mẫu hai", "Công ty TNHH Mẫu Hai, xã Bản Liền, huyện Bắc Hà", "0900 000 002", None],
    ["Tổng cộng: 3 sản phẩm", None, None, None, None],
    [None, None, None, "Lào Cai, ngày 29 tháng 5 năm 2024", None],
    ["Nơi nhận:", None, None, "KT. GIÁM ĐỐC", None],
    ["- Như trên;", None, None, "PHÓ GIÁM ĐỐC", None],
    ["- Lưu: VT.", None, None, "Nguyễn Văn Mẫu", None],
]  # fmt: skip
PROVINCIAL_MERGES = ("A3:E3", "A4:E4", "A5:E5", "A8:E8", "C9:C10", "D9:D10", "A11:E11", "A13:E13")


def provincial() -> bytes:
    return sheet_of(PROVINCIAL, merges=PROVINCIAL_MERGES)


def decomposed() -> bytes:
    """The same list typed on a machine that writes NFD."""
    rows = [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row] for row in PROVINCIAL
    ]
    return sheet_of(rows, merges=PROVINCIAL_MERGES)


def in_old_fonts() -> bytes:
    """The same list typed in .VnTime."""
    rows = [[to_tcvn3(cell) if isinstance(cell, str) else cell for cell in row] for row in PROVINCIAL]
    return sheet_of(rows, merges=PROVINCIAL_MERGES, font=".VnTime")


def csv_of(rows, delimiter=",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(["" if cell is None else cell for cell in row] for row in rows)
    return stream.getvalue()


def in_windows_1258(text: str) -> bytes:
    pieces = []
    for character in unicodedata.normalize("NFC", text):
        marks = unicodedata.normalize("NFD", character)
        shape = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES))
        pieces.append(shape + "".join(mark for mark in marks if mark in TONES))
    return "".join(pieces).encode("cp1258")


def in_tcvn3(text: str) -> bytes:
    return to_tcvn3(text).encode("latin-1")


def national() -> bytes:
    """Many provinces, each a heading, groups beneath; a two-row header; dates and years typed as they come."""
    rows = [
        ["DANH SÁCH SẢN PHẨM CÔNG NGHIỆP NÔNG THÔN TIÊU BIỂU CẤP QUỐC GIA NĂM 2025"] + [None] * 7,
        ["(Kèm theo Quyết định số 2568/QÐ-BCT ngày 12 tháng 8 năm 2025 của Bộ trưởng Bộ Công Thương)"] + [None] * 7,
        ["STT", "Sản phẩm", None, "Cơ sở công nghiệp nông thôn", None, None, "Giấy chứng nhận", "Điểm"],
        [None, "Tên", "Nhóm", "Tên", "Địa chỉ", "Điện thoại", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        ["I", "TỈNH LÀO CAI"] + [None] * 6,
        [1, "Chè mẫu A", FOODS, "HTX Mẫu A", "xã Bản Liền", "0900000001", "01/2025", 95.5],
        [2, "Khăn mẫu B", CRAFTS, "HTX Mẫu B", "phường Sa Pa", "0900000002", "02/2025", 91],
        ["II", "THÀNH PHỐ ĐÀ NẴNG"] + [None] * 6,
        [1, "Bánh mẫu C", FOODS, "Hộ kinh doanh Mẫu C", "phường Hải Châu", None, "03/2025", 90],
        ["III", "Đắk Lắk"] + [None] * 6,
        [1, "Cà phê mẫu D", FOODS, "Công ty CP Mẫu D", "phường Tân An", None, "04/2025", 89],
        ["Tổng số", "5 sản phẩm"] + [None] * 6,
        [None] * 5 + ["KT. BỘ TRƯỞNG", None, None],
        [None] * 5 + ["THỨ TRƯỞNG", None, None],
    ]
    merges = ("A1:H1", "A2:H2", "A3:A4", "B3:C3", "D3:F3", "G3:G4", "H3:H4", "B6:H6")
    return sheet_of(rows, merges=merges, title="QG 2025")


def ticked_levels() -> bytes:
    rows = [
        ["STT", "Tên SP", "Đơn vị sản xuất", "Cấp công nhận", None, None, "Năm"],
        [None, None, None, "Tỉnh", "Khu vực", "Quốc gia", None],
        [1, "Gốm mẫu", "Cơ sở gốm Mẫu", "x", None, None, 2023],
        [2, "Mật ong mẫu", "HTX Ong Mẫu", None, "X", None, "Năm 2022"],
        [3, "Miến mẫu", "HTX Miến Mẫu", None, None, "x", datetime.date(2021, 5, 1)],
        [4, "Rượu mẫu", "HKD Mẫu", "x", "x", None, "không rõ"],
    ]
    return sheet_of(rows, merges=("A1:A2", "B1:B2", "C1:C2", "D1:F1", "G1:G2"))


def dates_in_every_form() -> bytes:
    forms = [
        "12/8/2025", "12-8-2025", "12.8.2025", "2025-08-12", "ngày 12 tháng 8 năm 2025", "12 tháng 8/2025",
        45881, datetime.datetime(2025, 8, 12), "12/8/25", "31/02/2025", "8/2025", "chưa ký",
    ]  # fmt: skip
    rows = [["Số TT", "Sản phẩm", "Doanh nghiệp", "Số QĐ", "Ngày ký"]]
    rows += [[at, f"Sản phẩm mẫu {at}", "HTX Mẫu", "44 / QD - CTDP", form] for at, form in enumerate(forms, 1)]
    return sheet_of(rows)


def makers_as_headings() -> bytes:
    """The maker stands in a row of its own, its products beneath, numbers starting again."""
    rows = [
        ["STT", "Tên sản phẩm", "Năm đạt", "Cấp"],
        ["HTX Mẫu Một, xã Tân Cương, thành phố Thái Nguyên", None, None, None],
        [1, "Chè mẫu một", 2023, "Cấp tỉnh"],
        [2, "Chè mẫu hai", 2024, "cấp thành phố"],
        ["Công ty TNHH Mẫu Hai, phường Sông Công", None, None, None],
        [1, "Miến mẫu", 2024, "khu vực"],
    ]
    return sheet_of(rows, merges=("A2:D2", "A5:D5"))


def with_formulas() -> bytes:
    rows = [["STT", "Tên sản phẩm", "Tên cơ sở"], ["=1", '="Chè "&"mẫu"', "HTX Mẫu"], [2, "Gốm mẫu", "HTX Gốm"]]
    return sheet_of(rows)


def several_sheets() -> bytes:
    book = Workbook()
    first = book.active
    first.title = "Năm 2023"
    for row in [
        ["DANH SÁCH SẢN PHẨM CNNT TIÊU BIỂU CẤP HUYỆN NĂM 2023"],
        ["TT", "Tên sản phẩm", "Chủ thể"],
        [1, "Nón mẫu", "Hộ Mẫu"],
    ]:
        first.append(row)
    second = book.create_sheet("Năm 2024")
    for row in [
        ["DANH SÁCH SẢN PHẨM CNNT TIÊU BIỂU CẤP TỈNH NĂM 2024"],
        ["TT", "Chủ thể sản xuất", "Sản phẩm"],
        [1, "Hộ Mẫu", "Nón mẫu"],
        [2, "Hộ Khác", "Chiếu mẫu"],
    ]:
        second.append(row)
    second.row_dimensions[4].hidden = True
    second.sheet_state = "hidden"
    book.create_sheet("Sheet3")
    return saved(book)


def duplicates() -> bytes:
    rows = [
        ["STT", "Tên sản phẩm", "Tên cơ sở", "Ghi chú"],
        [1, "Chè mẫu", "HTX Mẫu", None],
        [2, "chè  mẫu", "HTX Mẫu", None],
        [3, "Chè mẫu", "HTX Mẫu", "loại hai"],
        [4, "Chế mẫu", "HTX Mẫu", None],
    ]
    return sheet_of(rows)


LOST_MERGES = csv_of(
    [
        ["STT", "Cơ sở sản xuất", "Địa chỉ", "Tên sản phẩm", "Kết quả"],
        ["Nhóm 1: Thủ công mỹ nghệ", "", "", "", ""],
        ["1", "HTX Mây tre Mẫu", "xã Phú Nghĩa", "Giỏ mây mẫu", "Công nhận"],
        ["", "", "", "Khay tre mẫu", "Công nhận"],
        ["Nhóm 2: Sản phẩm khác", "", "", "", ""],
        ["2", "Công ty Mẫu", "xã Xuân Mai", "Gạch mẫu", "Đề nghị công nhận"],
        ["Cộng: 4 sản phẩm", "", "", "", ""],
    ],
    delimiter=";",
)


def word_annex() -> bytes:
    """A decision in Word: a layout table, the annex over two tables, automatic numbers, a signature table."""
    document = Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "SỞ CÔNG THƯƠNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    document.add_paragraph("DANH SÁCH SẢN PHẨM CÔNG NGHIỆP NÔNG THÔN TIÊU BIỂU CẤP TỈNH NĂM 2025")
    document.add_paragraph("(Kèm theo Quyết định số       /QĐ-UBND ngày    tháng    năm 2025 của UBND tỉnh Lào Cai)")
    table = document.add_table(5, 4)
    lines = [
        ["STT", "Tên cơ sở", "Địa chỉ", "Sản phẩm"],
        ["", "HTX Mẫu Một", "xã Mường Hum", "Gạo mẫu"],
        ["", "", "", "Bún mẫu"],
        ["Thủ công mỹ nghệ", "", "", ""],
        ["", "Hộ Mẫu Hai", "xã Bát Xát", "Ghế mẫu"],
    ]
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    for number in (1, 2, 4):
        table.cell(number, 0).paragraphs[0].style = "List Number"
    for column in (1, 2):
        table.cell(1, column).merge(table.cell(2, column))
    table.cell(3, 0).merge(table.cell(3, 3))
    document.add_paragraph("")
    more = document.add_table(1, 4)
    for cell, text in zip(more.rows[0].cells, ["", "Hộ Mẫu Ba", "xã Y Tý", "Nón mẫu"], strict=True):
        cell.text = text
    document.add_paragraph("")
    signature = document.add_table(1, 2)
    signature.cell(0, 0).text, signature.cell(0, 1).text = "Nơi nhận:\n- Lưu VT", "GIÁM ĐỐC\nNguyễn Văn Mẫu"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


PASTED = (
    "STT\tTên sản phẩm, cơ sở sản xuất\tNăm công nhận\tGhi chú\r\n"
    '1\t"Chè mẫu\nHTX Mẫu, xã Tân Cương, tỉnh Thái Nguyên"\t2024\t\r\n'
    "2\tMiến mẫu - Công ty TNHH Mẫu\t2023\tgiải nhất\r\n"
)
PASTED_HTML = """<html><body><!--StartFragment--><p>DANH SÁCH SẢN PHẨM CNNT TIÊU BIỂU KHU VỰC PHÍA BẮC NĂM 2024</p>
<table><tr><th>TT<th>Tên đơn vị<br>và địa chỉ<th>Sản&nbsp;phẩm<th>Tỉnh</tr>
<tr><td>1<td rowspan=2>HTX Mẫu; xã Mẫu Sơn<td>Hồi mẫu<td rowspan="2">Lạng Sơn</tr>
<tr><td>2<td>Na
 mẫu</tr><tr><td colspan=4>Ghi chú: danh sách xếp theo tỉnh</td></tr></table></body></html>"""


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 60_000_000)
    return stream.getvalue()


def with_entities() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(provincial())) as source, zipfile.ZipFile(stream, "w") as package:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                content = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + content
            package.writestr(name, content)
    return stream.getvalue()


def regions_within_the_nation() -> bytes:
    """A national list under headings of regions (letters) and of provinces' departments (Roman)."""
    rows = [
        ["BỘ CÔNG THƯƠNG"],
        ["DANH SÁCH SẢN PHẨM, BỘ SẢN PHẨM CNNT TIÊU BIỂU CẤP QUỐC GIA NĂM 2023"],
        ["(Ban hành kèm theo Quyết định số 3116 /QĐ-BCT ngày  04  tháng 12 năm 2023 của Bộ trưởng Bộ Công Thương)"],
        ["TT", "Tên sản phẩm", "Tên cơ sở CNNT", "Địa chỉ", "Số Giấy chứng nhận"],
        ["A", "KHU VỰC PHÍA BẮC"],
        ["I", "Sở Công Thương tỉnh Lào Cai"],
        ["01", "Chè mẫu", "HTX Mẫu", "Xã A", "001/2023"],
        ["II", "Hà Giang (1 sản phẩm)"],
        ["02", "Mật ong mẫu", "HTX Ong Mẫu", "Xã C", "003"],
        ["B", "KHU VỰC PHÍA NAM"],
        ["I", "Tỉnh Tiền Giang"],
        ["03", "Tủ thờ mẫu", "Cơ sở mộc Mẫu", "Xã D", 4],
        ["*", "Ghi chú: xếp theo khu vực"],
        ["Tổng cộng", None, 3],
    ]
    return sheet_of(rows)


def one_list_after_another() -> bytes:
    rows = [
        ["I. DANH SÁCH CẤP TỈNH NĂM 2024"],
        ["STT", "Sản phẩm", "Cơ sở"],
        [1, "Nón mẫu", "Hộ Mẫu"],
        [],
        ["II. DANH SÁCH CẤP HUYỆN NĂM 2023"],
        ["STT", "Cơ sở", "Sản phẩm", "Địa chỉ"],
        [1, "HTX Mẫu", "Chiếu mẫu", "xã C"],
    ]
    return sheet_of(rows)


def prizes() -> str:
    return csv_of(
        [
            ["DANH MỤC SẢN PHẨM ĐẠT GIẢI"],
            ["Stt", "Tên hộ/cơ sở sản xuất", "Địa chỉ (thôn, xã, huyện)", "Sản phẩm đạt giải", "Hạng", "Điểm"],
            ["", "Giải A"],
            ["1", "Hộ ông Mẫu", "thôn 1", "Nón mẫu", "một", "92"],
            ["", "", "", "Quạt mẫu", "", "91"],
            ["", "Giải B"],
            ["2", "HTX Mẫu", "thôn 2", "Rổ mẫu", "hai", "80"],
        ]
    )
