"""What the import's screens do: keep an upload, read it again with what was said about it, write it."""

import datetime
from collections.abc import Mapping as Values
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from accounts.models import User
from common.days import day
from common.errors import Refusal
from products.annex import Annex, Mapping
from products.importing import (
    CatalogueIndex,
    Choices,
    ImportOptions,
    ImportPlan,
    Progress,
    Written,
    apply_plan,
    load_index,
    plan_import,
    prepare_decision,
    read_list,
    read_pasted_list,
    remember_mapping,
)
from products.importing.release import Released, release_decision
from products.models import Decision

from .models import ACTIVE, CallOutcome, ImportRun, UploadedList

KEPT_DAYS = 7
DAYS = ("decision_date", "source_date", "valid_until")


@dataclass(frozen=True)
class OpenList:
    """An uploaded list as it reads now: its annex, what was said about it, and (where planned) every row's fate."""

    upload: UploadedList
    options: ImportOptions
    annex: Annex
    index: CatalogueIndex | None = None
    plan: ImportPlan | None = None


def keep_file(*, content: bytes, filename: str, by: User) -> UploadedList:
    """Store an upload that reads as a list; Refusal, and nothing stored, where it does not."""
    annex = read_list(content, filename=filename, options=ImportOptions())
    return _keep(content, annex, filename=filename[:255], is_pasted=False, by=by)


def keep_pasted(*, pasted: str, by: User) -> UploadedList:
    """Store a pasted table; Refusal where it is none."""
    annex = read_pasted_list(pasted, options=ImportOptions())
    now = timezone.localtime()
    filename = _("Bảng dán lúc %(time)s") % {"time": f"{now:%H:%M} {day(now)}"}
    return _keep(pasted.encode(), annex, filename=filename, is_pasted=True, by=by)


def open_list(upload: UploadedList) -> OpenList:
    """Read a kept list with its mappings and facts."""
    options = _options(upload)
    mappings = [Mapping.from_json(each) for each in upload.mappings]
    with upload.file.open("rb") as file:
        content = file.read()
    if upload.is_pasted:
        annex = read_pasted_list(content.decode(), options=options, mappings=mappings)
    else:
        annex = read_list(content, filename=upload.filename, options=options, mappings=mappings)
    return OpenList(upload, options, annex)


def plan_list(upload: UploadedList) -> OpenList:
    """Read a kept list and plan it; nothing is written."""
    opened = open_list(upload)
    index = load_index()
    plan = plan_import(opened.annex, options=opened.options, index=index)
    return OpenList(upload, opened.options, opened.annex, index, plan)


def describe_columns(
    *, upload: UploadedList, mappings: list[Mapping], facts: Values[str, Any], remember: bool, by: User
) -> None:
    """Keep what a person said about the columns and the list; `remember` uses it for the next list with this header."""
    upload.mappings = [mapping.to_json() for mapping in mappings]
    upload.facts = {name: _to_json(value) for name, value in facts.items() if value not in (None, "")}
    with transaction.atomic():
        upload.save(update_fields=["mappings", "facts"])
        for mapping in mappings if remember else ():
            remember_mapping(mapping, by=by)


def choose(*, upload: UploadedList, choices: Values[str, str]) -> None:
    """Keep choices for rows ("Sheet!12" → "producer:34"); an empty one takes a choice back. Refuses nonsense."""
    kept = {**upload.choices, **choices}
    kept = {row: value for row, value in kept.items() if value}
    Choices.parse(f"{row}={value}" for row, value in kept.items())
    upload.choices = kept
    upload.save(update_fields=["choices"])


def make_draft(*, upload: UploadedList, title: str, by: User, progress: Progress | None = None) -> Decision:
    """The list as a draft decision, to be released when it is signed."""
    opened = plan_list(upload)
    decision = prepare_decision(opened.plan, options=opened.options, title=title, by=by, progress=progress)
    upload.decision = decision
    upload.save(update_fields=["decision"])
    return decision


def write_list(*, upload: UploadedList, by: User, progress: Progress | None = None) -> Written:
    """The list straight into the register: results that a public source reports."""
    opened = plan_list(upload)
    return apply_plan(opened.plan, options=opened.options, index=opened.index, by=by, progress=progress)


def release_draft(
    *, decision: Decision, paper: Document | None, by: User, progress: Progress | None = None, **signed: Any
) -> Released:
    """Release a draft, `signed` being its number, date, issuer and last day.

    Where a source named that decision before, the draft goes: what led to the draft leads to that decision.
    """
    with transaction.atomic():
        leading = [
            (model, list(model.objects.filter(decision=decision).values_list("pk", flat=True)))
            for model in (UploadedList, ImportRun)
        ]
        done = release_decision(decision=decision, file=paper, by=by, progress=progress, **signed)
        for model, ids in leading:
            model.objects.filter(pk__in=ids).update(decision=done.decision)
    return done


def purge_uploads(*, now: datetime.datetime | None = None) -> int:
    """Delete uploads older than a week, file and row, and ended runs. Returns how many lists; the clock calls it."""
    oldest = (now or timezone.now()) - datetime.timedelta(days=KEPT_DAYS)
    ImportRun.objects.filter(asked_at__lt=oldest).exclude(state__in=ACTIVE).delete()
    old = list(UploadedList.objects.filter(uploaded_at__lt=oldest))
    for upload in old:
        upload.file.delete(save=False)
        upload.delete()
    return len(old)


def record_call(*, decision: Decision, producer_id: int, outcome: str, note: str, by: User) -> None:
    """What came of a call. Refuses a producer that has no award standing under this decision."""
    if not decision.standings.filter(product__producer=producer_id).exists():
        raise Refusal(_("Cơ sở này không có trong quyết định."))
    CallOutcome.objects.update_or_create(
        decision=decision,
        producer_id=producer_id,
        defaults={"outcome": outcome, "note": note, "called_by": by},
    )


def _keep(content: bytes, annex: Annex, *, filename: str, is_pasted: bool, by: User) -> UploadedList:
    count = len(annex.rows) + len(annex.left_out)
    upload = UploadedList(owner=by, filename=filename, is_pasted=is_pasted, row_count=count)
    upload.file.save("list", ContentFile(content), save=False)
    upload.save()
    return upload


def _options(upload: UploadedList) -> ImportOptions:
    facts = {name: _from_json(name, value) for name, value in upload.facts.items()}
    choices = Choices.parse(f"{row}={value}" for row, value in upload.choices.items())
    return ImportOptions(**facts, choices=choices)


def _to_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _from_json(name: str, value: Any) -> Any:
    return datetime.date.fromisoformat(value) if name in DAYS else value
