"""Building, comparing and repairing the index of this host."""

import datetime
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.errors import Refusal
from products.models import AwardStanding

from . import kinds
from .document import Reference
from .documents import products
from .engines import get_engine
from .engines.embedded.engine import BusyError
from .models import OutboxEntry
from .outbox import enqueue, index
from .trade_words import trade_words

Progress = Callable[[str, int, int], None]
"""Told the kind's name, how many of it are done and how many there are."""
STEP = 200
WAIT_FOR_ANOTHER_SECONDS = 120.0
LOOKED_BACK_DAYS = 7


@dataclass(frozen=True)
class Difference:
    """What an index has that it should not, and lacks that it should."""

    missing: tuple[Reference, ...]
    stale: tuple[Reference, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale)


def rebuild(*, progress: Progress | None = None) -> int:
    """Build a new index beside the old one and swap it in; how many documents it has.

    Readers see the old one until the end; what is saved meanwhile is in the new one too. A failure leaves
    everything as it was. Refuses while another process of this host is rebuilding.
    """
    engine = get_engine()
    total = 0
    try:
        # The write lock is taken inside and outlives the swap, so that nothing is written into the old index last.
        with ExitStack() as until_swapped, engine.rebuild() as new:
            for kind in kinds.registered():
                count = kind.eligible().count()
                for done, document in enumerate(kind.documents(), start=1):
                    new.put([document])
                    total += 1
                    if progress and (done % STEP == 0 or done == count):
                        progress(kind.name, done, count)
            new.count_words(trade_words())
            until_swapped.enter_context(engine.writing())
            index(engine.changed_since(new.since), into=new)
    except BusyError as error:
        raise Refusal(_("Một tiến trình khác đang dựng lại chỉ mục tìm kiếm. Chờ nó xong rồi thử lại.")) from error
    return total


def ensure_index() -> None:
    """Build the index where this host has none. Others who come meanwhile wait for the one who builds."""
    engine = get_engine()
    deadline = time.monotonic() + WAIT_FOR_ANOTHER_SECONDS
    while not engine.exists():
        try:
            rebuild()
        except Refusal:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def compare() -> Difference:
    """The index against the database, by reference."""
    indexed = set(get_engine().references())
    wanted = {
        Reference(kind.name, number)
        for kind in kinds.registered()
        for number in kind.eligible().values_list("pk", flat=True).iterator()
    }
    return Difference(missing=tuple(sorted(wanted - indexed)), stale=tuple(sorted(indexed - wanted)))


def repair(difference: Difference) -> None:
    """Index what is missing and take out what is stale."""
    with get_engine().writing():
        index({*difference.missing, *difference.stale}, into=get_engine())


def count_words() -> None:
    """Count what the speller goes by anew."""
    engine = get_engine()
    with engine.writing():
        engine.count_words(trade_words())


def waiting() -> int:
    """How many changes are not indexed yet."""
    return OutboxEntry.objects.count()


def enqueue_turns_of(day: datetime.date) -> int:
    """Products whose awards change their worth on this local day: lapsed the day before, or revoked from today.

    What an award is worth depends on the day and no row is saved at midnight. A week is looked back, for a clock
    that stood still. How many products.
    """
    first, one_day = day - datetime.timedelta(days=LOOKED_BACK_DAYS), datetime.timedelta(days=1)
    turned = AwardStanding.objects.filter(
        Q(valid_until__range=(first - one_day, day - one_day))
        | Q(revoked_date__range=(first, day))
        | Q(superseded_date__range=(first, day))
    )
    ids = sorted(set(turned.values_list("product_id", flat=True)))
    enqueue(products.KIND, ids)
    return len(ids)
