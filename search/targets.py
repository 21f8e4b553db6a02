"""The indexes that follow the database: each has a queue of its own from the moment it is begun."""

import datetime
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.errors import Refusal

from .engines.base import UnavailableError
from .models import EngineName, IndexTarget, OutboxEntry

LEASE_SECONDS = 30
WAIT_FOR_WRITERS = "5s"
FORGOTTEN_AFTER_DAYS = 7
LONGEST_ERROR = 500


class LeasedError(Exception):
    """Another process is writing this index."""


def register(name: str, engine: EngineName, place: str) -> IndexTarget:
    """From now on every change is written down for this index too: call it before the first record is read.

    A transaction that wrote its changes down before it could see the new row must be over by then, or its records
    would be neither read nor queued; so on PostgreSQL writers of the outbox are waited for. On SQLite there is only
    one writer at a time. Refuses where a writer takes too long.
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{WAIT_FOR_WRITERS}'")
                    cursor.execute(f"LOCK TABLE {OutboxEntry._meta.db_table} IN SHARE MODE")
                    cursor.execute("SET LOCAL lock_timeout = 0")
            return IndexTarget.objects.create(name=name, engine=engine, place=place)
    except OperationalError as error:
        raise Refusal(_("Cơ sở dữ liệu đang bận ghi nhiều. Chờ vài phút rồi dựng chỉ mục lại.")) from error


def took_over(target: IndexTarget) -> None:
    """The index is whole and in use: what waited for those it replaces is not needed any more."""
    IndexTarget.objects.filter(pk=target.pk).update(is_whole=True)
    IndexTarget.objects.filter(engine=target.engine, place=target.place, pk__lt=target.pk).delete()


def find(name: str) -> IndexTarget | None:
    return IndexTarget.objects.filter(name=name).first()


def this_host(folder: os.PathLike[str]) -> str:
    """Where an embedded index is: another host, or another folder, has its own."""
    return f"{platform.node()}:{os.fspath(folder)}"[:300]


@contextmanager
def leased(target: IndexTarget) -> Iterator[int]:
    """Alone among writers of this index for LEASE_SECONDS, with the version to write with. Raises LeasedError.

    A lease, not a lock of the database: one who hangs loses it, and its late writes have a lower version.
    """
    now = timezone.now()
    until = now + datetime.timedelta(seconds=LEASE_SECONDS)
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    if not IndexTarget.objects.filter(free, pk=target.pk).update(leased_until=until, version=F("version") + 1):
        raise LeasedError(target.name)
    version = IndexTarget.objects.values_list("version", flat=True).get(pk=target.pk)
    try:
        yield version
    finally:
        IndexTarget.objects.filter(pk=target.pk, leased_until=until).update(leased_until=None)


@contextmanager
def noting_errors(target: IndexTarget) -> Iterator[None]:
    """What keeps the whole index from being written is kept for the status page, and goes on to the caller."""
    try:
        yield
    except UnavailableError as error:
        IndexTarget.objects.filter(pk=target.pk).update(error=str(error)[:LONGEST_ERROR], error_at=timezone.now())
        raise
    if target.error:
        IndexTarget.objects.filter(pk=target.pk).update(error="", error_at=None)


def drained(target: IndexTarget) -> None:
    IndexTarget.objects.filter(pk=target.pk).update(drained_at=timezone.now())


def forget_absent() -> int:
    """Drop indexes that nobody has written to for a week though something waits: their hosts are gone, or a rebuild
    was cut off. One that comes back finds itself unknown and is built again. How many.

    Swept away too is what was written down for an index while it was being replaced.
    """
    OutboxEntry.objects.exclude(target__in=IndexTarget.objects.values("pk")).delete()
    before = timezone.now() - datetime.timedelta(days=FORGOTTEN_AFTER_DAYS)
    silent = Q(drained_at__lt=before) | Q(drained_at=None, registered_at__lt=before)
    waiting = OutboxEntry.objects.filter(created_at__lt=before, tries=0).values("target")
    count, _rows = IndexTarget.objects.filter(silent, pk__in=waiting).delete()
    return count
