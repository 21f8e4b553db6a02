"""Both search engines in one run: `python bench/search.py 10000 100000 --elasticsearch http://127.0.0.1:9200`.

At each size: how long the index takes to build and how big it is; a page of results (ladder, total, the facets of that
page, no cards), autocomplete, browsing everything and one category with facets; the whole HTTP page with its queries;
how long a save takes until it is found and a withdrawal until it is not; and whether both engines find and count the
same for random queries and filters, with every facet there is. What the embedded engine keeps of questions is thrown
away before each one, and so is the cluster's cache of requests. Made in a folder and under an index name of its own,
both deleted afterwards.

Made-up names all say that they are ("Ví Dụ"). No catalogue has words that stand in every name, so parts of names with
them are a row of their own: what the worst of words cost.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import in_process

TIMES = 200
IN_EVERY_NAME = {"vi", "du"}
TYPED = (
    *("mien dong", "chè móc câu", "nước mắm", "nuocmam phu quoc", "gốm sứ bát tràng", "ruou can", "mây tre đan", "tea"),
    *(
        "trà ô lông cấp quốc gia",
        "banh da",
        "hạt điều rang muối",
        "dầu mè",
        "may cay",
        "đông trùng hạ thảo",
        "không gì",
    ),
)


def percentile(values: list[float], share: int) -> float:
    return statistics.quantiles(values, n=100)[share - 1]


def timed(ask: Callable[[str], object], words: list[str], before: Callable[[], None]) -> list[float]:
    """Milliseconds of each question."""
    found = []
    for each in words:
        before()
        started = time.perf_counter()
        ask(each)
        found.append((time.perf_counter() - started) * 1000)
    return found


def queries(chance: random.Random) -> list[str]:
    """Parts of names on this site, half of them without accents, and what people type."""
    found = list(TYPED)
    for part in parts_of_names(chance):
        if len(found) == TIMES:
            break
        if not IN_EVERY_NAME & set(plain(part).split()):
            found.append(part)
    return found


def in_every_name(chance: random.Random) -> list[str]:
    """Parts of names with words that every made-up name has."""
    with_them = (part for part in parts_of_names(chance) if IN_EVERY_NAME & set(plain(part).split()))
    return [*islice(with_them, TIMES // 4)]


def parts_of_names(chance: random.Random) -> Iterator[str]:
    from products.models import Product

    names = list(Product.objects.values_list("name_vi", flat=True).order_by("pk")[:5000])
    while True:
        words = chance.choice(names).split()
        start = chance.randrange(len(words))
        part = " ".join(words[start : start + chance.choice((1, 2, 2, 3))])
        yield plain(part) if chance.random() < 0.5 else part


def plain(words: str) -> str:
    from common import text

    return text.fold(text.normalise(words))


def choices_at_random(chance: random.Random, offered: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Up to three facets, each with one or two of its values."""
    facets = chance.sample(sorted(offered), chance.choice((0, 1, 1, 2, 3)))
    return {
        facet: tuple(chance.sample(offered[facet], min(len(offered[facet]), chance.choice((1, 1, 2)))))
        for facet in facets
    }


def differences(engines: dict[str, object], words: list[str], chance: random.Random, times: int) -> list[str]:
    """Random queries and filters for which the engines do not find and count the same."""
    from search import services
    from search.engines.base import FACETS, Query
    from search.names import Names
    from search.plan.model import Plan

    embedded, cluster = engines.values()
    counted = embedded.run(Plan(), Query(facets=FACETS)).facets
    offered = {facet: sorted(values) for facet, values in counted.items() if values}
    wrong = []
    for _ in range(times):
        typed = chance.choice((*words, ""))
        request = services.Request(text=typed, choices=choices_at_random(chance, offered), facets=FACETS)
        reading, step, _looser = services.climb(request, Names())
        query = replace(services.query_for(request, step, reading), limit=1000)
        here, there = embedded.run(step.plan, query), cluster.run(step.plan, query)
        facets = {name: dict(values) for name, values in here.facets.items()}
        same_hits = here.total > 1000 or {hit.reference for hit in here.hits} == {hit.reference for hit in there.hits}
        if here.total != there.total or facets != there.facets or not same_hits:
            wrong.append(f"{typed!r} {request.choices}: {here.total} and {there.total}")
    return wrong


def measure(engine, words: list[str], worst: list[str]) -> dict[str, list[float]]:
    """Milliseconds of each question, by what is asked."""
    from django.test import Client
    from django.urls import reverse

    from search import services
    from search.engines import asking, get_embedded
    from search.list_pages import browse_page, results_page
    from search.suggesting import suggest

    client, page = Client(HTTP_HOST="localhost"), reverse("search:results")
    results, browse = ([facet.name for facet in each("").facets] for each in (results_page, browse_page))
    cluster = engine if engine is not get_embedded() else None

    def before() -> None:
        get_embedded().forget_kept()
        if cluster:
            cluster.client.indices.clear_cache(index=cluster.alias, request=True)

    def narrowed(**choices: tuple[str, ...]) -> Callable[[str], object]:
        request = services.Request(scope={"kind": ("product",)}, choices=choices, facets=tuple(browse))
        return lambda _words: services.search(request)

    def searched(typed: str) -> object:
        return services.search(services.Request(text=typed, facets=tuple(results)))

    questions: dict[str, tuple[Callable[[str], object], list[str]]] = {
        "page": (searched, words),
        "page, words of every record": (searched, worst),
        "autocomplete": (lambda typed: suggest(typed[:6]), words),
        "browse with facets": (narrowed(awarded=("yes",)), words),
        "browse a category of a year": (narrowed(category=("thuc-pham",), year=("2025",)), words),
        "HTTP page": (lambda typed: client.get(page, {"q": typed}), words),
    }
    found = {}
    with asking(engine):
        for name, (ask, asked) in questions.items():
            timed(ask, asked[:20], before)
            found[name] = timed(ask, asked, before)
    return found


