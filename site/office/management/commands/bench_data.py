"""Fills a site with made-up products for measurements, and empties it of them again."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from office.demo.generated import generate, generated, remove


class Command(BaseCommand):
    help = "Generate N made-up products with producers and awards; --remove takes them away. After setup_site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int, nargs="?", default=10_000, help="how many there are afterwards")
        parser.add_argument("--remove", action="store_true", help="take all made-up products away")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.ONLY_LOOPBACK:
            raise CommandError("Made-up products belong on no site that others can reach (ALLOWED_HOSTS).")
        started = time.monotonic()
        if options["remove"]:
            words = f"{remove(progress=self.tell)} products removed"
        else:
            words = f"{generate(options['count'], progress=self.tell)} products generated, {generated()} in all"
        self.stdout.write(f"{words}, {time.monotonic() - started:.0f} s")

    def tell(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total}")
