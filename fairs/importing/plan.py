"""What importing a list of fairs would do, row by row."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import text
from common.errors import Refusal
from fairs.models import FairEdition
from places.models import Commune, Province
from places.resolving import CURRENT, FORMER, UNKNOWN
from places.services import PlaceIndex, find_province, parse_address
from products.annex.provinces import province_in

from .rows import FairRow, Fault

NEW, SKIP = "new", "skip"
TWO_TIERS = datetime.date(2025, 7, 1)
"""From this day on there are no districts: a venue's names are those of today (DOMAIN §3)."""


class Fate(TextChoices):
    """What becomes of a row."""

    NEW = "new", gettext_lazy("ghi mới")
    MATCHED = "matched", gettext_lazy("đã có")
    AMBIGUOUS = "ambiguous", gettext_lazy("cần chọn")
    REFUSED = "refused", gettext_lazy("không nhận được")
    LEFT_OUT = "left_out", gettext_lazy("bỏ theo lựa chọn")


@dataclass
class PlannedFair:
    """A row with its fate; `candidates` are (id, name) of the editions it may be."""

    row: FairRow
    fate: Fate
    reason: str
    province: Province | None = None
    commune: Commune | None = None
    organising_province: Province | None = None
    edition_id: int | None = None
    candidates: list[tuple[int, str]] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """The row as a plain object: what the command prints with `--json`."""
        row = self.row
        return {
            "sheet": row.sheet,
            "row": row.number,
            "fate": str(self.fate),
            "reason": self.reason,
            "text": row.name,
            "writes": self._writes() if self.fate == Fate.NEW else {},
            "errors": [vars(fault) for fault in row.errors],
            "warnings": [vars(fault) for fault in row.warnings],
            "candidates": [{"choose": str(pk), "label": name} for pk, name in self.candidates],
        }

    def _writes(self) -> dict[str, Any]:
        row = self.row
        return {
            "name": row.name,
            "year": row.year,
            "start_date": row.start.isoformat() if row.start else None,
            "end_date": row.end.isoformat() if row.end else None,
            "date_precision": str(row.precision),
            "closed_days": [day.isoformat() for day in row.closed],
            "province": self.province.name_vi if self.province else "",
            "source_reference": row.fields["source_reference"],
        }


def counts(planned: list[PlannedFair]) -> Counter[str]:
    return Counter(each.fate for each in planned)


class KnownFairs:
    """The editions there are, by their row at a source and by name and year; one query."""

    def __init__(self) -> None:
        self.by_reference: dict[tuple[str, str], int] = {}
        self.by_name: dict[tuple[str, int], list[tuple[int, str, Any]]] = defaultdict(list)
        rows = FairEdition.objects.filter(merged_into=None).values_list(
            "pk", "name_vi", "year", "start_date", "source_reference", "source_url"
        )
        for pk, name, year, start, reference, source in rows:
            if reference:
                self.by_reference[reference, source] = pk
            self.by_name[text.key(name), year].append((pk, name, start))


def plan_fairs(rows: list[FairRow], *, choices: dict[str, str], index: PlaceIndex) -> list[PlannedFair]:
    """Every row with its fate. Two rows of one list that name one fair and year are said to repeat."""
    known = KnownFairs()
    seen: dict[tuple[str, int | None, Any], FairRow] = {}
    planned = []
    for row in rows:
        each = _plan(row, _choice(row, choices), known, index)
        identity = (text.key(row.name), row.year, row.start)
        first = seen.setdefault(identity, row)
        if each.fate == Fate.NEW and first is not row and _choice(row, choices) != NEW:
            each.fate = Fate.AMBIGUOUS
            each.reason = _("Cùng tên và thời gian với dòng %(row)s.") % {"row": first.number}
        planned.append(each)
    return planned


def _choice(row: FairRow, choices: dict[str, str]) -> str:
    return choices.get(row.label) or choices.get(str(row.number)) or choices.get("*") or ""


def _plan(row: FairRow, choice: str, known: KnownFairs, index: PlaceIndex) -> PlannedFair:
    planned = PlannedFair(row, Fate.NEW, _("Ghi mới."))
    if choice == SKIP:
        planned.fate, planned.reason = Fate.LEFT_OUT, _("Đã chọn bỏ dòng này.")
        return planned
    _place(planned, index)
    if row.errors:
        planned.fate, planned.reason = Fate.REFUSED, " ".join(fault.sentence for fault in row.errors)
        return planned
    _match(planned, choice, known)
    return planned


def _place(planned: PlannedFair, index: PlaceIndex) -> None:
    """Where it is held, and which province holds it: these may differ (DOMAIN §4)."""
    row = planned.row
    stated = row.fields["province"] or row.fields["province_new"]
    if stated:
        try:
            planned.province = find_province(row.fields["province_new"] or stated, index=index)[0]
        except Refusal as refusal:
            row.errors.append(row.fault("province", str(refusal)))
    venue = row.fields["venue"].replace("(tên cũ)", "").strip()
    if venue and planned.province:
        is_former = row.start is not None and row.start < TWO_TIERS
        names = (row.fields["province"] or stated) if is_former else (row.fields["province_new"] or stated)
        period = FORMER if is_former else CURRENT
        parsed = parse_address(f"{venue}, {names}", period=period if row.start else UNKNOWN, index=index)
        if parsed.commune and parsed.certain and parsed.commune.province == planned.province:
            planned.commune = parsed.commune
    organiser = province_in(row.fields["organiser"])
    if organiser:
        planned.organising_province = find_province(organiser, index=index)[0]


def _match(planned: PlannedFair, choice: str, known: KnownFairs) -> None:
    row = planned.row
    found = known.by_reference.get((row.fields["source_reference"], row.fields["source"][:800]))
    if found:
        planned.fate, planned.reason, planned.edition_id = Fate.MATCHED, _("Đã có, không ghi gì."), found
        return
    namesakes = known.by_name.get((text.key(row.name), row.year or 0), [])
    if not namesakes or choice == NEW:
        return
    exact = [pk for pk, _name, start in namesakes if start == row.start or not (start and row.start)]
    if choice in {str(pk) for pk, _name, _start in namesakes} or len(exact) == 1:
        chosen = int(choice) if choice.isdecimal() else exact[0]
        planned.fate, planned.reason, planned.edition_id = Fate.MATCHED, _("Đã có, không ghi gì."), chosen
        return
    planned.fate, planned.reason = Fate.AMBIGUOUS, _("Có kỳ hội chợ cùng tên, cùng năm nhưng khác ngày; xin chọn.")
    planned.candidates = [(pk, f"{name} ({start or '?'})") for pk, name, start in namesakes]


__all__ = ["Fate", "Fault", "PlannedFair", "counts", "plan_fairs"]
