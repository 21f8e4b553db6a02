"""A draft decision: the annex imported before it is signed. Nothing of it is public, nothing is in the register."""

import datetime
import hashlib
import json
from collections import Counter
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import User
from common.errors import Refusal
from common.locks import hold_until_commit
from products.annex import AnnexRow, PartialDate
from products.models import AwardLevel, Decision, DecisionLine

from .entries import Entry
from .options import ImportOptions
from .plan import Fate, ImportPlan, PlannedRow
from .writer import AT_ONCE, Progress

DRAFTS = "draft decisions"
DATES = ("decision_date", "valid_until")


def prepare_decision(
    plan: ImportPlan,
    *,
    options: ImportOptions,
    title: str = "",
    by: User | None,
    progress: Progress | None = None,
) -> Decision:
    """Keep a plan as a draft decision with its lines. The same list prepared again is the same draft.

    Rows that wait for a choice become lines that wait for it; refused rows refuse the whole list. `progress` hears
    (lines kept, lines in all).
    """
    rows = [row for row in plan.rows if row.entry is not None and row.fate not in (Fate.LEFT_OUT, Fate.SKIPPED)]
    if plan.is_refused:
        raise Refusal(_("Danh sách có dòng không nhận được, nên chưa lập dự thảo."))
    if not rows:
        raise Refusal(_("Danh sách không có dòng sản phẩm nào."))
    _refuse_several(rows)
    with transaction.atomic():
        hold_until_commit(DRAFTS)
        same = _same_draft(rows)
        if same is not None:
            return same
        hints = plan.annex.hints
        decision = Decision.objects.create(
            title=title or _title(rows),
            number=options.decision_number or hints.decision_number,
            date=options.decision_date or hints.decision_date,
            issuer=options.issuer or hints.issuer,
            source_url=options.source_url,
            created_by=by,
        )
        _keep_lines(decision, rows, options, progress)
        log(decision, "products.prepare_decision", user=by, data={"lines": len(rows)})
    return decision


def _keep_lines(decision: Decision, rows: list[PlannedRow], options: ImportOptions, progress: Progress | None) -> None:
    lines = [_line(decision, row, position, options) for position, row in enumerate(rows, start=1)]
    for start in range(0, len(lines), AT_ONCE):
        kept = DecisionLine.objects.bulk_create(lines[start : start + AT_ONCE])
        if progress is not None:
            progress(start + len(kept), len(lines))


def set_choices(*, decision: Decision, choices: dict[int, str], by: User) -> None:
    """Keep the choices made for lines, by the line's id. Refuses a decision that is already released."""
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if locked.is_released:
            raise Refusal(_("Quyết định này đã được công bố, không sửa dự thảo được nữa."))
        lines = list(locked.lines.filter(pk__in=choices))
        for line in lines:
            line.choice = choices[line.pk][:40]
        DecisionLine.objects.bulk_update(lines, ["choice"])


def note_signature(*, decision: Decision, number: str, date: datetime.date, issuer: str) -> None:
    """Keep with a draft what its signed paper says; releasing it may still ask for choices. Released ones stay."""
    drafts = Decision.objects.drafts().filter(pk=decision.pk)
    if drafts.update(number=number, date=date, issuer=issuer or decision.issuer):
        decision.number, decision.date, decision.issuer = number, date, issuer or decision.issuer


def discard_draft(*, decision: Decision, by: User) -> None:
    """Throw away a draft that will not be signed."""
    with transaction.atomic():
        locked = Decision.objects.select_for_update().get(pk=decision.pk)
        if locked.is_released:
            raise Refusal(_("Quyết định này đã được công bố, không bỏ được nữa."))
        log(locked, "products.discard_decision", user=by, data={"title": str(locked)})
        locked.delete()


def rows_of(decision: Decision) -> list[AnnexRow]:
    """A draft's lines as the rows they were."""
    return [
        AnnexRow(line.sheet, line.row_number, _from_json(line.fields), warnings=[], errors=[])
        for line in decision.lines.order_by("position")
    ]


def choices_of(decision: Decision) -> list[str]:
    """The choices kept with a draft's lines, in the form `Choices.parse` reads."""
    return [f"{line.sheet}!{line.row_number}={line.choice}" for line in decision.lines.exclude(choice="")]


def _refuse_several(rows: list[PlannedRow]) -> None:
    numbers = sorted({_entry(row).fields["decision_number"] for row in rows} - {""})
    if len(numbers) > 1:
        sentence = _("Danh sách nêu nhiều quyết định (%(numbers)s), không lập thành một dự thảo được.")
        raise Refusal(sentence % {"numbers": ", ".join(numbers)})


def _line(decision: Decision, row: PlannedRow, position: int, options: ImportOptions) -> DecisionLine:
    return DecisionLine(
        decision=decision,
        position=position,
        sheet=row.sheet,
        row_number=row.number,
        fields=_to_json(_entry(row).fields),
        producer_id=row.producer.pk if row.producer else None,
        product_id=row.product.pk if row.product else None,
        fate=row.fate,
        choice=_kept_choice(row, options),
    )


def _kept_choice(row: PlannedRow, options: ImportOptions) -> str:
    choice = options.choices.for_row(row.sheet, row.number)
    named = [
        f"producer:{choice.producer}" if choice.producer else "",
        f"product:{choice.product}" if choice.product else "",
        choice.either,
        choice.action,
    ]
    return ",".join(filter(None, named))


def _entry(row: PlannedRow) -> Entry:
    if row.entry is None:
        raise AssertionError("only rows of the list itself become lines")
    return row.entry


def _title(rows: list[PlannedRow]) -> str:
    """ "Công nhận 12 sản phẩm cấp tỉnh năm 2026", from what most rows say."""
    level, year = Counter((_entry(row).level, _entry(row).year) for row in rows).most_common(1)[0][0]
    words = {"count": len(rows), "level": AwardLevel(level).label.lower(), "year": year or "…"}
    return _("Công nhận %(count)s sản phẩm %(level)s năm %(year)s") % words


def _same_draft(rows: list[PlannedRow]) -> Decision | None:
    wanted = _signature(_to_json(_entry(row).fields) for row in rows)
    for draft in Decision.objects.drafts().prefetch_related("lines"):
        if len(draft.lines.all()) == len(rows) and _signature(line.fields for line in draft.lines.all()) == wanted:
            return draft
    return None


def _signature(lines: Any) -> str:
    return hashlib.sha256(json.dumps(list(lines), sort_keys=True).encode()).hexdigest()


def _to_json(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _day_to_json(value) if name in DATES else value for name, value in fields.items()}


def _day_to_json(value: datetime.date | PartialDate | None) -> Any:
    if isinstance(value, PartialDate):
        return [value.year, value.month]
    return value.isoformat() if value else None


def _from_json(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: _day_from_json(value) if name in DATES else value for name, value in fields.items()}


def _day_from_json(value: Any) -> datetime.date | PartialDate | None:
    if isinstance(value, list):
        return PartialDate(*value)
    return datetime.date.fromisoformat(value) if value else None
