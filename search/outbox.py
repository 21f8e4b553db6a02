"""The outbox: what changed is written down in the transaction that changes it, and indexed right after."""

import datetime
import logging
from collections.abc import Iterable, Mapping
from itertools import chain

from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from common import stamp

from . import dependants, kinds, targets
from .document import Reference, SearchDocument
from .engines import get_breaker, get_cluster, get_embedded
from .engines.base import Index, NoIndexError, Refused, UnavailableError
from .engines.embedded.engine import BusyError
from .models import EngineName, IndexTarget, OutboxEntry

BATCH = 200
MOST_AFTER_COMMIT = 1000
"""More than this is left to the clock, so that nobody waits for a whole import to be indexed."""
WAIT_AFTER_COMMIT_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 600

logger = logging.getLogger(__name__)


def enqueue(kind: str, ids: Iterable[int]) -> None:
    """Have these records indexed again, in every index there is, once the current transaction is committed.

    `QuerySet.update()` and bulk writes send no signal: their code calls this, or announces to who does. With one of
    `dependants.NAMES` for a kind it is the records that show these.
    """
    enqueue_all({kind: ids})


def enqueue_all(ids_by_kind: Mapping[str, Iterable[int]]) -> None:
    """The same for records of several kinds, in one statement where they are few."""
    changed = [(kind, number) for kind, ids in ids_by_kind.items() for number in dict.fromkeys(ids)]
    if not changed:
        return
    with connection.cursor() as cursor:
        for start in range(0, len(changed), BATCH):
            _write_down(cursor, changed[start : start + BATCH])
    if not any(callback is drain_after_commit for _savepoints, callback, _robust in connection.run_on_commit):
        transaction.on_commit(drain_after_commit, robust=True)


def _write_down(cursor, changed: list[tuple[str, int]]) -> None:
    """In one statement: between reading which indexes there are and writing, another might be registered."""
    rows = ", ".join(["(%s, %s)"] * len(changed))
    cursor.execute(
        f"INSERT INTO {OutboxEntry._meta.db_table} (target_id, kind, object_id, created_at, tries, error)"  # noqa: S608
        f" SELECT target.id, record.column1, record.column2, %s, 0, '' FROM {IndexTarget._meta.db_table} AS target"
        f" CROSS JOIN (VALUES {rows}) AS record",
        [connection.ops.adapt_datetimefield_value(timezone.now()), *chain.from_iterable(changed)],
    )


def drain_after_commit() -> None:
    """Index what is waiting before the answer goes out; what another process is at is left to it or the clock."""
    try:
        drain_embedded(most=MOST_AFTER_COMMIT, wait_seconds=WAIT_AFTER_COMMIT_SECONDS)
    except BusyError:
        logger.info("search: another process is writing the index, the clock will drain the rest")
    except UnavailableError:
        logger.exception("search: the index of this host cannot be written")
    if get_cluster() and get_breaker().state in ("closed", "half-open"):
        try:
            drain_cluster(most=BATCH)
        except UnavailableError as error:
            get_breaker().failed()
            logger.warning("search: Elasticsearch was not written, the clock will try again: %s", error)


def drain(*, wait_seconds: float = 20.0) -> int:
    """Bring everything that waits into this host's index and into the cluster's; how many entries were settled.

    Nothing where there is no index yet: one that is built later reads every record anyway. Raises BusyError where
    another process writes this host's index, UnavailableError where one of the two cannot be written.
    """
    done = drain_embedded(wait_seconds=wait_seconds)
    return done + drain_cluster()


def drain_embedded(*, most: int | None = None, wait_seconds: float = 20.0) -> int:
    engine, done = get_embedded(), 0
    while most is None or done < most:
        # Records are read inside the lock: of two drainers the later one must also write the later state.
        with engine.writing(wait_seconds=wait_seconds):
            target = targets.find(engine.name) if engine.exists() else None
            settled = drain_batch(target, into=engine, version=1) if target else 0
        if not settled:
            return done
        done += settled
    return done


def drain_cluster(*, most: int | None = None) -> int:
    """Every index of the cluster, one being built too. What another process is writing is left to it."""
    cluster, done = get_cluster(), 0
    if cluster is None:
        return 0
    for target in IndexTarget.objects.filter(engine=EngineName.ELASTICSEARCH, place=cluster.family):
        try:
            done += _drain_leased(target, cluster.index_named(target.name), most)
        except targets.LeasedError:
            logger.info("search: another process is writing %s", target.name)
        except NoIndexError:
            # Deleted behind our back: nothing can follow it, and one that is built in its place reads every record.
            logger.warning("search: the index %s is gone, and its queue with it", target.name)
            target.delete()
    return done


def _drain_leased(target: IndexTarget, index: Index, most: int | None) -> int:
    done = 0
    while (most is None or done < most) and waiting_for(target).exists():
        with targets.leased(target) as version:
            settled = drain_batch(target, into=index, version=version)
            if settled:
                cluster_changed(index)
        if not settled:
            break
        done += settled
    return done


