"""The outbox: what changed is written down in the transaction that changes it, and indexed right after."""

import logging
from collections.abc import Iterable

from django.db import transaction

from . import kinds
from .document import Reference, SearchDocument
from .engines import get_engine
from .engines.embedded.engine import BusyError
from .models import OutboxEntry

BATCH = 200
MOST_AFTER_COMMIT = 1000
"""More than this is left to the clock, so that nobody waits for a whole import to be indexed."""
WAIT_AFTER_COMMIT_SECONDS = 2.0

logger = logging.getLogger(__name__)


def enqueue(kind: str, ids: Iterable[int]) -> None:
    """Have these records indexed again once the current transaction is committed.

    `QuerySet.update()` and bulk writes send no signal: their code calls this, or announces to who does.
    """
    entries = [OutboxEntry(kind=kind, object_id=number) for number in dict.fromkeys(ids)]
    if not entries:
        return
    OutboxEntry.objects.bulk_create(entries, batch_size=BATCH)
    connection = transaction.get_connection()
    if not any(callback is drain_after_commit for _savepoints, callback, _robust in connection.run_on_commit):
        transaction.on_commit(drain_after_commit, robust=True)


def drain_after_commit() -> None:
    """Index what is waiting before the answer goes out; what another process is at is left to it or the clock."""
    try:
        drain(most=MOST_AFTER_COMMIT, wait_seconds=WAIT_AFTER_COMMIT_SECONDS)
    except BusyError:
        logger.info("search: another process is writing the index, the clock will drain the rest")


def drain(*, most: int | None = None, wait_seconds: float = 20.0) -> int:
    """Bring what waits into the index; how many entries were done. Nothing where there is no index yet.

    An index that is built later reads every record anyway, so entries may wait for it. Raises BusyError.
    """
    done = 0
    engine = get_engine()
    while most is None or done < most:
        with engine.writing(wait_seconds=wait_seconds):
            # Read inside the lock: of two drainers the later one must also write the later state.
            waiting = list(OutboxEntry.objects.order_by("pk")[:BATCH])
            if not waiting or not engine.exists():
                return done
            index({Reference(entry.kind, entry.object_id) for entry in waiting}, into=engine)
            # Exactly what was read: on PostgreSQL a lower id may be committed later.
            OutboxEntry.objects.filter(pk__in=[entry.pk for entry in waiting]).delete()
        done += len(waiting)
    return done


def index(references: Iterable[Reference], *, into) -> None:
    """Put what the public may see and delete the rest. `into` is an engine or an index being built."""
    wanted = set(references)
    documents = list(documents_of(wanted))
    into.delete(wanted - {document.reference for document in documents})
    into.put(documents)


def documents_of(references: Iterable[Reference]) -> Iterable[SearchDocument]:
    """Documents of those records that are eligible now."""
    ids: dict[str, list[int]] = {}
    for reference in references:
        ids.setdefault(reference.kind, []).append(reference.id)
    for name, numbers in ids.items():
        kind = kinds.get(name)
        if kind is not None:
            yield from kind.documents(numbers)


__all__ = ["BusyError", "drain", "drain_after_commit", "enqueue", "index"]
