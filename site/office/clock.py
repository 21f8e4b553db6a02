"""The only scheduler: every periodic job of the site, and the one process that runs them.

A job is a function without arguments that may run twice without harm; it returns a word for the log, or nothing.
An app that has one is imported here (imports point down) and named in JOBS.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from common.tasks import tidy_photos
from common.visits.services import sum_up_old as sum_up_old_views
from inquiries.services.responsiveness import count_responses
from inquiries.services.retention import purge as purge_inquiries
from office.importing.services import purge_uploads
from office.models import ClockJob
from office.schedule import publish_due, withdraw_due
from search import tasks as search_tasks

logger = logging.getLogger("office.clock")

# A process that died while it ran a job gives its place up after this long.
LONGEST_RUN = timedelta(minutes=30)


@dataclass(frozen=True)
class Job:
    """A periodic job, run by one process at a time: at most once in `every`, or once a local day from `at` on."""

    name: str
    run: Callable[[], object]
    every: timedelta = timedelta(minutes=1)
    at: time | None = None

    def latest_start(self, now: datetime) -> datetime:
        """Whoever started this job at this moment or later has done what is due `now`."""
        if self.at is None:
            # Half a minute's grace: ticks of a minute come a little early as often as late.
            return now - self.every + min(self.every / 2, timedelta(seconds=30))
        today = timezone.localtime(now).replace(
            hour=self.at.hour, minute=self.at.minute, second=self.at.second, microsecond=0
        )
        return today if today <= now else today - timedelta(days=1)


JOBS: list[Job] = [
    Job("publish-scheduled", publish_due),
    Job("withdraw-expired", withdraw_due),
    Job("purge-uploaded-lists", purge_uploads, every=timedelta(hours=1)),
    Job("search-midnight", search_tasks.midnight, at=time(0, 0)),
    Job("search-drain", search_tasks.drain_waiting),
    Job("draw-plates", search_tasks.draw_plates),
    Job("search-verify", search_tasks.verify, at=time(2, 30)),
    Job("count-responses", count_responses, at=time(1, 30)),
    Job("purge-inquiries", purge_inquiries, at=time(3, 0)),
    Job("sum-up-old-views", sum_up_old_views, at=time(3, 20)),
    Job("forget-old-queries", search_tasks.forget_old_queries, at=time(3, 25)),
    Job("tidy-photos", tidy_photos, at=time(3, 30)),
]


def tick(jobs: list[Job] | None = None) -> dict[str, str]:
    """Run every job that is due. Returns the failures by the job's name: one job's never stops another."""
    failures, ran = {}, []
    for job in JOBS if jobs is None else jobs:
        if take(job):
            ran.append(job.name)
            failure = _run(job)
            if failure:
                failures[job.name] = failure
    logger.info("the clock ran %s", ", ".join(ran) or "nothing")
    return failures


def take(job: Job) -> bool:
    """Reserve a job that is due and that nobody runs. One statement, so two processes never both get it."""
    now = timezone.now()
    ClockJob.objects.get_or_create(name=job.name)
    free = Q(held_until=None) | Q(held_until__lt=now)
    due = Q(started_at=None) | Q(started_at__lt=job.latest_start(now))
    return bool(ClockJob.objects.filter(free, due, name=job.name).update(started_at=now, held_until=now + LONGEST_RUN))


def _run(job: Job) -> str:
    """Run a reserved job and write down how it ended. Returns the failure, empty when there was none."""
    failure = ""
    try:
        outcome = job.run()
    except Exception as error:  # noqa: BLE001 - whatever a job raises is reported, and the next job runs
        logger.exception("the job %s failed", job.name)
        failure = f"{type(error).__name__}: {error}"
    else:
        if outcome:
            logger.info("the job %s: %s", job.name, outcome)
    ClockJob.objects.filter(name=job.name).update(finished_at=timezone.now(), held_until=None, failure=failure)
    return failure