def cluster_changed(index: Index) -> None:
    """Make what was written visible, then throw away the pages that were made before."""
    index.refresh()
    stamp.move(connection)


def waiting_for(target: IndexTarget) -> QuerySet[OutboxEntry]:
    """What may be tried now, oldest first."""
    due = Q(try_after=None) | Q(try_after__lte=timezone.now())
    return target.entries.filter(due, tries__lt=OutboxEntry.MOST_TRIES).order_by("pk")


def drain_batch(target: IndexTarget, *, into: Index, version: int) -> int:
    """One batch of what waits for an index; how many entries were done with or put off."""
    waiting = list(waiting_for(target)[:BATCH])
    if not waiting:
        return 0
    if widened := [entry for entry in waiting if entry.kind in dependants.NAMES]:
        _widen(target, widened)
    records = [entry for entry in waiting if entry.kind not in dependants.NAMES]
    with targets.noting_errors(target):
        refused = index({Reference(entry.kind, entry.object_id) for entry in records}, into=into, version=version)
    done = [entry.pk for entry in records if Reference(entry.kind, entry.object_id) not in refused]
    # Exactly what was read: on PostgreSQL a lower id may be committed later.
    OutboxEntry.objects.filter(pk__in=done).delete()
    _put_off([entry for entry in records if Reference(entry.kind, entry.object_id) in refused], refused)
    targets.drained(target)
    return len(waiting)


def _widen(target: IndexTarget, entries: list[OutboxEntry]) -> None:
    """Put into the queue what shows these records now, in place of the entries that say so."""
    by_name: dict[str, set[int]] = {}
    for entry in entries:
        by_name.setdefault(entry.kind, set()).add(entry.object_id)
    with transaction.atomic():
        for name, changed in by_name.items():
            for kind, ids in dependants.dependants(name, changed):
                OutboxEntry.objects.bulk_create(
                    (OutboxEntry(target=target, kind=kind, object_id=number) for number in ids.iterator()),
                    batch_size=BATCH,
                )
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def _put_off(entries: list[OutboxEntry], refused: Refused) -> None:
    """One that is refused blocks nobody: it is tried again after a pause that doubles, and in the end never."""
    for entry in entries:
        entry.tries += 1
        entry.error = refused[Reference(entry.kind, entry.object_id)][: targets.LONGEST_ERROR]
        pause = min(2**entry.tries, LONGEST_PAUSE_SECONDS)
        entry.try_after = timezone.now() + datetime.timedelta(seconds=pause)
        if entry.is_dead:
            logger.error("search: %s is given up after %s tries: %s", entry, entry.tries, entry.error)
    OutboxEntry.objects.bulk_update(entries, ["tries", "error", "try_after"])


def retry_dead() -> int:
    """Give what was given up another twenty tries, after its cause was mended. How many."""
    dead = OutboxEntry.objects.filter(tries__gte=OutboxEntry.MOST_TRIES)
    return dead.update(tries=0, try_after=None)


def index(references: Iterable[Reference], *, into: Index, version: int = 1) -> Refused:
    """Put what the public may see and delete the rest; what could not be made or was not taken, with the reason."""
    wanted = set(references)
    documents, broken = documents_of(wanted)
    gone = wanted - {document.reference for document in documents} - set(broken)
    return {**broken, **into.delete(gone, version=version), **into.put(documents, version=version)}


def documents_of(references: Iterable[Reference]) -> tuple[list[SearchDocument], Refused]:
    """Documents of those records that are eligible now, and of which records none could be made, with the reason."""
    ids: dict[str, list[int]] = {}
    for reference in references:
        ids.setdefault(reference.kind, []).append(reference.id)
    documents: list[SearchDocument] = []
    broken: Refused = {}
    for name, numbers in ids.items():
        kind = kinds.get(name)
        if kind is not None:
            made, failed = _made(kind, numbers)
            documents += made
            broken |= failed
    return documents, broken


def _made(kind: kinds.Kind, ids: list[int]) -> tuple[list[SearchDocument], Refused]:
    """All at once; one by one where that fails, so that one record keeps no other out."""
    try:
        return list(kind.documents(ids)), {}
    except DatabaseError:
        raise
    except Exception as error:
        if len(ids) == 1:
            logger.exception("search: no document can be made of %s %s", kind.name, ids[0])
            return [], {Reference(kind.name, ids[0]): f"{type(error).__name__}: {error}"}
    documents: list[SearchDocument] = []
    broken: Refused = {}
    for number in ids:
        made, failed = _made(kind, [number])
        documents += made
        broken |= failed
    return documents, broken


__all__ = ["BusyError", "drain", "drain_after_commit", "drain_cluster", "drain_embedded", "enqueue", "enqueue_all"]
