"""Building, comparing and repairing the index of this host."""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.errors import Refusal

from . import kinds, targets
from .document import Reference, SearchDocument
from .documents import products
from .engines import get_cluster, get_embedded, get_words
from .engines.base import Index, Refused, SearchEngine
from .engines.embedded.engine import BusyError
from .models import EngineName, IndexTarget
from .outbox import cluster_changed, documents_of, drain, drain_batch, drain_cluster, drain_embedded, enqueue
from .trade_words import trade_words
from .turning import turned_between

Progress = Callable[[str, int, int], None]
"""Told the kind's name, how many of it are done and how many there are."""
STEP = 500
WAIT_FOR_ANOTHER_SECONDS = 120.0
LOOKED_BACK_DAYS = 7


@dataclass(frozen=True)
class Difference:
    """What an index lacks, has though it should not, and has as it was before."""

    missing: tuple[Reference, ...]
    stale: tuple[Reference, ...]
    behind: tuple[Reference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.references)

    @property
    def references(self) -> tuple[Reference, ...]:
        return (*self.missing, *self.stale, *self.behind)


def rebuild(*, progress: Progress | None = None) -> int:
    """Build this host's index anew beside the old one and swap it in; how many documents it has.

    Readers see the old one until the end; what is saved meanwhile is in the new one too. A failure leaves
    everything as it was. Refuses while another process of this host is rebuilding.
    """
    engine = get_embedded()
    try:
        # The write lock is taken inside and outlives the swap, so that nothing is written into the old index last.
        with ExitStack() as until_swapped, engine.rebuild() as new:
            target = targets.register(new.name, EngineName.EMBEDDED, targets.this_host(engine.folder))
            until_swapped.push(_forgetting(target))
            total = fill(new, progress)
            new.count_words(trade_words())
            until_swapped.enter_context(engine.writing())
            while drain_batch(target, into=new, version=target.version):
                pass
        targets.took_over(target)
    except BusyError as error:
        raise Refusal(_("Một tiến trình khác đang dựng lại chỉ mục tìm kiếm. Chờ nó xong rồi thử lại.")) from error
    return total


def rebuild_cluster(*, progress: Progress | None = None) -> int:
    """The same in Elasticsearch: the drainer writes to both indexes from the moment the new one is begun.

    Refuses where another rebuild was quicker; raises UnavailableError where the cluster does not answer.
    """
    cluster = get_cluster()
    if cluster is None:
        raise Refusal(_("Trang này không dùng Elasticsearch: đặt ELASTICSEARCH_URL trước."))
    with cluster.rebuild() as new:
        target = targets.register(new.name, EngineName.ELASTICSEARCH, cluster.family)
        with ExitStack() as on_failure:
            on_failure.push(_forgetting(target))
            total = fill(new, progress)
            drain_cluster()
            if targets.find(new.name) is None:
                raise Refusal(_("Một lượt dựng chỉ mục khác đã xong trước. Không cần dựng nữa."))
    targets.took_over(target)
    drain_cluster()
    cluster_changed(new)
    return total


def _forgetting(target: IndexTarget) -> Callable[..., None]:
    """For an exit stack: an index that was not finished gets no queue."""

    def forget(error: type[BaseException] | None, *_details: Any) -> None:
        if error is not None:
            target.delete()

    return forget


def fill(index: Index, progress: Progress | None = None) -> int:
    """Put every record that the public may see; how many. Those that cannot be put are left to the outbox."""
    total = 0
    for kind in kinds.registered():
        count, done = kind.eligible().count(), 0
        for documents, broken in every_document(kind):
            refused = {**broken, **index.put(documents)}
            enqueue(kind.name, [reference.id for reference in refused])
            done += len(documents) + len(broken)
            total += len(documents)
            if progress:
                progress(kind.name, done, count)
    return total


def every_document(kind: kinds.Kind) -> Iterator[tuple[list[SearchDocument], Refused]]:
    """The documents of a kind by steps, and of which records none can be made."""
    ids = list(kind.eligible().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), STEP):
        yield documents_of(Reference(kind.name, number) for number in ids[start : start + STEP])


def ensure_index() -> None:
    """Build the index where this host has none. Others who come meanwhile wait for the one who builds."""
    engine = get_embedded()
    deadline = time.monotonic() + WAIT_FOR_ANOTHER_SECONDS
    while not engine.exists():
        try:
            rebuild()
        except Refusal:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def ensure_followed() -> None:
    """Build this host's index where it is not there, or does not follow this database: of another one, or away too
    long. For the clock.
    """
    ensure_index()
    if targets.find(get_embedded().name) is None:
        rebuild()


def ensure_cluster_followed() -> None:
    """The same for the cluster's. Raises UnavailableError where it does not answer."""
    cluster = get_cluster()
    if cluster and (not cluster.exists() or targets.find(cluster.current_name()) is None):
        rebuild_cluster()


def compare(engine: SearchEngine | None = None) -> Difference:
    """An index (this host's) against the database, by the digest of each document."""
    indexed = dict((engine or get_embedded()).digests())
    missing, behind = [], []
    for kind in kinds.registered():
        for documents, broken in every_document(kind):
            for document in documents:
                digest = indexed.pop(document.reference, None)
                if digest is None:
                    missing.append(document.reference)
                elif digest != document.digest:
                    behind.append(document.reference)
            for reference in broken:
                indexed.pop(reference, None)
    return Difference(missing=tuple(missing), stale=tuple(sorted(indexed)), behind=tuple(behind))


def _repair(difference: Difference) -> None:
    """Have every index read again what one of them has not, or has wrong."""
    ids: dict[str, list[int]] = {}
    for reference in difference.references:
        ids.setdefault(reference.kind, []).append(reference.id)
    for kind, numbers in ids.items():
        enqueue(kind, numbers)


def verify() -> dict[EngineName, Difference]:
    """Compare this host's index and the cluster's with the database, note what was found, and repair it.

    Raises UnavailableError where the cluster does not answer; this host's own is in order by then.
    """
    drain_embedded()
    found = {EngineName.EMBEDDED: _verified(get_embedded())}
    _repair(found[EngineName.EMBEDDED])
    drain_embedded()
    cluster = get_cluster()
    if cluster:
        drain_cluster()
        found[EngineName.ELASTICSEARCH] = _verified(cluster)
        _repair(found[EngineName.ELASTICSEARCH])
        drain()
    return found


def _verified(engine: SearchEngine) -> Difference:
    difference = compare(engine)
    noted = {"verified_at": timezone.now(), "differences": len(difference.references)}
    IndexTarget.objects.filter(name=engine.index.name).update(**noted)
    return difference


def count_words() -> None:
    """Count what the speller goes by anew."""
    with get_embedded().writing():
        get_words().count_words(trade_words())


def waiting() -> int:
    """How many changes this host's index has not got yet."""
    target = targets.find(get_embedded().name) if get_embedded().exists() else None
    return target.entries.count() if target else 0


def enqueue_turns_of(day: datetime.date) -> int:
    """Products whose facts turn on this local day, though no row is saved at midnight; how many.

    A week is looked back, for a clock that stood still.
    """
    ids = turned_between(day - datetime.timedelta(days=LOOKED_BACK_DAYS), day)
    enqueue(products.KIND, sorted(ids))
    return len(ids)
