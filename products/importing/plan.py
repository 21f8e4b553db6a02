"""What an import would do: every row of the source with its fate, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from products.annex import Annex, Problem

from .entries import Entry
from .known import KnownAward, KnownProducer, KnownProduct


class Fate(TextChoices):
    """What becomes of one row."""

    NEW = "new", _("ghi mới vào sổ")
    MATCHED = "matched", _("đã có trong sổ")
    CORRECTION = "correction", _("khác bản đã ghi, đề nghị đính chính")
    AMBIGUOUS = "ambiguous", _("cần chọn")
    REFUSED = "refused", _("không nhận được")
    NOT_RECOGNISED = "not_recognised", _("chưa được công nhận, không ghi vào sổ")
    LEFT_OUT = "left_out", _("ngoài phạm vi")
    REPEATED = "repeated", _("trùng dòng khác, không ghi lần nữa")
    SKIPPED = "skipped", _("không phải dòng sản phẩm")


@dataclass(frozen=True)
class Candidate:
    """A record that a row may mean. `kind` is "producer" or "product"; `answer` its id, or "r12": what row 12 adds."""

    kind: str
    answer: str
    label: str
    why: str

    @property
    def value(self) -> str:
        """What `--choose` and the form send."""
        return f"{self.kind}:{self.answer}"


@dataclass
class PlannedRow:
    """One row's fate. Where it writes: the maker and product (found or to be added) and the award found."""

    sheet: str
    number: int
    fate: Fate
    reason: str
    text: str = ""
    entry: Entry | None = None
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    candidates: tuple[Candidate, ...] = ()
    producer: KnownProducer | None = None
    product: KnownProduct | None = None
    award: KnownAward | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)
    """Of a correction: field → [in the register, in the list]."""
    adds_producer: bool = False
    adds_product: bool = False
    adopts: bool = False
    """The product stood without a maker and gets this row's."""
    is_chosen: bool = False

    @property
    def label(self) -> str:
        return f"{self.sheet}!{self.number}"

    @property
    def needs_choice(self) -> bool:
        return self.fate == Fate.AMBIGUOUS or (self.fate == Fate.CORRECTION and not self.is_chosen)

    @property
    def is_written(self) -> bool:
        """True when applying the plan changes something for this row."""
        if self.fate == Fate.CORRECTION:
            return self.is_chosen
        return self.fate == Fate.NEW or self.adds_product or self.adds_producer


@dataclass
class ImportPlan:
    """All rows in the order of the source. `groups` are the units of writing: one decision, or one source and round."""

    annex: Annex
    rows: list[PlannedRow] = field(default_factory=list)
    groups: list[list[Entry]] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.fate for row in self.rows)

    @property
    def is_refused(self) -> bool:
        return any(row.fate == Fate.REFUSED for row in self.rows)

    @property
    def needs_choice(self) -> bool:
        return any(row.needs_choice for row in self.rows)

    @property
    def changes_nothing(self) -> bool:
        return not any(row.is_written for row in self.rows)

    def with_fate(self, *fates: Fate) -> Iterator[PlannedRow]:
        return (row for row in self.rows if row.fate in fates)
