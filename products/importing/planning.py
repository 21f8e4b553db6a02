"""Planning an import: what every row of a list would do, without doing it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from products.annex import Annex, AnnexRow, LeftOut, Problem

from .columns import ColumnFinder
from .differences import differences, stated_values
from .entries import LEVELS_OF_PROVINCES, Entry, EntryReader
from .known import CatalogueIndex, KnownAward, KnownProducer, KnownProduct
from .matching import Found, Undecided, find_award, match
from .names import product_key
from .narrowing import narrow, row_text
from .options import CORRECT, KEEP, NEW, SKIP, ImportOptions
from .plan import Fate, ImportPlan, PlannedRow


def plan_import(annex: Annex, *, options: ImportOptions, index: CatalogueIndex) -> ImportPlan:
    """Every row of the annex with its fate, in the order of the source. Adds to `index` what the list would add.

    Raises Refusal where the options themselves cannot be: an unknown province.
    """
    plan = ImportPlan(annex)
    reader = EntryReader(index.places)
    kept, left_out = narrow(annex.rows, options.province, index.places)
    entries = [reader.read(row) for row in kept]
    references = unique_references(entries)
    planner = Planner(index, options, references)
    plan.groups = grouped(entries)
    planned = {id(each.entry): each for group in plan.groups for each in planner.plan_group(group)}
    rows = [planned[id(entry)] for entry in entries]
    rows += left_out
    rows += [_skipped(row) for row in annex.left_out]
    finder = ColumnFinder(annex)
    for row in rows:
        finder.complete(row)
    order = {sheet: position for position, sheet in enumerate(dict.fromkeys(row.sheet for row in _source(annex)))}
    plan.rows = sorted(rows, key=lambda row: (order[row.sheet], row.number))
    return plan


def _source(annex: Annex) -> list[AnnexRow | LeftOut]:
    return [*annex.rows, *annex.left_out]


def _skipped(row: LeftOut) -> PlannedRow:
    fate = Fate.REPEATED if row.duplicate_of else Fate.SKIPPED
    return PlannedRow(row.sheet, row.number, fate, row.sentence, text=row.text)


def unique_references(entries: Iterable[Entry]) -> frozenset[str]:
    """The rows' own ids that name one row each; an id that several rows share says nothing."""
    counted = Counter(entry.source_reference for entry in entries if entry.source_reference)
    return frozenset(reference for reference, count in counted.items() if count == 1)


