"""The writer: makers, products, awards and corrections of planned rows, inside the caller's transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common.addresses import SlugPool
from common.after_commit import announce
from common.errors import Refusal
from common.moderation.bulk import create_live
from producers.models import Producer
from producers.signals import producers_changed
from products.categorising import CategoryGuesser
from products.models import Award, AwardLevel, Decision, Evidence, Product, SelectionRound
from products.services.amendments import check_award, correct_award
from products.services.decisions import ensure_decision
from products.services.register import NewAward, ensure_round, issue_awards
from products.signals import products_changed

from .entries import LEVELS_OF_PROVINCES, Entry
from .options import ImportOptions
from .plan import Fate, PlannedRow

LONGEST_SUMMARY = 300
AT_ONCE = 500
"""Rows between two words about how far the writing is."""
Progress = Callable[[int, int], None]
"""Called with the rows done and the rows in all; from inside the transaction that writes them."""


@dataclass
class Written:
    """What an import added or changed. `overtaken` counts rows that somebody else entered while we waited."""

    producers: int = 0
    products: int = 0
    awards: int = 0
    corrections: int = 0
    checked: int = 0
    overtaken: int = 0
    rows: list[PlannedRow] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not (self.producers or self.products or self.awards or self.corrections or self.checked)


class Writer:
    """Writes planned rows inside the caller's transaction; keeps what is the same for the whole list."""

    def __init__(
        self, *, options: ImportOptions, by: User | None, progress: Progress | None = None, total: int = 0
    ) -> None:
        self.options = options
        self.by = by
        self.decision: Decision | None = None
        """The decision being released, where there is one; otherwise each row names its own or none."""
        self.progress = progress
        self.total = total
        self.written = Written()
        self.guesser = CategoryGuesser()
        self.producer_slugs = SlugPool(Producer, kind="producer")
        self.product_slugs = SlugPool(Product, kind="product")
        self.rounds: dict[tuple[object, ...], SelectionRound] = {}
        self.decisions: dict[tuple[object, ...], Decision] = {}

    def write(self, rows: list[PlannedRow]) -> list[Award]:
        """The awards issued, in the order of the rows; a row may build on those before it."""
        awards: list[Award] = []
        for start in range(0, len(rows), AT_ONCE):
            awards += self._write_part(rows[start : start + AT_ONCE], issued=len(awards))
            if self.progress:
                self.progress(len(self.written.rows), max(self.total, len(self.written.rows)))
        return awards

    def _write_part(self, rows: list[PlannedRow], *, issued: int) -> list[Award]:
        self._add_producers([row for row in rows if row.adds_producer])
        self._add_products([row for row in rows if row.adds_product])
        self._adopt([row for row in rows if row.adopts])
        awards = self._issue([row for row in rows if row.fate == Fate.NEW], issued)
        for row in rows:
            try:
                self._amend(row)
            except Refusal as refusal:
                words = {"sheet": row.sheet, "row": row.number, "reason": refusal}
                raise Refusal(_("“%(sheet)s” dòng %(row)s: %(reason)s") % words) from refusal
        self.written.rows += rows
        return awards

    def round_of(self, entry: Entry) -> SelectionRound:
        place = entry.place
        by_province = entry.level in LEVELS_OF_PROVINCES
        region = entry.region if entry.level == AwardLevel.REGION else ""
        printed = place.province_then if by_province else ""
        key = (entry.level, entry.year, region, place.province_id if by_province else None, printed)
        if key not in self.rounds:
            self.rounds[key] = ensure_round(
                level=AwardLevel(entry.level),
                year=entry.year,
                region=region,
                province=place.province if by_province else None,
                province_as_printed=printed,
            )
        return self.rounds[key]

    def _add_producers(self, rows: list[PlannedRow]) -> None:
        records = []
        for row in rows:
            entry, known = _entry(row), row.producer
            assert known is not None  # noqa: S101 - the planner gives each such row its maker
            records.append(
                Producer(
                    name_vi=entry.producer_name,
                    slug=self.producer_slugs.take(entry.producer_name),
                    legal_form=entry.legal_form,
                    province_id=known.province_id,
                    commune_id=known.commune_id,
                    address_as_printed=entry.place.printed[:300],
                    source_reference=entry.source_reference,
                )
            )
        for row, record in zip(rows, create_live(records, by=self.by), strict=True):
            row.producer.pk, row.producer.record = record.pk, record
        self.written.producers += len(records)
        announce(producers_changed, Producer, (record.pk for record in records))

    def _add_products(self, rows: list[PlannedRow]) -> None:
        records = [self._new_product(row) for row in rows]
        for row, record in zip(rows, create_live(records, by=self.by), strict=True):
            row.product.pk, row.product.record = record.pk, record
        self.written.products += len(records)
        announce(products_changed, Product, (record.pk for record in records))

    def _new_product(self, row: PlannedRow) -> Product:
        entry = _entry(row)
        group = entry.group.code if entry.group else ""
        description = entry.fields["description"]
        return Product(
            name_vi=entry.product_name,
            slug=self.product_slugs.take(entry.product_name),
            producer_id=row.producer.pk if row.producer else None,
            is_set=bool(entry.fields["is_set"]),
            group=entry.group,
            category=self.guesser.guess(entry.product_name, description=description, group=group),
            summary_vi=description[:LONGEST_SUMMARY],
            name_basis=entry.name_basis,
            source_reference=entry.source_reference,
        )

    def _adopt(self, rows: list[PlannedRow]) -> None:
        for row in rows:
            Product.objects.filter(pk=row.product.pk, producer=None).update(producer_id=row.producer.pk)
        announce(products_changed, Product, (row.product.pk for row in rows))

    def _issue(self, rows: list[PlannedRow], issued: int) -> list[Award]:
        if not rows:
            return []
        missing = [row.product.pk for row in rows if row.product.record is None]
        known = Product.objects.in_bulk(missing)
        entries = []
        for position, row in enumerate(rows, start=issued + 1):
            product = row.product.record or known[row.product.pk]
            entries.append(self._new_award(_entry(row), product, position))
        awards = issue_awards(entries, by=self.by)
        for row, award in zip(rows, awards, strict=True):
            row.product.awards[-1].pk = award.pk
        self.written.awards += len(awards)
        return awards

    def _new_award(self, entry: Entry, product: Product, position: int) -> NewAward:
        round_ = self.round_of(entry)
        fields = entry.fields
        return NewAward(
            round=round_,
            decision=self._decision_of(entry, round_),
            product=product,
            position=position,
            level=AwardLevel(entry.level),
            year=entry.year,
            product_name=entry.product_name,
            is_set=bool(fields["is_set"]),
            producer_name=entry.producer_name,
            representative=fields["representative"][:160],
            place=entry.place.printed[:400],
            province_name=entry.place.province_then,
            region=entry.region,
            group=entry.group,
            certificate_no=fields["certificate_number"][:60],
            granted_date=entry.decision_date,
            valid_until=entry.valid_until,
            evidence=Evidence(self.options.evidence),
            source_url=entry.source_url,
            source_date=self.options.source_date,
            source_reference=entry.source_reference,
            name_basis=entry.name_basis,
            note=entry.note,
        )

    def _decision_of(self, entry: Entry, round_: SelectionRound) -> Decision | None:
        """The decision being released; otherwise the one that the row cites, if it cites any."""
        if self.decision is not None or not entry.decision_key:
            return self.decision
        key = (entry.decision_key, entry.decision_date, None if entry.decision_date else round_.pk)
        if key not in self.decisions:
            self.decisions[key] = ensure_decision(
                number=entry.fields["decision_number"],
                date=entry.decision_date,
                round=round_,
                issuer=self.options.issuer,
                source_url=entry.source_url,
                source_date=self.options.source_date,
                by=self.by,
            )
        return self.decisions[key]

    def _amend(self, row: PlannedRow) -> None:
        """What a row says about an award that the register has: first its words, then that it was compared."""
        if row.fate == Fate.CORRECTION and row.is_chosen:
            self._correct(row)
        if row.fate in (Fate.CORRECTION, Fate.MATCHED):
            self._check(row)

    def _correct(self, row: PlannedRow) -> None:
        if self.by is None:
            raise Refusal(_("Đính chính phải ghi tên người làm."))
        words = {"row": row.number, "sheet": row.sheet, "number": self.decision.number if self.decision else ""}
        if self.decision is not None:
            reason = _("Ghi theo phụ lục Quyết định %(number)s (dòng %(row)s, “%(sheet)s”).") % words
        else:
            reason = _("Danh sách ở nguồn đã sửa (dòng %(row)s, “%(sheet)s”).") % words
        correct_award(
            award=Award.objects.get(pk=row.award.pk),
            changes={name: after for name, (_before, after) in row.changes.items()},
            reason=reason,
            by=self.by,
        )
        self.written.corrections += 1

    def _check(self, row: PlannedRow) -> None:
        """An award copied from a source, now found in the signed decision that is being released."""
        decision = self.decision
        if decision is None or decision.file is None or self.by is None or row.award.is_checked:
            return
        check_award(
            award=Award.objects.get(pk=row.award.pk),
            date=timezone.localdate(),
            reason=_("Đối chiếu khi nhập phụ lục Quyết định %(number)s.") % {"number": decision.number},
            by=self.by,
            decision=decision,
        )
        self.written.checked += 1


def _entry(row: PlannedRow) -> Entry:
    if row.entry is None:
        raise AssertionError("only rows of the list itself are written")
    return row.entry
