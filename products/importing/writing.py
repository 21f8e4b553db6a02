"""Writing a plan: makers, products, awards and corrections of one group in one transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import Refusal, Stale
from common.locks import hold_until_commit

from .known import CatalogueIndex
from .options import ImportOptions
from .plan import Fate, ImportPlan, PlannedRow
from .planning import Planner, unique_references
from .writer import Progress, Writer, Written

REGISTER = "award register"


def apply_plan(
    plan: ImportPlan,
    *,
    options: ImportOptions,
    index: CatalogueIndex,
    by: User | None,
    progress: Progress | None = None,
) -> Written:
    """Write a plan, each of its groups in a transaction of its own. Repeating it changes nothing.

    Every group is planned again once the register is ours, so what a colleague entered meanwhile is found and
    not doubled. Refuses a plan with refused rows or open choices, before anything is written.
    `index` serves the places only; the catalogue is read afresh.
    """
    refuse_undecided(plan)
    live = CatalogueIndex(index.places)
    total = sum(map(len, plan.groups))
    writer = Writer(options=options, by=by, progress=progress, total=total)
    expected = {row.label: row.fate for row in plan.rows}
    references = unique_references(entry for group in plan.groups for entry in group)
    for group in plan.groups:
        with transaction.atomic():
            hold_until_commit(REGISTER)
            if live.is_stale():
                live.load()
            rows = Planner(live, options, references).plan_group(group)
            refuse_surprises(rows)
            writer.write(rows)
            live.restamp()
        writer.written.overtaken += sum(_is_overtaken(row, expected[row.label]) for row in rows)
    return writer.written


def refuse_undecided(plan: ImportPlan) -> None:
    if plan.is_refused:
        details = [
            _("“%(sheet)s” dòng %(row)s: %(reason)s") % {"sheet": row.sheet, "row": row.number, "reason": row.reason}
            for row in plan.with_fate(Fate.REFUSED)
        ]
        raise Refusal(_("Danh sách có dòng không nhận được, nên chưa ghi gì."), details=details)
    refuse_surprises(plan.rows)


def refuse_surprises(rows: Iterable[PlannedRow]) -> None:
    """Refuse where a row asks for a choice (again, because the catalogue changed meanwhile)."""
    details = [
        _("“%(sheet)s” dòng %(row)s: %(reason)s") % {"sheet": row.sheet, "row": row.number, "reason": row.reason}
        for row in rows
        if row.needs_choice
    ]
    if details:
        raise Stale(_("Có dòng cần chọn trước khi ghi."), details=details)


def _is_overtaken(row: PlannedRow, expected: Fate) -> bool:
    return expected == Fate.NEW and row.fate == Fate.MATCHED
