"""The day of signing: a draft decision gets its number and date, and everything is released at once."""

import datetime
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from accounts.models import User
from common import text
from common.errors import Refusal
from common.locks import hold_until_commit
from products.annex import Annex, AnnexRow
from products.models import Award, Decision, DecisionLine, Evidence, RegisterSettings
from products.services.decisions import attach_decision

from .drafts import choices_of, rows_of
from .known import CatalogueIndex
from .options import Choices, ImportOptions
from .places import PlaceReader
from .plan import Fate, ImportPlan, PlannedRow
from .planning import plan_import
from .writer import Progress, Writer, Written
from .writing import REGISTER, refuse_undecided


@dataclass(frozen=True)
class Released:
    """A released decision, the awards it brought, and what was written."""

    decision: Decision
    awards: list[Award]
    written: Written


def plan_draft(decision: Decision, *, index: CatalogueIndex) -> ImportPlan:
    """What releasing a draft would do now: every line with its fate, after the choices kept with the lines.

    Number and date are the draft's own where it has both, as they would be at the release.
    """
    signed = {"decision_number": decision.number, "decision_date": decision.date}
    signed = signed if all(signed.values()) else {}
    return _plan(decision, ImportOptions(choices=Choices.parse(choices_of(decision)), **signed), index)


def release_decision(
    *,
    decision: Decision,
    number: str,
    date: datetime.date,
    by: User,
    file: Document | None = None,
    valid_until: datetime.date | None = None,
    issuer: str = "",
    progress: Progress | None = None,
) -> Released:
    """Turn a draft into the signed decision and all its lines into awards, in one transaction.

    With a `file` the awards are checked (`by` compared them with it today), without one only transcribed. An award
    that was copied from a source before is not doubled: with a file it becomes checked. So is a decision that a
    source named before, without its paper: the draft is released onto it (`attach_decision`).
    `valid_until` holds for lines that state none. Refuses a decision already released, open choices and lines the
    register cannot take; then nothing is written. `decision_released` is announced after commit.
    """
    if not text.normalise(number):
        raise Refusal(_("Xin nhập số quyết định."))
    if valid_until and valid_until < date:
        raise Refusal(_("Ngày hết hiệu lực phải sau ngày quyết định."))
    with transaction.atomic():
        hold_until_commit(REGISTER)
        draft = Decision.objects.select_for_update().get(pk=decision.pk)
        if draft.is_released:
            raise Refusal(
                _("Quyết định này đã được %(who)s công bố trước đó.") % {"who": draft.released_by or _("người khác")}
            )
        options = ImportOptions(
            decision_number=number,
            decision_date=date,
            valid_until=valid_until,
            evidence=Evidence.CHECKED if file else Evidence.TRANSCRIBED,
            source_url=draft.source_url,
            choices=Choices.parse(choices_of(draft)),
        )
        plan = _plan(draft, options, CatalogueIndex(PlaceReader()))
        refuse_undecided(plan)
        return _write(plan, draft, options, by=by, file=file, issuer=issuer, progress=progress)


def proposed_valid_until(year: int | None) -> datetime.date | None:
    """The 31 December that the register's settings propose for a year, None where nothing is proposed."""
    proposed = RegisterSettings.load().propose_valid_until(year) if year else None
    return datetime.date(proposed, 12, 31) if proposed else None


def _plan(decision: Decision, options: ImportOptions, index: CatalogueIndex) -> ImportPlan:
    rows = rows_of(decision)
    for row in rows:
        _take_options(row, options)
    return plan_import(Annex(rows=rows), options=replace(options, fills_blanks=True), index=index)


def _take_options(row: AnnexRow, options: ImportOptions) -> None:
    """The signature decides number and date, whatever the prepared list said."""
    if options.decision_number:
        row.fields["decision_number"] = options.decision_number
        row.fields["decision_date"] = options.decision_date
    row.fields["valid_until"] = row.fields["valid_until"] or options.valid_until
    row.fields["source"] = row.fields["source"] or options.source_url


def _write(
    plan: ImportPlan,
    draft: Decision,
    options: ImportOptions,
    *,
    by: User,
    file: Document | None,
    issuer: str,
    progress: Progress | None,
) -> Released:
    rows = [row for row in plan.rows if row.entry is not None and row.fate != Fate.LEFT_OUT]
    recognised = [row for row in rows if row.entry.is_recognised]
    if not recognised:
        raise Refusal(_("Dự thảo không có sản phẩm nào được công nhận."))
    writer = Writer(options=options, by=by, progress=progress, total=len(rows))
    draft.round = writer.round_of(recognised[0].entry)
    draft.save(update_fields=["round"])
    lines = list(draft.lines.all())
    signed = attach_decision(
        decision=draft,
        number=options.decision_number,
        date=options.decision_date,
        by=by,
        issuer=issuer,
        file=file,
    )
    writer.decision = signed
    awards = writer.write(rows)
    _settle_lines(lines, rows)
    return Released(signed, awards, writer.written)


def _settle_lines(lines: list[DecisionLine], rows: list[PlannedRow]) -> None:
    """Each line keeps what became of it."""
    planned = {(row.sheet, row.number): row for row in rows}
    for line in lines:
        row = planned.get((line.sheet, line.row_number))
        if row is not None:
            line.fate = row.fate
            line.producer_id = row.producer.pk if row.producer else None
            line.product_id = row.product.pk if row.product else None
    DecisionLine.objects.bulk_update(lines, ["fate", "producer", "product"])
