"""How long the whole sitemap takes with N products: `python bench/sitemap.py 100000`.

In this process, from a database of its own that is deleted afterwards. Every file is read to its end, its addresses
and bytes are counted, and the run fails where one breaks the protocol's limits, or where all take more than ten
seconds of the processor, which a busy machine does not distort. Django's own sitemap is measured beside it on one
file: the list of addresses alone, without rendering its template.
"""

import argparse
import datetime
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from in_process import prepare

MOST_SECONDS = 10.0
MOST_ADDRESSES, MOST_BYTES = 50_000, 50 * 2**20
BATCH = 2_000
PRODUCTS_A_MAKER = 4


def fill(total: int) -> None:
    """`total` products of a quarter as many makers, each product with one award of one released decision."""
    from django.utils import timezone

    from producers.models import Producer
    from products.models import Award, AwardStanding, Decision, Product, SelectionRound

    now = timezone.now()
    published = {"live": True, "first_published_at": now, "last_published_at": now, "created_at": now}
    held = SelectionRound.objects.create(level="province", year=2024, slug="cap-tinh-2024")
    decision = Decision.objects.create(
        round=held, number="1/QĐ-UBND", slug="1-qd-ubnd", date=datetime.date(2024, 6, 1), released_at=now
    )
    makers = range(1, total // PRODUCTS_A_MAKER + 1)
    _create(Producer, (Producer(pk=key, name_vi=f"Cơ sở {key}", slug=f"co-so-{key}", **published) for key in makers))
    keys = range(1, total + 1)
    names = ((key, f"Miến dong sợi vàng Bình Lư loại {key}") for key in keys)
    _create(
        Product,
        (
            Product(pk=key, name_vi=name, slug=f"mien-dong-soi-vang-binh-lu-loai-{key}", producer_id=1, **published)
            for key, name in names
        ),
    )
    same = {"decision": decision, "product_name": "Miến dong", "level": "province", "year": 2024}
    _create(
        Award,
        (Award(pk=key, code=f"M{key}", round=held, product_id=key, evidence="transcribed", **same) for key in keys),
    )
    _create(
        AwardStanding,
        (AwardStanding(award_id=key, product_id=key, level_rank=3, evidence="transcribed", **same) for key in keys),
    )


def _create(model: type, records: Iterable) -> None:
    """Write the records as they are, a batch at a time."""
    batch = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            model.objects.bulk_create(batch)  # type: ignore[attr-defined]
            batch = []
    model.objects.bulk_create(batch)  # type: ignore[attr-defined]


def measure() -> tuple[float, float, list[tuple[str, int, int]]]:
    """Seconds by the clock and of the processor for the index and every file; (name, addresses, bytes) of each."""
    from common.sitemaps import address_file, index_file
    from pages.found.sitemaps import SECTIONS
    from pages.found.views import sitemap_address

    _warm_up()
    started, worked = time.perf_counter(), time.process_time()
    files = [("index", *_weigh(index_file(SECTIONS.values(), sitemap_address)))]
    for section in SECTIONS.values():
        for number in range(1, section.files() + 1):
            files.append((sitemap_address(section.name, number), *_weigh(address_file(section.of_file(number)))))
    return time.perf_counter() - started, time.process_time() - worked, files


def _warm_up() -> None:
    """Read the address table once, as a server has before its first visitor."""
    from django.urls import get_resolver

    assert get_resolver().url_patterns


def _weigh(pieces: Iterable[str]) -> tuple[int, int]:
    """(addresses, bytes) of a file that is written piece by piece."""
    addresses = size = 0
    for piece in pieces:
        addresses += piece.count("<loc>")
        size += len(piece.encode())
    return addresses, size


def djangos_own() -> float:
    """Seconds that Django's sitemap takes for the addresses of one file as large as ours."""
    from django.contrib.sitemaps import Sitemap
    from django.urls import reverse

    from common.sitemaps import ADDRESSES_A_FILE
    from products.models import Product

    class Products(Sitemap):
        i18n = alternates = x_default = True
        limit = ADDRESSES_A_FILE

        def items(self):
            return Product.objects.published().order_by("pk").values_list("slug", "last_published_at")

        def lastmod(self, item):
            return item[1]

        def location(self, item):
            return reverse("pages:product", args=[item[0]])

    class Here:
        domain = "localhost"

    started = time.process_time()
    Products().get_urls(page=1, site=Here(), protocol="https")
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("total", type=int, nargs="?", default=100_000)
    total = parser.parse_args().total
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        from django.db import transaction

        from search.lifecycle import ensure_index

        # The search index knows the award levels with their years. A running site has one; it is no matter of ours.
        ensure_index()
        started = time.monotonic()
        with transaction.atomic():
            fill(total)
        print(f"{total} products ready after {time.monotonic() - started:.0f} s", file=sys.stderr)
        seconds, worked, files = measure()
        own = djangos_own()
    addresses, largest = sum(file[1] for file in files[1:]), max(file[2] for file in files)
    print(f"{total} products: {len(files) - 1} files, {addresses} addresses, largest {largest / 2**20:.1f} MB")
    print(f"index and all files: {worked:.1f} s of the processor, {seconds:.1f} s by the clock")
    print(f"Django's own, the addresses of one of these files: {own:.1f} s of the processor")
    if worked > MOST_SECONDS or any(file[1] > MOST_ADDRESSES or file[2] > MOST_BYTES for file in files):
        sys.exit("beyond the limits")


if __name__ == "__main__":
    main()
