"""What the site answers a second, as it is served: `make bench` runs it and prints the tables of docs/performance.md.

Each size is measured uncached, one reader at a time: the page cache is off and the search's counts are warm. Then at
the middle size what the page cache gives, beside a Django hello-world of the same server in the same run, and what
nginx's cache gives in front of it. Everything is made in a folder that is deleted afterwards.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import in_process
from serving import Load, granian, nginx, wrk

SIZES = (200, 10_000, 100_000)
CACHED_AT = 10_000
SHOWN = ("home", "list", "deep list", "product", "search", "producers")
SECONDS = 3
TRIES = 3
"""The quickest counts: a machine shared with others is slower by half from one moment to the next, never quicker."""
ALONE = "Django hello-world"
SITE, HELLO = "config.wsgi:application", "bench.hello:application"
LEAST_SHARE = 0.6
"""Of hello-world's rate that a page of the cache must reach."""

_started = time.monotonic()


def say(words: str) -> None:
    print(f"[{time.monotonic() - _started:5.0f} s] {words}", file=sys.stderr, flush=True)


def uncached(count: int) -> dict[str, tuple[Load, int]]:
    """Each page at this size: what wrk saw, and its queries."""
    found = {}
    addresses = {name.split(" (")[0]: address for name, address in in_process.addresses().items()}
    with granian(HELLO) as hello:
        found[ALONE] = (wrk(hello + "/", connections=1, seconds=SECONDS), 0)
    with granian(SITE, PAGE_CACHE_MB="0") as site:
        for name in SHOWN:
            wrk(site + addresses[name], connections=1, seconds=1)
            loads = [wrk(site + addresses[name], connections=1, seconds=SECONDS) for _ in range(TRIES)]
            load = min(loads, key=lambda load: load.median)
            found[name] = (load, in_process.measure(addresses[name], 1).queries)
            say(f"{count} products, {name}: {load.median:.1f} ms{' with errors' if load.failed else ''}")
    return found


def cached(folder: Path) -> list[tuple[str, Load]]:
    """Hello-world, then pages of the cache alone, then the same behind nginx."""
    addresses = in_process.addresses()
    found = []
    with granian(HELLO) as hello:
        wrk(hello + "/", connections=16, seconds=1)
        found.append((ALONE, wrk(hello + "/", connections=16, seconds=SECONDS)))
    with granian(SITE) as site:
        for name in ("list", "product", "home"):
            wrk(site + addresses[name], connections=16, seconds=1)
            found.append((f"{name}, page cache", wrk(site + addresses[name], connections=16, seconds=SECONDS)))
    with granian(SITE, TRUSTED_PROXIES="1") as site, nginx(site, folder) as proxy:
        for name in ("list", "product"):
            wrk(proxy + addresses[name], connections=64, seconds=1)
            found.append((f"{name}, behind nginx", wrk(proxy + addresses[name], connections=64, seconds=SECONDS)))
    for name, load in found:
        say(f"{name}: {load.rate:.0f} a second")
    return found


def tables(by_size: dict[int, dict[str, tuple[Load, int]]], rates: list[tuple[str, Load]]) -> str:
    sizes = list(by_size)
    lines = ["| uncached, ms (median / 99 %), queries | " + " | ".join(f"{size:,}" for size in sizes) + " |"]
    lines.append("|---|" + "---|" * len(sizes))
    for name in (ALONE, *SHOWN):
        cells = (by_size[size][name] for size in sizes)
        shown = (f"{load.median:.1f} / {load.slowest:.1f}, {queries}" for load, queries in cells)
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    hello = rates[0][1].rate
    lines += ["", f"| at {CACHED_AT:,} products | answers a second | of hello-world | 99 %, ms |", "|---|---|---|---|"]
    for name, load in rates:
        lines.append(f"| {name} | {load.rate:,.0f} | {load.rate / hello:.0%} | {load.slowest:.1f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    options = parser.parse_args()
    by_size, rates = {}, []
    with tempfile.TemporaryDirectory(prefix="hang-nghe-bench-") as folder:
        in_process.prepare(Path(folder))
        say("the site is made")
        for count in options.sizes:
            in_process.grow(count)
            say(f"{count} products are there")
            by_size[count] = uncached(count)
            if count == CACHED_AT or (count == options.sizes[-1] and not rates):
                rates = cached(Path(folder))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(tables(by_size, rates))
    if failed := [name for name, load in rates if load.failed]:
        raise SystemExit(f"Not every answer was a success: {', '.join(failed)}")
    share = rates[1][1].rate / rates[0][1].rate
    if share < LEAST_SHARE:
        raise SystemExit(f"A page of the cache reaches {share:.0%} of hello-world's rate, less than {LEAST_SHARE:.0%}.")


if __name__ == "__main__":
    main()
