"""A list of fairs read into rows: columns recognised by their headers, dates as far as they are known."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from common import text
from common.errors import Refusal
from common.tables import Row, Table
from fairs.models import DatePrecision, FairType
from products.annex import DayError, PartialDate, parse_day
from products.annex.days import find_day
from products.annex.words import parse_region, parse_year

HEADERS = {
    "source_reference": ("id", "ma", "ma so"),
    "name": ("name", "ten", "ten hoi cho", "hoi cho", "ten hoi cho trien lam"),
    "year": ("year", "nam", "nam to chuc"),
    "start_date": ("start date", "tu ngay", "ngay bat dau", "ngay khai mac", "khai mac"),
    "end_date": ("end date", "den ngay", "ngay ket thuc", "ngay be mac", "be mac"),
    "venue": ("venue", "dia diem", "noi to chuc", "dia diem to chuc"),
    "province": ("province old", "tinh", "tinh thanh pho", "tinh cu", "dia phuong"),
    "province_new": ("province new", "tinh moi", "tinh hien nay"),
    "region": ("award region", "khu vuc", "region", "vung"),
    "organiser": ("organizer", "organiser", "don vi to chuc", "ban to chuc", "don vi chu tri"),
    "host": ("host", "don vi dang cai", "dang cai"),
    "booths": ("booths", "so gian hang", "gian hang", "quy mo"),
    "booths_basis": ("booths basis", "can cu so gian hang", "do chac cua so gian hang"),
    "exhibitors": ("exhibitors", "don vi tham gia", "co so tham gia"),
    "fair_type": ("fair type", "loai", "loai hoi cho", "hinh thuc"),
    "result": ("result", "ket qua", "ket qua hoi cho"),
    "date_basis": ("date basis", "can cu ngay", "do chac cua ngay"),
    "source": ("source", "nguon", "nguon tin", "link"),
    "note": ("note", "ghi chu"),
}
BY_HEADER = {header: name for name, headers in HEADERS.items() for header in headers}
LONGEST_HEADER_SEARCH = 20
FAIR_TYPES = (
    (("cnnt", "cong nghiep nong thon"), FairType.CNNT),
    (("cong nghiep thuong mai", "cong thuong"), FairType.INDUSTRY_TRADE),
    (("ocop",), FairType.OCOP),
    (("dac san", "nong san"), FairType.SPECIALITIES),
    (("da nganh", "quoc gia"), FairType.NATIONAL),
)
SEEN = "thay trong nguon"
LASTS = re.compile(r"\bkeo dai (\d{1,2}) ngay\b")
CLOSED = re.compile(
    r"\bnghi(?: ngay| cac ngay)? (\d{1,2}(?:\s*(?:[-–,]|va)\s*\d{1,2})*)\s*/\s*(\d{1,2})(?:\s*/\s*(\d{4}))?"
)
MONTH_ONLY = re.compile(r"\bthang (\d{1,2})\s*(?:/|nam )\s*(\d{4})")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell: its column's letter, the field, a sentence."""

    column: str
    field: str
    sentence: str


@dataclass
class FairRow:
    """One fair as the list gives it. Dates are None where unknown; `precision` says how far they are known."""

    sheet: str
    number: int
    fields: dict[str, str]
    columns: dict[str, str]
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    year: int | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    precision: str = DatePrecision.DAY
    date_note: str = ""
    booths: int | None = None
    closed: list[datetime.date] = field(default_factory=list)

    @property
    def label(self) -> str:
        return f"{self.sheet}!{self.number}"

    @property
    def name(self) -> str:
        return self.fields["name"]

    @property
    def fair_type(self) -> str:
        folded = text.key(self.fields["fair_type"] or self.name)
        return next(
            (kind for words, kind in FAIR_TYPES if any(f" {word} " in f" {folded} " for word in words)), FairType.OTHER
        )

    @property
    def region(self) -> str:
        return parse_region(self.fields["region"])

    @property
    def results(self) -> list[str]:
        """The figures named afterwards, each on its own."""
        return [piece for each in self.fields["result"].split(";") if (piece := each.strip())]

    def fault(self, name: str, sentence: str) -> Fault:
        return Fault(self.columns.get(name, ""), name, sentence)


def read_rows(tables: list[Table]) -> list[FairRow]:
    """All rows that name a fair. Raises Refusal where no header names one."""
    rows = [row for table in tables for row in _rows_of(table)]
    if not rows:
        raise Refusal(_("Không tìm thấy cột tên hội chợ, hoặc danh sách không có dòng nào."))
    return rows


def _rows_of(table: Table) -> Iterator[FairRow]:
    columns: dict[str, str] = {}
    for index, row in enumerate(table.rows):
        found = _header(row) if index < LONGEST_HEADER_SEARCH or not columns else {}
        if "name" in found and len(found) >= 2:
            columns = found
        elif columns and not row.is_blank:
            yield _read(table.sheet, row, columns)