def sql_of_page(engine) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from search.engines import asking

    client, page = Client(HTTP_HOST="localhost"), reverse("search:results")
    with asking(engine):
        client.get(page, {"q": "mien dong"})
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(page, {"q": "chè"})
    return len(captured)


def after_changes(engine) -> dict[str, list[float]]:
    """Milliseconds from the beginning of a save until its new name is found, of a withdrawal until it is not."""
    from products.models import Product
    from search.engines.base import Query
    from search.plan.model import Alternative, Group, Plan, Token

    found: dict[str, list[float]] = {"found after a save, ms": [], "gone after a withdrawal, ms": []}
    for product in Product.objects.order_by("pk")[:20]:
        word = "x" + uuid.uuid4().hex[:8]
        plan = Plan.all_of((Group((Alternative((Token(word, False),)),)),))
        product.name_vi = f"{product.name_vi.split(' x')[0]} {word}"
        for (_label, taken), is_live in zip(found.items(), (True, False), strict=True):
            product.live = is_live
            started = time.perf_counter()
            product.save()
            while bool(engine.count(plan, Query())) != is_live:
                time.sleep(0.002)
            taken.append((time.perf_counter() - started) * 1000)
        product.live = True
        product.save()
    return found


def size_of(engine) -> float:
    """Megabytes."""
    from search.engines import get_embedded

    if engine is get_embedded():
        return (engine.folder / engine.name).stat().st_size / 1e6
    return engine.client.indices.stats(index=engine.alias)["_all"]["primaries"]["store"]["size_in_bytes"] / 1e6


def at(total: int, *, agreement: int) -> bool:
    from search import lifecycle
    from search.engines import get_cluster, get_embedded

    in_process.grow(total)
    engines = {"embedded": get_embedded(), "Elasticsearch": get_cluster()}
    builders = {"embedded": lifecycle.rebuild, "Elasticsearch": lifecycle.rebuild_cluster}
    words, worst = queries(random.Random(total)), in_every_name(random.Random(total))
    print(f"\n## {total} products\n\n| ms, p50 / p95 | embedded | Elasticsearch |\n|---|---|---|")
    built, measured = {}, {}
    for name, build in builders.items():
        started = time.monotonic()
        build()
        built[name] = time.monotonic() - started
    cluster = engines["Elasticsearch"]
    cluster.client.options(request_timeout=300).indices.forcemerge(index=cluster.alias, max_num_segments=1)
    for name, engine in engines.items():
        measured[name] = measure(engine, words, worst)
    for question in measured["embedded"]:
        cells = (
            f"{percentile(each[question], 50):.1f} / {percentile(each[question], 95):.1f}" for each in measured.values()
        )
        print(f"| {question} | {' | '.join(cells)} |")
    changes = [after_changes(engine) for engine in engines.values()]
    rows = {
        **{
            label: [f"{percentile(each[label], 50):.0f} / {percentile(each[label], 95):.0f}" for each in changes]
            for label in changes[0]
        },
        "queries of the HTTP page": [str(sql_of_page(engine)) for engine in engines.values()],
        "build, s": [f"{each:.0f}" for each in built.values()],
        "size, MB": [f"{size_of(engine):.0f}" for engine in engines.values()],
    }
    for label, cells in rows.items():
        print(f"| {label} | {' | '.join(cells)} |")
    print(f"\nmost memory of this process so far: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    wrong = differences(engines, words, random.Random(total), agreement) if agreement else []
    if agreement:
        print(
            f"{agreement - len(wrong)} of {agreement} random queries with filters: the same records, totals and counts"
        )
    for line in wrong[:10]:
        print("  " + line)
    sys.stdout.flush()
    return not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--elasticsearch", default="http://127.0.0.1:9200", help="the address of a server")
    parser.add_argument("--agreement", type=int, default=500, help="random queries, at the first size")
    options = parser.parse_args()
    alias = f"bench-{uuid.uuid4().hex[:8]}"
    with tempfile.TemporaryDirectory() as folder:
        in_process.prepare(
            Path(folder), ELASTICSEARCH_URL=options.elasticsearch, ELASTICSEARCH_INDEX=alias, PAGE_CACHE_MB="0"
        )
        from search.engines import get_cluster

        cluster = get_cluster()
        cluster.client = cluster.client.options(request_timeout=20)
        try:
            agreed = [at(size, agreement=0 if place else options.agreement) for place, size in enumerate(options.sizes)]
        finally:
            cluster.forget_everything()
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
