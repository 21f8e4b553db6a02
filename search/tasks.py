"""What the clock does for the search."""

import datetime

from django.utils import timezone

from products.plates.filling import fill

from . import lifecycle, outbox, targets
from .models import EngineName
from .query_log import services as query_log


def drain_waiting() -> int:
    """Each minute: index what was left waiting, building first what is not there or follows another database.

    This host's own index first: a cluster that does not answer holds nothing up.
    """
    lifecycle.ensure_followed()
    done = outbox.drain_embedded()
    lifecycle.ensure_cluster_followed()
    return done + outbox.drain_cluster()


def draw_plates() -> int:
    """Each minute: products as lists show them, where one is missing or has changed."""
    return fill()


def midnight(day: datetime.date | None = None) -> int:
    """Once a day, just after midnight in Asia/Ho_Chi_Minh: awards and papers that lapse, months that begin."""
    return lifecycle.enqueue_turns_of(day or timezone.localdate())


def verify() -> dict[EngineName, lifecycle.Difference]:
    """Each night: compare the indexes with the database and repair what differs; count words for the speller."""
    lifecycle.ensure_followed()
    outbox.drain_embedded()
    lifecycle.count_words()
    targets.forget_absent()
    return lifecycle.verify()


def forget_old_queries() -> str:
    """Each night: what people looked for longer ago than the log may keep it."""
    return query_log.forget_old()