def _header(row: Row) -> dict[str, str]:
    """Field → column letter of a row that names columns."""
    found: dict[str, str] = {}
    for cell in row.cells:
        name = BY_HEADER.get(text.key(cell.text))
        if name:
            found.setdefault(name, cell.column)
    return found


def _read(sheet: str, row: Row, columns: dict[str, str]) -> FairRow:
    fields = {name: text.normalise(row.cell(columns[name]).text) if name in columns else "" for name in HEADERS}
    read = FairRow(sheet, row.number, fields, columns)
    if not read.name:
        read.errors.append(read.fault("name", _("Thiếu tên hội chợ.")))
    _read_dates(read, row)
    _read_booths(read)
    _read_closed_days(read)
    return read


def _read_dates(read: FairRow, row: Row) -> None:
    start, end = _day(read, row, "start_date"), _day(read, row, "end_date")
    read.year = parse_year(read.fields["year"]) or getattr(start, "year", None) or getattr(end, "year", None)
    if read.year is None:
        read.errors.append(read.fault("year", _("Chưa rõ năm của hội chợ.")))
    if isinstance(end, datetime.date):
        read.end = end
    if isinstance(start, datetime.date):
        read.start = start
    else:
        _read_month(read, start)
    basis, note = read.fields["date_basis"], read.fields["note"]
    lasts = LASTS.search(text.fold(note))
    if read.start and not read.end and read.precision == DatePrecision.DAY and lasts:
        read.end = read.start + datetime.timedelta(days=int(lasts.group(1)) - 1)
    read.date_note = basis if text.fold(basis) != SEEN else (lasts and note[lasts.start() : lasts.end()]) or ""
    if read.start and read.end and read.end < read.start:
        read.errors.append(read.fault("end_date", _("Ngày kết thúc trước ngày bắt đầu.")))


def _read_month(read: FairRow, start: PartialDate | None) -> None:
    """Only the month is known: it runs from its first to its last day, marked as such. Otherwise only the year."""
    match = MONTH_ONLY.search(text.fold(read.fields["date_basis"]))
    month = start or (PartialDate(int(match.group(2)), int(match.group(1))) if match else None)
    read.precision = DatePrecision.YEAR
    if month and month.month and 1 <= month.month <= 12:
        read.precision = DatePrecision.MONTH
        read.start = datetime.date(month.year, month.month, 1)
        read.end = read.end or read.start.replace(day=calendar.monthrange(month.year, month.month)[1])


def _day(read: FairRow, row: Row, name: str) -> Any:
    if name not in read.columns:
        return None
    cell = row.cell(read.columns[name])
    try:
        return parse_day(cell.text if cell.value is None else cell.value)
    except DayError as error:
        read.errors.append(read.fault(name, str(error)))
        return None


def _read_booths(read: FairRow) -> None:
    stated = read.fields["booths"]
    digits = re.sub(r"[.\s](?=\d{3}\b)", "", stated)
    match = re.search(r"\d+", digits)
    if match:
        read.booths = int(match.group())
        if not read.fields["booths_basis"]:
            read.fields["booths_basis"] = text.normalise(digits[: match.start()])
    elif stated:
        sentence = _("“%(text)s” không phải là số gian hàng.") % {"text": stated}
        read.warnings.append(read.fault("booths", sentence))


def _read_closed_days(read: FairRow) -> None:
    """ "tạm nghỉ 17–19/2" inside the period; a day outside of it is said, not kept."""
    for match in CLOSED.finditer(text.fold(read.fields["note"])):
        days, month, year = match.groups()
        for day in _days_named(days):
            found = _in_period(read, day, int(month), int(year) if year else None)
            if found is None:
                sentence = _("Ngày nghỉ %(day)s/%(month)s không nằm trong thời gian hội chợ.")
                read.warnings.append(read.fault("note", sentence % {"day": day, "month": month}))
            elif found not in read.closed:
                read.closed.append(found)


def _days_named(days: str) -> Iterator[int]:
    for piece in re.split(r"\s*(?:,|va)\s*", days):
        first, _dash, last = re.sub(r"\s", "", piece).replace("–", "-").partition("-")
        yield from range(int(first), int(last or first) + 1)


def _in_period(read: FairRow, day: int, month: int, year: int | None) -> datetime.date | None:
    if read.start is None or read.end is None:
        return None
    for candidate in [year] if year else range(read.start.year, read.end.year + 1):
        try:
            found = datetime.date(candidate, month, day)
        except ValueError:
            continue
        if read.start <= found <= read.end:
            return found
    return None


def day_in(words: str) -> datetime.date | None:
    """The whole date written in a text, if any."""
    try:
        found = find_day(words)
    except DayError:
        return None
    return found if isinstance(found, datetime.date) else None
