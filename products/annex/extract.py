"""From a row's cells to typed fields, each fault tied to its column."""

from typing import Any

from django.utils.translation import gettext as _

from common.tables import Cell, Row
from common.text import key, normalise

from .days import DayError, PartialDate, parse_day
from .decisions import read_decision
from .fields import BY_NAME, COMBINED, IGNORED, NEVER_CARRIED, PERSONAL
from .makers import split_maker, split_product
from .mapping import Mapping
from .result import NOT_RECOGNISED, RECOGNISED, Problem
from .words import is_recognised, parse_level, parse_region, parse_tick, parse_year

EMPTY: dict[str, Any] = {
    name: "" for name in BY_NAME if name not in COMBINED and name not in NEVER_CARRIED and name not in PERSONAL
} | {
    "is_set": None,
    "year": None,
    "decision_date": None,
    "valid_until": None,
    "level_text": "",
    "region_text": "",
    "status_text": "",
}
FIELD_NAMES = (*EMPTY, *PERSONAL)
SET_PREFIXES = ("bo san pham", "bo qua tang", "bo suu tap")


class Extraction:
    """The fields of one row in the making, with what was wrong."""

    def __init__(self, row: Row, mapping: Mapping, *, carry_personal: bool) -> None:
        self.row = row
        self.mapping = mapping
        self.carry_personal = carry_personal
        self.fields: dict[str, Any] = dict(EMPTY)
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        self.has_personal_data = False
        for column, name in mapping.columns:
            if name != IGNORED and name not in NEVER_CARRIED:
                self._read(column, name, row.cell(column))
        self._finish()

    def _read(self, column: str, name: str, cell: Cell) -> None:
        if cell.problem:
            self.errors.append(Problem(column, name, cell.problem))
        if name.startswith(("level=", "group=")):
            self._read_tick(column, name, cell)
            return
        if not cell.text and name != "status":
            return
        try:
            READERS.get(name, Extraction._text)(self, column, name, cell)
        except DayError as error:
            self.errors.append(Problem(column, name, str(error)))

    def _text(self, _column: str, name: str, cell: Cell) -> None:
        self.fields[name] = normalise(cell.text)

    def _number(self, _column: str, name: str, cell: Cell) -> None:
        self.fields[name] = normalise(cell.text).strip(". ")

    def _read_tick(self, column: str, name: str, cell: Cell) -> None:
        field, value = name.split("=", 1)
        ticked = parse_tick(cell.text)
        if not ticked and ticked is not None:
            return
        if self.fields[field] and self.fields[field] != value:
            self.errors.append(Problem(column, field, _("Một dòng được đánh dấu ở hai cột.")))
            return
        self.fields[field] = value
        if ticked is None:
            self.warnings.append(
                Problem(column, field, _("“%(text)s” được hiểu là đánh dấu.") % {"text": normalise(cell.text)})
            )

    def _is_set(self, column: str, name: str, cell: Cell) -> None:
        self.fields[name] = parse_tick(cell.text)
        if self.fields[name] is None:
            sentence = _("Không rõ “%(text)s” là bộ sản phẩm hay không.")
            self.errors.append(Problem(column, name, sentence % {"text": normalise(cell.text)}))

    def _producer_address(self, _column: str, _name: str, cell: Cell) -> None:
        maker = split_maker(cell.text)
        self._set("producer_name", maker.name)
        self._set("address", maker.address)
        self._set("representative", maker.representative)
        self._phone(_column, _name, Cell(maker.phone, cell.column))

    def _product_producer(self, column: str, name: str, cell: Cell) -> None:
        product, rest = split_product(cell.text)
        self._set("product_name", product)
        if rest.strip():
            self._producer_address(column, name, Cell(rest, cell.column))
        elif not self.mapping.has("producer_name", "producer_address"):
            sentence = _("Không tách được tên cơ sở khỏi tên sản phẩm.")
            self.warnings.append(Problem(column, "producer_name", sentence))

    def _producer_name(self, column: str, name: str, cell: Cell) -> None:
        if "\n" in cell.text and not self.mapping.has("address"):
            self._producer_address(column, name, cell)
        else:
            self._set(name, normalise(cell.text))

    def _phone(self, _column: str, _name: str, cell: Cell) -> None:
        if cell.text:
            self.has_personal_data = True
            if self.carry_personal:
                digits = cell.text
                is_short_number = isinstance(cell.value, (int, float)) and len(digits) == 9
                self.fields["phone"] = f"0{digits}" if is_short_number else normalise(digits)

    def _set(self, name: str, value: str) -> None:
        if value and not self.fields[name]:
            self.fields[name] = value

    def _level(self, column: str, name: str, cell: Cell) -> None:
        self.fields["level_text"] = normalise(cell.text)
        self.fields[name] = parse_level(cell.text)
        if not self.fields[name]:
            self._unknown(column, name, cell, _("Không hiểu cấp công nhận “%(text)s”."))

    def _region(self, column: str, name: str, cell: Cell) -> None:
        self.fields["region_text"] = normalise(cell.text)
        self.fields[name] = parse_region(cell.text)
        if not self.fields[name]:
            self._unknown(column, name, cell, _("Không hiểu khu vực “%(text)s”."))

    def _warn(self, column: str, name: str, cell: Cell, sentence: str) -> None:
        self.warnings.append(Problem(column, name, sentence % {"text": normalise(cell.text)}))

    def _unknown(self, column: str, name: str, cell: Cell, sentence: str) -> None:
        self.errors.append(Problem(column, name, sentence % {"text": normalise(cell.text)}))

    def _year(self, column: str, name: str, cell: Cell) -> None:
        value = cell.value
        self.fields[name] = getattr(value, "year", None) or parse_year(cell.text)
        if self.fields[name] is None:
            self._unknown(column, name, cell, _("“%(text)s” không phải là năm."))

    def _decision_number(self, column: str, name: str, cell: Cell) -> None:
        number, day, _rest = read_decision(cell.text)
        self.fields[name] = number or normalise(cell.text)
        if not number:
            self._warn(column, name, cell, _("“%(text)s” không giống số quyết định, được giữ nguyên."))
        self.fields["decision_date"] = self.fields["decision_date"] or day

    def _day(self, _column: str, name: str, cell: Cell) -> None:
        self.fields[name] = parse_day(cell.text if cell.value is None else cell.value)

    def _decision_day(self, column: str, name: str, cell: Cell) -> None:
        self._day(column, name, cell)
        if isinstance(self.fields[name], PartialDate):
            sentence = _("Ngày quyết định chưa đủ ngày, tháng, năm: %(day)s.") % {"day": self.fields[name]}
            self.warnings.append(Problem(column, name, sentence))

    def _status(self, column: str, name: str, cell: Cell) -> None:
        self.fields["status_text"] = normalise(cell.text)
        self.fields[name] = RECOGNISED if is_recognised(cell.text) else NOT_RECOGNISED
        if not cell.text:
            sentence = _("Ô tình trạng để trống nên chưa coi là được công nhận.")
            self.warnings.append(Problem(column, name, sentence))

    def _finish(self) -> None:
        if not self.mapping.has("status"):
            self.fields["status"] = RECOGNISED  # the list is annexed to a decision that recognises it
        if self.fields["is_set"] is None:
            self.fields["is_set"] = key(self.fields["product_name"]).startswith(SET_PREFIXES)
        if not self.fields["product_name"]:
            column = self.mapping.column_of("product_name") or self.mapping.column_of("product_producer")
            if not any(problem.column == column for problem in self.errors):
                self.errors.append(Problem(column, "product_name", _("Thiếu tên sản phẩm.")))


READERS = {
    "number": Extraction._number,
    "is_set": Extraction._is_set,
    "producer_name": Extraction._producer_name,
    "producer_address": Extraction._producer_address,
    "product_producer": Extraction._product_producer,
    "phone": Extraction._phone,
    "level": Extraction._level,
    "region": Extraction._region,
    "year": Extraction._year,
    "decision_number": Extraction._decision_number,
    "decision_date": Extraction._decision_day,
    "valid_until": Extraction._day,
    "status": Extraction._status,
}
