"""How the indexes are: what each has, what waits for it, what went wrong. For the command and for staff."""

import datetime
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import kinds, outbox, targets
from .engines import get_breaker, get_cluster, get_embedded
from .engines.base import Query, SearchEngine, UnavailableError
from .models import EngineName, IndexTarget, OutboxEntry
from .plan.model import Plan

MOST_DEAD = 50

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class IndexReport:
    """One index. `documents` by the name of their kind; `trouble` is why it cannot be asked now, or was not written."""

    engine: EngineName
    place: str
    name: str = ""
    is_here: bool = True
    documents: Mapping[str, int] = field(default_factory=dict)
    trouble: str = ""
    breaker: str = ""
    waiting: int = 0
    waiting_since: datetime.datetime | None = None
    dead: tuple[OutboxEntry, ...] = ()
    drained_at: datetime.datetime | None = None
    verified_at: datetime.datetime | None = None
    differences: int | None = None

    @property
    def total(self) -> int:
        return sum(self.documents.values())

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """How many records of each kind, by the kind's label."""
        known = {kind.name: str(kind.label) for kind in kinds.registered()}
        return [(known.get(name, name), count) for name, count in self.documents.items()]

    @property
    def is_well(self) -> bool:
        return bool(self.name) and not self.trouble and not self.dead and not self.differences


def report() -> list[IndexReport]:
    """This host's index, the cluster's, and those of other hosts."""
    embedded, cluster = get_embedded(), get_cluster()
    here = targets.this_host(embedded.folder)
    reports = [_asked(embedded, EngineName.EMBEDDED, here)]
    if cluster:
        reports.append(_asked(cluster, EngineName.ELASTICSEARCH, cluster.family, breaker=get_breaker().state))
    known = {each.name for each in reports}
    # One that is being built is in nobody's use yet, and not another host's.
    elsewhere = IndexTarget.objects.filter(is_whole=True).exclude(name__in=known).order_by("engine", "place", "pk")
    return reports + [_of_target(target, is_here=False) for target in elsewhere]


def _asked(engine: SearchEngine, name: EngineName, place: str, breaker: str = "") -> IndexReport:
    """An index that this process can ask itself."""
    try:
        if not engine.exists():
            return IndexReport(name, place, breaker=breaker)
        target = targets.find(engine.index.name)
        counts = engine.run(Plan(), Query(limit=1, facets=("kind",))).facets["kind"]
    except UnavailableError as error:
        target = IndexTarget.objects.filter(engine=name, place=place).order_by("-pk").first()
        made = _of_target(target) if target else IndexReport(name, place)
        return _with(made, trouble=str(error), breaker=breaker)
    if target is None:
        made = IndexReport(name, place, engine.index.name, trouble=_("không theo cơ sở dữ liệu này; sẽ được dựng lại"))
    else:
        made = _of_target(target)
    order = {kind.name: at for at, kind in enumerate(kinds.registered())}
    return _with(made, documents=dict(sorted(counts.items(), key=lambda pair: order.get(pair[0], 99))), breaker=breaker)


def _with(made: IndexReport, **changes) -> IndexReport:
    return IndexReport(**{**made.__dict__, **changes})


def _of_target(target: IndexTarget, *, is_here: bool = True) -> IndexReport:
    alive = target.entries.filter(tries__lt=OutboxEntry.MOST_TRIES)
    dead = target.entries.filter(tries__gte=OutboxEntry.MOST_TRIES).order_by("pk")[:MOST_DEAD]
    return IndexReport(
        engine=EngineName(target.engine),
        place=target.place,
        name=target.name,
        is_here=is_here,
        trouble=target.error,
        waiting=alive.count(),
        waiting_since=alive.aggregate(since=Min("created_at"))["since"],
        dead=tuple(dead),
        drained_at=target.drained_at,
        verified_at=target.verified_at,
        differences=target.differences,
    )


def try_again() -> int:
    """Try what was given up, now; how many entries that were. What fails again is told by the next report."""
    count = outbox.retry_dead()
    try:
        outbox.drain()
    except (outbox.BusyError, UnavailableError):
        logger.warning("search: what was given up is tried again by the clock", exc_info=True)
    return count


def lines(made: IndexReport) -> Iterator[str]:
    """A report as text, for the command."""
    yield f"{made.engine.label} · {made.place}"
    if made.trouble:
        yield "  " + _("Trục trặc: %(trouble)s") % {"trouble": made.trouble}
    if not made.name:
        yield "  " + _("Chưa có chỉ mục. Chạy: manage.py search_index create")
        return
    for kind, count in made.documents.items():
        yield f"  {kind}: {count}"
    yield "  " + _("Chờ cập nhật: %(waiting)s") % {"waiting": made.waiting}
    if made.breaker:
        yield "  " + _("Cầu dao: %(state)s") % {"state": made.breaker}
    if made.verified_at:
        moment = date_format(timezone.localtime(made.verified_at), "DATETIME_FORMAT")
        found = {"moment": moment, "differences": made.differences}
        yield "  " + _("Đối chiếu lần cuối: %(moment)s, %(differences)s chỗ khác") % found
    for entry in made.dead:
        yield "  " + _("Hỏng: %(entry)s · %(error)s") % {"entry": entry, "error": entry.error}
