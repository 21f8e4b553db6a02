"""How long public pages take at 200 and at N products: `python bench/in_process.py 10000`.

Django's test client in this process, so no network and no server is measured. Everything is made in a folder that
is deleted afterwards; the same products are shown at both sizes, since the larger site holds the smaller.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from search.state import ListState

ROOT = Path(__file__).resolve().parents[1]
SMALL = 200
DEEP = 400
"""The page of a long list that is measured."""
MOST_RATIO = 1.5
HELD_TO_IT = ("list", "product")
"""The pages whose ratio fails the run; the others are told."""


class Timing(NamedTuple):
    """Milliseconds of the requests to one page, and the queries of one."""

    median: float
    slowest_tenth: float
    queries: int


def prepare(folder: Path, **settings: str) -> None:
    """A site of its own in `folder`, with places, page trees and collected style sheets; `settings` beside ours."""
    configure(folder, **settings)
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    set_up()


def configure(folder: Path, **settings: str) -> None:
    """Django for a site in `folder`, and the same for processes that are started; nothing is written yet."""
    for name in ("DATABASE_URL", "CACHE_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)
    ours = {
        "VAR_DIR": str(folder / "var"),
        "MEDIA_ROOT": str(folder / "media"),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "SECRET_KEY": "a key for measurements only, it signs nothing that is kept",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEBUG": "0",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    os.environ.update({**ours, **settings})
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

    import django

    django.setup()


def set_up() -> None:
    """Tables, places and page trees."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from places.services import load_places

    load_places()
    call_command("setup_site", verbosity=0)


def refuse_tables() -> None:
    """For what deletes products: never in a database that somebody uses."""
    from django.db import connection

    if connection.introspection.table_names():
        raise SystemExit("The database is not empty: give one that is, this deletes products.")


def grow(total: int) -> None:
    """Bring the site to `total` products."""
    from office.demo.generated import generate

    started = time.monotonic()
    generate(total, progress=lambda done, of: print(f"\r  {done} of {of} products", end="", file=sys.stderr))
    draw_plates()
    print(f"\r  {total} products ready after {time.monotonic() - started:.0f} s", file=sys.stderr)


def addresses() -> dict[str, str]:
    """The pages by name; the same product and producer at every size."""
    from django.urls import reverse
    from django.utils import translation

    from products.models import Product

    with translation.override("vi"):
        product = Product.objects.awarded().order_by("pk").select_related("producer")[0]
        browse = reverse("search:browse")
        page, deep = deep_page()
        return {
            "list": browse,
            f"deep list ({page})": deep.address(browse),
            "search": reverse("search:results") + "?q=ch%C3%A8",
            "product": product.get_absolute_url(),
            "producer": product.producer.get_absolute_url(),
            "producers": reverse("pages:producers"),
            "home": "/vi/",
        }


def deep_page() -> tuple[int, "ListState"]:
    """Page 400 of all awarded products, or the last one, as one comes to it by reading on."""
    from search import services
    from search.state import ListState

    def shown(offset: int) -> services.Result:
        request = services.Request(scope=services.AWARDED_PRODUCTS, sort="newest", offset=offset, limit=1)
        return services.search(request)

    number = max(2, min(DEEP, -(-shown(0).total // services.PAGE_SIZE)))
    anchor = shown((number - 1) * services.PAGE_SIZE - 1).found.hits[0].reference
    return number, ListState().at(number, after=anchor)


def draw_plates(most: int = 20_000) -> None:
    """What the clock does by and by. Of a very large site only the two pages that are measured."""
    from products.plates.filling import draw, fill
    from products.plates.models import ChangedPlate, StoredPlate
    from search import services

    if generated_count() <= most:
        fill()
        return
    # Nobody else writes here: what the growing noted is of products that are drawn now, or not at all.
    ChangedPlate.objects.all().delete()
    StoredPlate.objects.all().delete()
    page, _state = deep_page()
    for offset in (0, (page - 1) * services.PAGE_SIZE):
        request = services.Request(scope=services.AWARDED_PRODUCTS, sort="newest", offset=offset)
        draw(hit.reference.id for hit in services.search(request).found.hits)


def generated_count() -> int:
    from office.demo.generated import generated

    return generated()


def measure(address: str, times: int) -> Timing:
    """Request a page until it is warm, then `times` times."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from common.page_cache import forget_pages

    forget_pages()
    client = Client(SERVER_NAME="localhost")
    for _warming in range(3):
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answers {response.status_code}")
    forget_pages()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        queries = len(captured)
    taken = sorted(_milliseconds(lambda: client.get(address)) for _time in range(times))
    return Timing(statistics.median(taken), taken[int(times * 0.9)], queries)


def _milliseconds(act: Callable[[], object]) -> float:
    from common.page_cache import forget_pages

    forget_pages()
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def measure_all(times: int) -> dict[str, Timing]:
    """Every page by its name, the deepest list under one name at every size."""
    return {name.split(" (")[0]: measure(address, times) for name, address in addresses().items()}


def report(small: dict[str, Timing], large: dict[str, Timing], count: int) -> list[str]:
    """Print the table; the names of the pages that grew more than they may."""
    print(f"{'page':<12}{SMALL:>9} ms{count:>9} ms{'ratio':>8}{'p90':>9} ms{'queries':>9}")
    failed = []
    for name, timing in large.items():
        ratio = timing.median / small[name].median
        grew = name in HELD_TO_IT and ratio > MOST_RATIO
        failed += [name] if grew else []
        print(
            f"{name:<12}{small[name].median:>12.1f}{timing.median:>12.1f}{ratio:>8.2f}{timing.slowest_tenth:>12.1f}"
            f"{small[name].queries:>5}/{timing.queries:<3}{'  too slow' if grew else ''}"
        )
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--times", type=int, default=30, help="requests to each page")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hang-nghe-bench-") as folder:
        prepare(Path(folder))
        grow(SMALL)
        small = measure_all(options.times)
        grow(options.count)
        failed = report(small, measure_all(options.times), options.count)
    if failed:
        raise SystemExit(f"More than {MOST_RATIO} times slower: {', '.join(failed)}")


if __name__ == "__main__":
    main()
