"""Long lists are written after the response: starting a run, one at a time, and how it stands."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents.models import Document

from accounts.models import User
from common import languages
from common.locks import hold_until_commit
from products.models import Decision

from .models import ImportRun, UploadedList
from .progress import ProgressFile
from .tasks import write_after_the_response

LONG_LIST = 300
"""From this many rows on, nobody waits for the answer."""
RUNS = "import runs"
TAKEN_WITHIN = datetime.timedelta(minutes=1)
HEARD_WITHIN = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Standing:
    """How a run stands now, for its page. `since` is when it was last heard of."""

    done: int
    total: int
    since: datetime.datetime
    is_waiting: bool
    is_untaken: bool
    """Asked for a while ago, and no worker has taken it."""
    is_silent: bool
    """Begun, and not heard of for so long that its worker must have died."""

    @property
    def is_finishing(self) -> bool:
        return self.done >= self.total > 0


def is_long(row_count: int) -> bool:
    return row_count > LONG_LIST


def start_writing(*, upload: UploadedList, by: User) -> ImportRun:
    """Write an uploaded list after the response."""
    return _start(work=ImportRun.Work.WRITE, upload=upload, row_count=upload.row_count, by=by)


def start_draft(*, upload: UploadedList, title: str, by: User) -> ImportRun:
    """Make a draft decision of an uploaded list after the response."""
    details = {"title": title}
    return _start(work=ImportRun.Work.DRAFT, upload=upload, details=details, row_count=upload.row_count, by=by)


def start_release(*, decision: Decision, details: dict[str, Any], paper: Document | None, by: User) -> ImportRun:
    """Release a draft after the response. `details`: what `release_decision` takes, as the form gave it."""
    days = {name: value.isoformat() for name, value in details.items() if isinstance(value, datetime.date)}
    kept = {**details, **days, "paper": paper.pk if paper else None}
    run = _start(work=ImportRun.Work.RELEASE, decision=decision, details=kept, row_count=decision.lines.count(), by=by)
    if paper and run.details["paper"] != paper.pk:  # somebody else's click came first, with a paper of its own
        paper.delete()
    return run


def run_under_way(**subject: Any) -> ImportRun | None:
    """The run of this `upload` or `decision` that has not ended, unless its worker died: then it may be begun again."""
    run = ImportRun.objects.active().filter(**subject).first()
    return None if run is None or standing_of(run).is_silent else run


def standing_of(run: ImportRun, *, now: datetime.datetime | None = None) -> Standing:
    now = now or timezone.now()
    file = ProgressFile(run.pk)
    done, total = file.read() or (0, run.row_count)
    is_waiting = run.state == ImportRun.State.WAITING
    since = max(filter(None, (run.asked_at, run.begun_at, file.heard_at())))
    return Standing(
        done=done,
        total=total,
        since=since,
        is_waiting=is_waiting,
        is_untaken=is_waiting and now - run.asked_at > TAKEN_WITHIN,
        is_silent=run.state == ImportRun.State.RUNNING and now - since > HEARD_WITHIN,
    )


def _start(*, by: User, **values: Any) -> ImportRun:
    """A new run, or the one under way: a second click starts nothing. The task is kept in the same transaction."""
    subject = {name: values[name] for name in ("upload", "decision") if name in values}
    with transaction.atomic():
        hold_until_commit(RUNS)
        running = ImportRun.objects.active().filter(**subject).first()
        if running is not None and not standing_of(running).is_silent:
            return running
        if running is not None:
            _give_up(running)
        run = ImportRun.objects.create(started_by=by, language=languages.current(), **values)
        write_after_the_response.enqueue(run.pk)
    return run


def _give_up(run: ImportRun) -> None:
    """Its worker died. What that left unwritten is written by the next run, which finds what was."""
    run.state, run.ended_at = ImportRun.State.REFUSED, timezone.now()
    run.refusal = _("Lần ghi này dừng giữa chừng; đã làm lại bằng lần khác.")
    run.save(update_fields=["state", "ended_at", "refusal"])
    ProgressFile(run.pk).clear()
