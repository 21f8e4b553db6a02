"""Whether every index stays true: `python bench/faults.py --elasticsearch http://127.0.0.1:9200 --saves 10000`.

1. Three processes save, rename, publish, withdraw, delete, import, award and roll back at random; one of them is
   killed (SIGKILL) at a random moment and started again, `--kills` times. People search meanwhile.
2. What waits is drained as the clock does; then each index is compared with the database by reference and digest,
   before anything is repaired: lost (not in the index), stale (there as it was before), ghosts (there, not public).
3. Both indexes are rebuilt again and again while others write and search.
4. Two processes drain the cluster's queue at once: each row must be settled once.
5. The Elasticsearch server is stopped (SIGSTOP) for some seconds: what the first searches cost, and the later ones.

Prints a Markdown table; exit code 1 where any of that failed. Everything is made in a folder that is deleted
afterwards, and under a name of its own in the cluster. A database that is given must be empty, and is not emptied
afterwards: `createdb faults`, and `dropdb` it.
"""

import argparse
import logging
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

import in_process
from fault_processes import WORDS, Writer
from serving import ROOT

WRITERS = 3
TOGETHER = 2000
"""Rows that two drainers empty at once."""
PATIENCE_SECONDS = 20
"""What a search of the cluster alone may take here: whether it answers is asked, not how soon."""
SETTLED_AFTER_SECONDS = 120
Row = tuple[str, str]


