"""What the clock does for the search."""

import datetime

from django.utils import timezone

from products.plates.filling import fill

from . import lifecycle, outbox
from .query_log import services as query_log


def drain_waiting() -> int:
    """Each minute: index what was left waiting, building the index first where this host has none."""
    lifecycle.ensure_index()
    return outbox.drain()


def draw_plates() -> int:
    """Each minute: products as lists show them, where one is missing or has changed."""
    return fill()


def midnight(day: datetime.date | None = None) -> int:
    """Once a day, just after midnight in Asia/Ho_Chi_Minh: awards that lapse or are revoked from today."""
    return lifecycle.enqueue_turns_of(day or timezone.localdate())


def verify() -> lifecycle.Difference:
    """Each night: compare the index with the database and repair what differs; count its words for the speller."""
    lifecycle.ensure_index()
    outbox.drain()
    difference = lifecycle.compare()
    if difference:
        lifecycle.repair(difference)
    lifecycle.count_words()
    return difference


def forget_old_queries() -> str:
    """Each night: what people looked for longer ago than the log may keep it."""
    return query_log.forget_old()
