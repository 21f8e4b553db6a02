"""What `bench/faults.py` starts and kills: `fault_processes.py write …` or `fault_processes.py drain …`.

A writer changes products at random and notes each change in a file of its own: one line for the intent, one for the
commit. Started again after a kill it goes on where the file ends. A drainer empties the cluster's queue beside another
one. Both are processes of a site of their own, as the parent's environment describes it.
"""

import argparse
import contextlib
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
WORDS = ("chè", "miến", "gốm", "mây", "nước mắm", "lụa", "quế", "hồi", "cà phê", "bánh đa", "mật ong", "rượu nếp")
ROLLED_BACK = 0.1
LONGEST_DRAIN_SECONDS = 90


class RolledBackError(Exception):
    """Raised to undo a transaction."""


class Writer:
    """Changes at random. Every one is a transaction; one in ten is undone at its end."""

    def __init__(self, number: int, dice: random.Random) -> None:
        from producers.models import Producer
        from products.models import Product
        from products.services.decisions import ensure_decision
        from products.services.register import ensure_round

        self.number = number
        self.dice = dice
        self.products, self.producers = Product.objects, Producer.objects
        self.round = ensure_round(level="province", year=2024, province_as_printed="Ví Dụ lúc có sự cố")
        self.decision = ensure_decision(number="00/QĐ-VD-FAULTS", date=None, round=self.round, by=None)
        self.actions: tuple[tuple[Callable[[], str], int], ...] = (
            (self.save, 30),
            (self.rename, 20),
            (self.publish_or_not, 15),
            (self.create, 10),
            (self.delete, 8),
            (self.rename_producer, 4),
            (self.archive_in_bulk, 4),
            (self.import_products, 5),
            (self.award, 4),
        )

    def act(self) -> str:
        """One change; what it was."""
        from django.db import transaction

        actions, weights = zip(*self.actions, strict=True)
        act = self.dice.choices(actions, weights)[0]
        is_undone, said = self.dice.random() < ROLLED_BACK, ""
        with contextlib.suppress(RolledBackError), transaction.atomic():
            said = act()
            if is_undone:
                raise RolledBackError
        return f"{said}{', rolled back' if is_undone else ''}"

    def _any(self):
        """A product; of a busy one the other writer's change is waited for."""
        ids = self.products.order_by("pk").values_list("pk", flat=True)
        while True:
            product = self.products.select_for_update().filter(pk=ids[self.dice.randrange(ids.count())]).first()
            if product is not None:
                return product

    def _name(self) -> str:
        return f"{self.dice.choice(WORDS).capitalize()} {self.dice.choice(WORDS)} {self.dice.randrange(10**6)}"

    def save(self) -> str:
        product = self._any()
        product.summary_vi = f"Lời mới: {self._name()}"
        product.save()
        return f"save {product.pk}"

    def rename(self) -> str:
        product = self._any()
        product.name_vi = self._name()
        product.save(update_fields=["name_vi"])
        return f"rename {product.pk}"

    def publish_or_not(self) -> str:
        product = self._any()
        product.live = not product.live
        product.save(update_fields=["live"])
        return f"{'publish' if product.live else 'unpublish'} {product.pk}"

    def _new(self, **fields):
        name = self._name()
        slug = f"su-co-{self.number}-{self.dice.getrandbits(60):x}"
        return self.products.model(name_vi=name, slug=slug, is_example=True, **fields)

    def create(self) -> str:
        product = self._new(live=True)
        product.save()
        return f"create {product.pk}"

    def delete(self) -> str:
        """One of those that were made here and hold no award: the register keeps the others."""
        ours = self.products.filter(source_reference="", awards=None).order_by("?").values_list("pk", flat=True)
        product = self.products.select_for_update().filter(pk=ours.first() or 0).first()
        if product is None or product.awards.exists():
            return self.create()
        number = product.pk
        product.delete()
        return f"delete {number}"

    def rename_producer(self) -> str:
        """Its products show its name, though no row of theirs changes."""
        ids = self.producers.order_by("pk").values_list("pk", flat=True)
        producer = self.producers.select_for_update().get(pk=ids[self.dice.randrange(ids.count())])
        producer.name_vi = f"Hợp tác xã {self._name()}"
        producer.save(update_fields=["name_vi"])
        return f"rename producer {producer.pk}"

    def archive_in_bulk(self) -> str:
        """Without a signal: the code that does it says which records changed."""
        from django.utils import timezone

        from search.outbox import enqueue

        some = self.dice.sample(list(self.products.values_list("pk", flat=True)), 3)
        # Locked in one order, or two writers would wait for each other.
        ids = list(self.products.filter(pk__in=some).order_by("pk").select_for_update().values_list("pk", flat=True))
        chosen = self.products.filter(pk__in=ids)
        is_archived = chosen.filter(archived_at=None).exists()
        chosen.update(archived_at=timezone.now() if is_archived else None)
        enqueue("product", ids)
        return f"{'archive' if is_archived else 'restore'} {ids}"

    def import_products(self) -> str:
        """As an import of a list does: rows in bulk, then an announcement."""
        from common.after_commit import announce
        from common.moderation.bulk import create_live
        from products.signals import products_changed

        made = create_live([self._new() for _ in range(self.dice.randint(1, 3))])
        announce(products_changed, self.products.model, [product.pk for product in made])
        return f"import {[product.pk for product in made]}"

    def award(self) -> str:
        """Also in bulk: no product's row is saved, but each is found by its award."""
        from products.models import Evidence
        from products.services.register import NewAward, issue_awards

        product = self._any()
        entry = NewAward(
            round=self.round,
            decision=self.decision,
            product=product,
            level="province",
            year=2024,
            product_name=f"{product.name_vi} {self.dice.randrange(10**6)}",
            evidence=Evidence.TRANSCRIBED,
            source_reference=f"faults-{self.number}-{self.dice.getrandbits(60):x}",
        )
        issue_awards([entry], by=None)
        return f"award {product.pk}"


def write(number: int, seed: int, operations: int, log: Path) -> None:
    """Operations until the file has so many; the file outlives a kill, since each line is one write."""
    text = log.read_text(encoding="utf-8") if log.exists() else ""
    starts, done = text.count("start\n"), text.count("done ")
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, b"start\n")
    dice = random.Random(f"{seed}/{number}/{starts}")
    writer = Writer(number, dice)
    for turn in range(done, operations):
        os.write(file, f"begin {turn}\n".encode())
        os.write(file, f"done {turn} {writer.act()}\n".encode())


def drain(start_at: float) -> int:
    """Empty the cluster's queue from that moment on; how many rows were settled here."""
    from search.engines import get_cluster
    from search.models import OutboxEntry
    from search.outbox import drain_cluster

    family = get_cluster().family
    time.sleep(max(0.0, start_at - time.time()))
    done, deadline = 0, time.monotonic() + LONGEST_DRAIN_SECONDS
    while OutboxEntry.objects.filter(target__place=family).exists() and time.monotonic() < deadline:
        done += drain_cluster(most=200)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(dest="kind", required=True)
    writer = kinds.add_parser("write")
    for name in ("number", "seed", "operations"):
        writer.add_argument(name, type=int)
    writer.add_argument("log", type=Path)
    kinds.add_parser("drain").add_argument("start_at", type=float)
    options = parser.parse_args()
    import django

    django.setup()
    if options.kind == "write":
        write(options.number, options.seed, options.operations, options.log)
    else:
        print(drain(options.start_at))


if __name__ == "__main__":
    main()