class Failures:
    """What must not happen, collected: the run goes on, its exit code is 1."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def expect(self, is_so: object, otherwise: str) -> None:
        if not is_so:
            self.found.append(otherwise)
            print(f"  FAILED: {otherwise}", file=sys.stderr)


def process(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).with_name("fault_processes.py")), *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


class Writers:
    """The writing processes, each with a file that says what it did."""

    def __init__(self, folder: Path, operations: int, seed: int) -> None:
        self.folder, self.seed = folder, seed
        folder.mkdir()
        self.shares = [operations // WRITERS + (number < operations % WRITERS) for number in range(WRITERS)]
        self.running = [self._start(number) for number in range(WRITERS)]
        self.started = time.monotonic()

    def _start(self, number: int) -> subprocess.Popen[str]:
        return process("write", number, self.seed, self.shares[number], self.folder / f"{number}.log")

    def lines(self, beginning: str) -> list[str]:
        texts = [file.read_text(encoding="utf-8") for file in sorted(self.folder.glob("*.log"))]
        return [line for text in texts for line in text.splitlines() if line.startswith(beginning)]

    @property
    def done(self) -> int:
        return len(self.lines("done "))

    @property
    def is_busy(self) -> bool:
        return any(each.poll() is None for each in self.running)

    def kill(self, dice: random.Random) -> None:
        """One of those at work, at once and without a farewell; another goes on in its place."""
        busy = [number for number, each in enumerate(self.running) if each.poll() is None]
        if busy:
            number = dice.choice(busy)
            self.running[number].send_signal(signal.SIGKILL)
            self.running[number].wait()
            self.running[number] = self._start(number)

    def wait(self, failures: Failures) -> float:
        """Until all are done; operations a second."""
        codes = [each.wait() for each in self.running]
        failures.expect(not any(codes), f"writers ended with {codes}")
        return sum(self.shares) / (time.monotonic() - self.started)


class Searching:
    """Searches again and again, in turn as the site asks, of the embedded index and of the cluster alone."""

    def __init__(self, failures: Failures) -> None:
        self.failures = failures
        self.counts: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._search)

    def __enter__(self) -> "Searching":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        self.failures.expect(self.counts, "nothing was searched")
        for error, times in self.errors.items():
            self.failures.expect(False, f"{times} searches failed: {error}")

    def _search(self) -> None:
        from django.db import connection

        dice = random.Random(1)
        try:
            while not self._over.wait(0.1):
                for name, ask in ways().items():
                    self._ask(name, ask, dice.choice(WORDS))
        finally:
            connection.close()

    def _ask(self, name: str, ask: Callable[[str], object], words: str) -> None:
        try:
            ask(words)
        except Exception as error:
            self.errors[f"{name}: {type(error).__name__}: {error}"[:300]] += 1
        self.counts[name] += 1

    @property
    def row(self) -> Row:
        each = ", ".join(f"{count:,} {name}" for name, count in self.counts.items())
        return f"searches meanwhile ({', '.join(self.counts)}); failed", f"{each}; {self.errors.total()}"


def ways() -> dict[str, Callable[[str], object]]:
    from search import services
    from search.engines import asking, get_cluster, get_embedded
    from search.engines.base import FACETS
    from search.engines.elastic import ElasticEngine

    def site(words: str) -> object:
        return services.search(services.Request(text=words, facets=FACETS))

    def alone(engine: Any) -> Callable[[str], object]:
        def ask(words: str) -> object:
            with asking(engine):
                return site(words)

        return ask

    found = {"as the site": site, "embedded": alone(get_embedded())}
    if cluster := get_cluster():
        patient = cluster.client.options(request_timeout=PATIENCE_SECONDS)
        found["Elasticsearch"] = alone(ElasticEngine(patient, cluster.family))
    return found


def settled() -> Row:
    """Drain as the clock does until nothing waits: what a killed process had leased is free after its lease."""
    from search.models import OutboxEntry
    from search.tasks import drain_waiting

    waiting, started = OutboxEntry.objects.count(), time.monotonic()
    while OutboxEntry.objects.exists() and time.monotonic() - started < SETTLED_AFTER_SECONDS:
        drain_waiting()
        time.sleep(0.2)
    left = OutboxEntry.objects.count()
    return "rows left waiting; drained after; then waiting", f"{waiting:,}; {time.monotonic() - started:.1f} s; {left}"


def compared(failures: Failures, after: str) -> list[Row]:
    """Each index beside the database, without a repair."""
    from search.engines import get_cluster, get_embedded
    from search.lifecycle import compare

    rows = []
    for name, engine in (("embedded", get_embedded()), ("Elasticsearch", get_cluster())):
        if engine is None:
            continue
        difference = compare(engine)
        counts = [len(each) for each in (difference.missing, difference.behind, difference.stale)]
        failures.expect(not difference, f"{name} after {after}: {difference}")
        total = sum(1 for _ in engine.digests())
        said = ", ".join(map(str, counts))
        rows.append((f"{name}: lost, stale, ghosts", f"{said} of {total:,} records"))
    return rows


def storm(folder: Path, options: argparse.Namespace, failures: Failures) -> list[Row]:
    dice = random.Random(options.seed)
    moments = sorted(dice.uniform(0.05, 0.9) * options.saves for _ in range(options.kills))
    with Searching(failures) as searching:
        writers = Writers(folder / "storm", options.saves, options.seed)
        for moment in moments:
            while writers.done < moment and writers.is_busy:
                time.sleep(0.05)
            time.sleep(dice.uniform(0, 0.2))
            writers.kill(dice)
        rate = writers.wait(failures)
    undone = sum("rolled back" in line for line in writers.lines("done "))
    cut_off = len(writers.lines("begin ")) - writers.done
    label = f"{WRITERS} writing processes: changes, of them rolled back; killed, of them in the middle of a change"
    row = (label, f"{writers.done:,}, {undone}; {options.kills}, {cut_off} ({rate:.0f} a second)")
    return [row, searching.row, settled(), *compared(failures, "the storm")]


def rebuilt_under_writes(folder: Path, options: argparse.Namespace, failures: Failures) -> list[Row]:
    from common.errors import Refusal
    from search import lifecycle
    from search.engines import get_cluster

    builders = {"embedded": lifecycle.rebuild} | ({"Elasticsearch": lifecycle.rebuild_cluster} if get_cluster() else {})
    times: dict[str, list[float]] = {name: [] for name in builders}
    refused: list[str] = []
    with Searching(failures) as searching:
        writers = Writers(folder / "rebuilding", max(options.saves // 8, 60), options.seed + 1)
        while writers.is_busy and not writers.done:
            time.sleep(0.05)
        while writers.is_busy:
            for name, build in builders.items():
                started = time.monotonic()
                try:
                    build()
                except Refusal as refusal:
                    refused.append(f"{name}: {refusal}")
                else:
                    times[name].append(time.monotonic() - started)
        rate = writers.wait(failures)
    failures.expect(all(times.values()), f"no rebuild was done: {refused}")
    counts = ", ".join(f"{name} {len(each)} × {statistics.median(each or [0]):.1f} s" for name, each in times.items())
    label = "rebuilt while others write: times; refused (too many writers)"
    row = (label, f"{counts}, under {rate:.0f} changes a second; {len(refused)}")
    return [row, searching.row, settled(), *compared(failures, "rebuilding")]


def drained_by_two(failures: Failures) -> list[Row]:
    """Many products changed at once, and two processes that begin in the same moment."""
    from django.db import transaction
    from django.db.models import F, Value
    from django.db.models.functions import Concat

    from products.models import Product
    from search import outbox
    from search.engines import get_cluster
    from search.models import OutboxEntry

    if get_cluster() is None:
        return []
    ids = list(Product.objects.order_by("pk").values_list("pk", flat=True)[:TOGETHER])
    after_commit, outbox.drain_after_commit = outbox.drain_after_commit, lambda: None
    with transaction.atomic():
        Product.objects.filter(pk__in=ids).update(name_vi=Concat(F("name_vi"), Value(" đôi")))
        outbox.enqueue("product", ids)
    outbox.drain_after_commit = after_commit
    waiting = OutboxEntry.objects.filter(target__place=get_cluster().family).count()
    at = time.time() + 8
    drainers = [process("drain", at) for _ in range(2)]
    counts = [int(each.communicate()[0] or 0) for each in drainers]
    failures.expect(sum(counts) == waiting, f"of {waiting} rows {counts} were settled")
    row = ("two drainers at once: rows; settled by each", f"{waiting:,}; {' + '.join(f'{each:,}' for each in counts)}")
    return [row, settled(), *compared(failures, "two drainers")]


def listening_at(port: int) -> int | None:
    """The process of this machine that listens at a port."""
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and int(fields[1].rsplit(":", 1)[1], 16) == port:
                sockets.add(f"socket:[{fields[9]}]")
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(descriptor) in sockets:
                return int(descriptor.parts[2])
        except OSError:
            continue  # ended, or another user's
    return None


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def hung_server(options: argparse.Namespace, failures: Failures) -> list[Row]:
    """The server takes connections and answers nothing."""
    from search.engines import get_breaker

    pid = listening_at(urlsplit(options.elasticsearch).port or 80) if options.elasticsearch else None
    if pid is None or not options.stop_seconds:
        return []
    asked: list[tuple[float, bool]] = []
    site, dice = ways()["as the site"], random.Random(2)
    site("chè")
    with stopped(pid):
        over = time.monotonic() + options.stop_seconds
        while time.monotonic() < over:
            before, started = get_breaker()._failures, time.perf_counter()
            site(dice.choice(WORDS))
            asked.append(((time.perf_counter() - started) * 1000, get_breaker()._failures > before))
            time.sleep(0.02)
    continued = time.monotonic()
    while get_breaker().state != "closed" and time.monotonic() - continued < 60:
        site("chè")
        time.sleep(0.1)
    failures.expect(get_breaker().state == "closed", "the cluster is not asked again")
    slow = [f"{each:.0f}" for each, has_waited in asked if has_waited]
    quick = [each for each, has_waited in asked if not has_waited]
    failures.expect(len(slow) == 3 and quick, f"{len(slow)} searches waited for the server that hangs, not 3")
    return [
        (f"server stopped for {options.stop_seconds:.0f} s: searches that waited for it, ms", ", ".join(slow)),
        (
            "the other searches meanwhile: count; median and slowest, ms",
            f"{len(quick):,}; {statistics.median(quick):.0f} and {max(quick):.0f}",
        ),
        ("asked again after it went on, s", f"{time.monotonic() - continued:.0f}"),
    ]


def run(folder: Path, options: argparse.Namespace) -> int:
    from django.db import connection

    from office.demo.generated import generate
    from search import lifecycle
    from search.engines import get_cluster

    logging.getLogger("search").setLevel(logging.ERROR)
    in_process.refuse_tables()
    in_process.set_up()
    failures = Failures()
    try:
        generate(options.products, progress=lambda done, of: None)
        Writer(0, random.Random(options.seed))  # what all writers need, or two of them would make it at once
        lifecycle.ensure_cluster_followed()
        rows = storm(folder, options, failures)
        rows += rebuilt_under_writes(folder, options, failures)
        rows += drained_by_two(failures)
        rows += hung_server(options, failures)
    finally:
        if cluster := get_cluster():
            cluster.forget_everything()
    print(f"\n| {options.saves:,} changes, {options.products:,} products | {connection.vendor} |\n|---|---|")
    for label, value in rows:
        print(f"| {label} | {value} |")
    print("\n" + ("\n".join(failures.found) or "Nothing was lost, and no search failed."))
    return 1 if failures.found else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default="", help="an empty one; without: SQLite in the folder")
    parser.add_argument("--elasticsearch", default="", help="the address of a server; without: the embedded index only")
    parser.add_argument("--index", default="faults", help="what its index is called there")
    parser.add_argument("--saves", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--products", type=int, default=1000, help="how many there are when it begins")
    parser.add_argument("--stop-seconds", type=float, default=8, help="how long the server hangs; 0: not at all")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    settings = {"PAGE_CACHE_MB": "0"}
    if options.database:
        settings["DATABASE_URL"] = options.database
    if options.elasticsearch:
        settings |= {"ELASTICSEARCH_URL": options.elasticsearch, "ELASTICSEARCH_INDEX": options.index}
    with tempfile.TemporaryDirectory(prefix="hang-nghe-faults-") as name:
        in_process.configure(Path(name), **settings)
        return run(Path(name), options)


if __name__ == "__main__":
    sys.exit(main())
