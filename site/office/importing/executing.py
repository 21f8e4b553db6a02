"""A run's work, as the worker does it: the same services as for a short list, with a word on how far it is."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from common.errors import NotAllowed, Refusal
from products.importing import Progress

from .access import may_import
from .models import ImportRun
from .progress import ProgressFile
from .services import make_draft, release_draft, write_list

DAYS = ("date", "valid_until")


def execute(run_id: int) -> None:
    """Write what the run asks for. It ends done, or refused with the sentence that its page shows.

    Only a waiting run is taken, so a task delivered twice, or after its run was given up, does nothing.
    """
    waiting = ImportRun.objects.filter(pk=run_id, state=ImportRun.State.WAITING)
    if not waiting.update(state=ImportRun.State.RUNNING, begun_at=timezone.now()):
        return
    run = ImportRun.objects.select_related("upload", "decision", "started_by").get(pk=run_id)
    with translation.override(run.language):
        try:
            _refuse_who_may_no_longer(run)
            outcome = WORK[run.work](run, ProgressFile(run.pk).report)
        except Refusal as refusal:
            _refuse(run, str(refusal), [str(detail) for detail in refusal.details])
        except Exception:
            _refuse(run, _("Máy gặp lỗi nên chưa ghi được. Hãy báo người quản trị máy chủ, rồi làm lại."), [])
            raise  # the worker logs it and keeps its traceback
        else:
            _end(run, state=ImportRun.State.DONE, outcome=outcome)


def _write(run: ImportRun, progress: Progress) -> dict[str, Any]:
    written = write_list(upload=run.upload, by=run.started_by, progress=progress)
    names = ("awards", "products", "producers", "overtaken", "is_nothing")
    return {name: getattr(written, name) for name in names}


def _release(run: ImportRun, progress: Progress) -> dict[str, Any]:
    details = dict(run.details)
    named = details.pop("paper")
    paper = get_document_model().objects.filter(pk=named).first() if named else None
    if named and paper is None:
        raise Refusal(_("Bản quyết định đã tải lên bị xóa trong lúc chờ, nên chưa công bố gì. Xin tải lên lại."))
    days = {name: datetime.date.fromisoformat(details[name]) for name in DAYS if details.get(name)}
    signed = {**details, **days}
    done = release_draft(decision=run.decision, paper=paper, by=run.started_by, progress=progress, **signed)
    return {"number": done.decision.number, "count": len(done.awards) + done.written.checked}


def _draft(run: ImportRun, progress: Progress) -> dict[str, Any]:
    draft = make_draft(upload=run.upload, title=run.details["title"], by=run.started_by, progress=progress)
    return {"decision": draft.pk}


WORK = {ImportRun.Work.WRITE: _write, ImportRun.Work.RELEASE: _release, ImportRun.Work.DRAFT: _draft}


def _refuse_who_may_no_longer(run: ImportRun) -> None:
    """Some time lies between the click and the writing: an account may have been closed or lost its role."""
    if not may_import(run.started_by):
        raise NotAllowed(_("Người giao việc này không còn quyền nhập kết quả, nên chưa ghi gì."))


def _refuse(run: ImportRun, sentence: str, details: list[str]) -> None:
    """Nothing was released: the paper that came with it goes too."""
    with transaction.atomic():
        _end(run, state=ImportRun.State.REFUSED, refusal=sentence, refusal_details=details)
        if run.details.get("paper"):
            get_document_model().objects.filter(pk=run.details["paper"]).delete()


def _end(run: ImportRun, **values: Any) -> None:
    ProgressFile(run.pk).clear()
    running = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.RUNNING)
    running.update(ended_at=timezone.now(), **values)
