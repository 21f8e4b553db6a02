"""What senseless requests cost and whether any breaks the site: `python bench/fuzz.py --count 10000`.

On generated products, with both engines where `--elasticsearch` names a server: searches, browse pages, suggestions,
feeds, beacons (`fuzz_requests`), each handed to the site as a server hands it on, bytes and all, and with the page
cache off. How many of each status, the times, and the slowest with their addresses; fails where one is answered with
an error of ours, or where the cluster did not take what it was asked. Made in a folder and under an index name of its
own, both deleted afterwards.
"""

import argparse
import io
import logging
import statistics
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

sys.path.insert(0, str(Path(__file__).resolve().parent))

import in_process
from fuzz_requests import Asked, Fuzz, Site

SHOWN = 10
LONGEST_SHOWN = 200
COMMON = 60


class Answered(NamedTuple):
    asked: Asked
    status: int
    milliseconds: float
    error: str = ""


def site() -> Site:
    """What this site is made of."""
    from django.conf import settings

    from products.models import Product
    from search.engines import get_embedded, get_words
    from search.engines.base import FACETS, Query
    from search.facets import BY_NAME
    from search.plan.model import Plan
    from search.state import SORT_WORDS, address_word

    syllables = get_words().word_counts().syllables
    counted = get_embedded().run(Plan(), Query(facets=FACETS)).facets
    values = {
        BY_NAME[facet].parameter: [address_word(facet, value) for value in list(found)[:50]]
        for facet, found in counted.items()
    }
    products = list(Product.objects.order_by("pk").values_list("pk", "name_vi")[:5000])
    return Site(
        names=[name for _key, name in products],
        common=sorted(syllables, key=lambda word: -syllables[word])[:COMMON],
        parameters={
            **{name: values.get(name, []) for name in settings.PUBLIC_PARAMETERS},
            "xep": list(SORT_WORDS.values()),
            "trang": ["1", "2", "50", "51", "400"],
            "cn": ["co", "chua", "tat-ca"],
        },
        paths={language: paths(language) for language in ("vi", "en")},
        anchors=[f"san-pham-{key}" for key, _name in products[:50]] + ["san-pham-", "hoi-cho-1", "x-1", "san-pham--1"],
        statement=a_statement(),
    )


def paths(language: str) -> dict[str, str]:
    from django.urls import reverse
    from django.utils import translation

    names = {
        "results": "search:results",
        "browse": "search:browse",
        "suggest": "search:suggest",
        "feed": "pages:feed_search",
        "seek": "inquiries:ask_centre",
        "awards": "pages:awards",
        "producers": "pages:producers",
        "villages": "pages:villages",
        "seen": "query_log:seen",
        "verify": "products:verify_form",
        "shortlist": "shortlist:list",
        "compare": "shortlist:compare",
        "communes": "places:suggest",
        "calendar": "fairs:calendar",
    }
    with translation.override(language):
        return {short: reverse(name) for short, name in names.items()}


def a_statement() -> str:
    """What a page of results says of itself."""
    from search.list_pages import results_page
    from search.listing import Listing
    from search.query_log.statements import statement_of
    from search.state import ListState

    statement = statement_of(Listing(results_page(paths("vi")["results"]), ListState(query="chè")))
    return statement.signed() if statement else ""


def environment(asked: Asked) -> dict[str, Any]:
    """As a server makes it (PEP 3333): the path's bytes as Latin-1, the query as it came."""
    body = asked.body or b""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET" if asked.body is None else "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(asked.path.encode("latin-1")).decode("latin-1"),
        "QUERY_STRING": asked.query,
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "text/plain",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_USER_AGENT": "Mozilla/5.0",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    return {**environ, "HTTP_HX_REQUEST": "true"} if asked.is_htmx else environ