def grouped(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The units of writing, in the order in which they first appear: a decision, or a source and a round."""
    entries = list(entries)
    _share_dates(entries)
    groups: dict[tuple[Any, ...], list[Entry]] = {}
    for entry in entries:
        where = entry.place.province_then if entry.level in LEVELS_OF_PROVINCES else entry.region
        source = "" if entry.decision_key else entry.source_url
        key = (entry.decision_key, entry.decision_date, source, entry.level, entry.year, where)
        # A decision may recognise several levels at once; one of a province never reaches into another.
        key = (entry.decision_key, entry.decision_date) if entry.decision_date else key
        groups.setdefault(key, []).append(entry)
    return list(groups.values())


def _share_dates(entries: list[Entry]) -> None:
    """A decision dated in one row and not in another of the same level and year is one decision."""
    dates: dict[tuple[str, str, int | None], set[Any]] = {}
    for entry in entries:
        if entry.decision_key and entry.decision_date:
            dates.setdefault((entry.decision_key, entry.level, entry.year), set()).add(entry.decision_date)
    for entry in entries:
        known = dates.get((entry.decision_key, entry.level, entry.year), set())
        if entry.decision_key and entry.decision_date is None and len(known) == 1:
            entry.fields["decision_date"] = next(iter(known))


@dataclass
class Planner:
    """Plans entries one after the other; what an entry would add, later ones find."""

    index: CatalogueIndex
    options: ImportOptions
    references: frozenset[str]
    planned: list[PlannedRow] = field(default_factory=list)

    def plan_group(self, entries: Iterable[Entry]) -> list[PlannedRow]:
        return [self._plan(entry) for entry in entries]

    def _plan(self, entry: Entry) -> PlannedRow:
        choice = self.options.choices.for_row(entry.sheet, entry.number)
        row = PlannedRow(
            entry.sheet,
            entry.number,
            Fate.NEW,
            "",
            text=row_text(entry.row),
            entry=entry,
            errors=list(entry.errors),
            warnings=list(entry.warnings),
        )
        if choice.action == SKIP:
            row.fate, row.reason = Fate.LEFT_OUT, _("Đã chọn bỏ dòng này.")
        elif entry.errors:
            row.fate, row.reason = Fate.REFUSED, " ".join(problem.sentence for problem in entry.errors)
        else:
            self._decide(row, entry)
        return row

    def _decide(self, row: PlannedRow, entry: Entry) -> None:
        unique = entry.source_reference in self.references
        award = find_award(entry, None, self.index, unique_reference=unique) if entry.is_recognised else None
        if award is None and not entry.is_recognised and unique and self._is_listed(row, entry):
            return
        choice = self.options.choices.for_row(entry.sheet, entry.number)
        if award is None:
            try:
                found = match(entry, choice, self.index)
            except Undecided as undecided:
                row.fate, row.reason = Fate.AMBIGUOUS, undecided.reason
                row.candidates = undecided.candidates
                return
            row.warnings += [Problem("", "product_name", remark) for remark in found.remarks]
            if entry.is_recognised:
                award = find_award(entry, found.product, self.index, unique_reference=unique)
            if award is None:
                self._add(row, entry, found)
                return
            if award.from_row:
                self._settle_repetition(row, entry, found, award)
                return
        self._compare(row, entry, award, choice.action)

    def _is_listed(self, row: PlannedRow, entry: Entry) -> bool:
        """A row that is no award was listed by an earlier import: its product carries the row's id."""
        for product in self.index.product_references.get(entry.source_reference, []):
            if product_key(product.name) == entry.product_key:
                row.fate, row.product, row.producer = Fate.NOT_RECOGNISED, product, product.producer
                row.reason = _not_recognised(entry)
                return True
        return False

    def _add(self, row: PlannedRow, entry: Entry, found: Found) -> None:
        row.producer, row.product, row.adopts = found.producer, found.product, found.adopts
        if row.producer is None and entry.producer_key:
            row.adds_producer = True
            row.producer = _new_producer(entry)
            self.index.add_producer(row.producer)
        elif row.producer is not None:
            row.producer.learn_place(entry.place.province_id, _commune_id(entry), entry.place.communes)
        if row.product is None:
            row.adds_product = True
            row.product = _new_product(entry, row.producer)
            self.index.add_product(row.product)
        elif row.adopts and row.producer is not None:
            self.index.adopt(row.product, row.producer)
        if entry.place.province_id:
            row.product.provinces.add(entry.place.province_id)
        if entry.is_recognised:
            row.reason = _reason_for_new(row)
            self.index.add_award(_new_award(entry, row.product))
        else:
            row.fate, row.reason = Fate.NOT_RECOGNISED, _not_recognised(entry)

    def _settle_repetition(self, row: PlannedRow, entry: Entry, found: Found, award: KnownAward) -> None:
        """An earlier row of this list is the same product, level and year, and yet not the same in every word."""
        choice = self.options.choices.for_row(entry.sheet, entry.number)
        if choice.for_kind("product") == NEW:
            self._add(row, entry, found)
            return
        row.fate, row.product, row.producer = Fate.AMBIGUOUS, found.product, found.producer
        sentence = _(
            "Cùng sản phẩm, cơ sở, cấp và năm với dòng %(row)s; chọn ghi cả hai (new) hoặc bỏ dòng này (skip)."
        )
        row.reason = sentence % {"row": award.from_row}

    def _compare(self, row: PlannedRow, entry: Entry, award: KnownAward, action: str) -> None:
        row.award, row.product, row.producer = award, award.product, award.product.producer
        row.changes = differences(entry, award)
        if not row.changes or action == KEEP:
            row.fate, row.reason = Fate.MATCHED, _("Đã có trong sổ, không ghi gì.")
            return
        row.fate = Fate.CORRECTION
        only_fills = all(before in (None, "") for before, _after in row.changes.values())
        row.is_chosen = action == CORRECT or (self.options.fills_blanks and only_fills)
        named = ", ".join(f"“{before or '—'}” → “{after or '—'}”" for before, after in row.changes.values())
        row.reason = _("Khác bản đã ghi: %(changes)s.") % {"changes": named}


def _new_producer(entry: Entry) -> KnownProducer:
    return KnownProducer(
        entry.producer_name,
        province_id=entry.place.province_id,
        commune_id=_commune_id(entry),
        address=entry.place.printed,
        from_row=entry.number,
        _communes=entry.place.communes,
    )


def _commune_id(entry: Entry) -> int | None:
    return entry.place.commune.pk if entry.place.commune else None


def _new_product(entry: Entry, producer: KnownProducer | None) -> KnownProduct:
    reference = "" if entry.is_recognised else entry.source_reference
    return KnownProduct(entry.product_name, producer=producer, from_row=entry.number, source_reference=reference)


def _new_award(entry: Entry, product: KnownProduct) -> KnownAward:
    stated = stated_values(entry)
    return KnownAward(
        product,
        entry.level,
        entry.year,
        stated,
        stated,
        decision_key=entry.decision_key,
        source_url=entry.source_url,
        source_reference=entry.source_reference,
        from_row=entry.number,
    )


def _reason_for_new(row: PlannedRow) -> str:
    if row.adds_producer:
        return _("Ghi công nhận; thêm cơ sở và sản phẩm mới.")
    if row.adds_product:
        return _("Ghi công nhận; thêm sản phẩm mới.")
    return _("Ghi thêm công nhận cho sản phẩm đã có.")


def _not_recognised(entry: Entry) -> str:
    status = entry.fields["status_text"] or _("để trống")
    return _("Tình trạng “%(status)s”: không ghi vào sổ công nhận, chỉ ghi sản phẩm.") % {"status": status}
