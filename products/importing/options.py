"""What a person says about a list that the list itself does not say, and their choices for single rows."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common.errors import Refusal
from products.models import Evidence

EVERY_ROW = "*"
NEW, SKIP, CORRECT, KEEP = "new", "skip", "correct", "keep"
_VALUE = re.compile(r"(?:(producer|product):)?(new|r?\d+)|skip|correct|keep")


@dataclass(frozen=True)
class Choice:
    """What was chosen for one row: "new" or an id for its maker and its product, and what to do with the row."""

    producer: str = ""
    product: str = ""
    either: str = ""
    """An answer to whatever the row asks first, where its kind was not named."""
    action: str = ""

    def for_kind(self, kind: str) -> str:
        return getattr(self, kind) or self.either


NOTHING_CHOSEN = Choice()


@dataclass(frozen=True)
class Choices:
    """Choices by row: "Sheet!12", "12" where only one sheet has awards, or "*" for every row that asks."""

    by_row: dict[str, Choice] = field(default_factory=dict)

    def for_row(self, sheet: str, number: int) -> Choice:
        for name in (f"{sheet}!{number}", str(number), EVERY_ROW):
            if name in self.by_row:
                return self.by_row[name]
        return NOTHING_CHOSEN

    @classmethod
    def parse(cls, texts: Iterable[str]) -> "Choices":
        """From "12=new", "Sheet!12=34", "12=producer:34,product:new", "12=skip", "12=correct", "*=new"."""
        by_row: dict[str, Choice] = {}
        for text in texts:
            row, mark, values = text.rpartition("=")
            if not mark or not row.strip():
                raise Refusal(_("“%(text)s” không phải là lựa chọn. Ví dụ: 12=new hoặc 12=345.") % {"text": text})
            chosen = by_row.get(row.strip(), NOTHING_CHOSEN)
            for value in values.split(","):
                chosen = _with_value(chosen, value.strip(), text)
            by_row[row.strip()] = chosen
        return cls(by_row)


def _with_value(choice: Choice, value: str, text: str) -> Choice:
    match = _VALUE.fullmatch(value)
    if not match:
        raise Refusal(
            _("Không hiểu lựa chọn “%(text)s”. Dùng new, một mã số, producer:mã, product:mã, skip, correct hoặc keep.")
            % {"text": text}
        )
    kind, answer = match.groups()
    values = {"producer": choice.producer, "product": choice.product, "either": choice.either, "action": choice.action}
    return Choice(**{**values, **({kind or "either": answer} if answer else {"action": value})})


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """Facts about the whole list. What a row states itself wins over them, except `decision_number` at a release."""

    level: str = ""
    year: int | None = None
    province: str = ""
    """Narrows a list that names provinces to this one; a list that names none is taken to be from it."""
    region: str = ""
    decision_number: str = ""
    decision_date: datetime.date | None = None
    issuer: str = ""
    valid_until: datetime.date | None = None
    evidence: str = Evidence.TRANSCRIBED
    source_url: str = ""
    source_date: datetime.date | None = None
    fills_blanks: bool = False
    """A signed annex states what the register left blank: that contradicts nothing and asks nobody."""
    choices: Choices = field(default_factory=Choices)

    def as_defaults(self) -> dict[str, object]:
        """For rows that leave these empty, under the names `annex.interpret` uses."""
        named = {
            "level": self.level,
            "year": self.year,
            "region": self.region,
            "decision_number": self.decision_number,
            "decision_date": self.decision_date,
            "valid_until": self.valid_until,
            "source": self.source_url,
        }
        return {name: value for name, value in named.items() if value not in (None, "")}