def answered(application: Callable, asked: Asked) -> Answered:
    """The answer read to its end. An error that leaves the site, which a server would answer with 500, is one too."""
    from django.core.signals import got_request_exception

    statuses: list[int] = []
    errors: list[str] = []

    def note(**_details: object) -> None:
        errors.append(repr(sys.exc_info()[1])[:LONGEST_SHOWN])

    got_request_exception.connect(note)
    started = time.perf_counter()
    try:
        response = application(environment(asked), lambda status, _headers, _exc=None: statuses.append(int(status[:3])))
        for _part in response:
            pass
        response.close()
    except Exception as error:
        statuses, errors = [500], [repr(error)[:LONGEST_SHOWN]]
    finally:
        got_request_exception.disconnect(note)
    return Answered(asked, statuses[-1], (time.perf_counter() - started) * 1000, "; ".join(errors))


def report(name: str, answers: list[Answered]) -> bool:
    """Whether none is an error of ours."""
    broken = [each for each in answers if each.status >= 500 or each.error]
    times = sorted(each.milliseconds for each in answers)
    at = statistics.quantiles(times, n=100)
    counted = Counter(each.status for each in answers)
    print(f"\n## {name}: {len(answers)} requests\n")
    print("| " + " | ".join(f"{status}" for status in sorted(counted)) + " | p50, ms | p95 | p99 | slowest |")
    print("|" + "---|" * (len(counted) + 4))
    numbers = [str(counted[status]) for status in sorted(counted)]
    numbers += [f"{value:.0f}" for value in (at[49], at[94], at[98], times[-1])]
    print("| " + " | ".join(numbers) + " |\n\nslowest:")
    for each in sorted(answers, key=lambda each: -each.milliseconds)[:SHOWN]:
        print(f"  {each.milliseconds:7.0f} ms  {each.status}  {shown(each.asked)}")
    for each in broken[: 3 * SHOWN]:
        print(f"BROKEN {each.status} {each.error}  {shown(each.asked)}")
    sys.stdout.flush()
    return not broken


def shown(asked: Asked) -> str:
    return ascii(asked.address[:LONGEST_SHOWN])[1:-1] + (f" ({len(asked.address)} characters)" if asked.query else "")


def fuzz(count: int, seed: int) -> bool:
    """The same requests to every engine of this site."""
    from config.wsgi import application
    from search.engines import asking, get_breaker, get_cluster, get_embedded, get_engine

    # It would tell each address that is not there; what breaks is told with the answers.
    logging.getLogger("django").setLevel(logging.CRITICAL)
    requests = Fuzz(site(), seed).requests(count)
    engines = {"embedded": get_embedded(), **({"Elasticsearch": get_engine()} if get_cluster() else {})}
    refused: list[str] = []
    get_breaker().failed = lambda: refused.append("the cluster did not answer")  # type: ignore[method-assign]
    is_well = True
    for name, engine in engines.items():
        with asking(engine):
            for asked in requests[:20]:
                answered(application, asked)
            answers = [answered(application, asked) for asked in requests]
        is_well = report(name, answers) and is_well
    if refused:
        print(f"BROKEN {len(refused)} questions that the cluster did not take; LOG_LEVEL=WARNING says which")
    return is_well and not refused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000, help="requests to each engine")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--elasticsearch", default="", help="the address of a server; without one, only embedded")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hang-nghe-bench-") as folder:
        cluster = {"ELASTICSEARCH_INDEX": f"bench-{uuid.uuid4().hex[:8]}"}
        if options.elasticsearch:
            cluster["ELASTICSEARCH_URL"] = options.elasticsearch
        in_process.prepare(Path(folder), PAGE_CACHE_MB="0", **cluster)
        return 0 if run(options.products, options.count, options.seed) else 1


def run(products: int, count: int, seed: int) -> bool:
    from search import lifecycle
    from search.engines import get_cluster

    in_process.grow(products)
    lifecycle.rebuild()
    cluster = get_cluster()
    if cluster is None:
        return fuzz(count, seed)
    # A shared machine stalls: what is asked here is what the cluster makes of a question, and how long the page takes.
    cluster.client = cluster.client.options(request_timeout=20)
    try:
        lifecycle.rebuild_cluster()
        return fuzz(count, seed)
    finally:
        cluster.forget_everything()


if __name__ == "__main__":
    sys.exit(main())
