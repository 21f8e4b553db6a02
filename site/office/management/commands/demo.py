"""Builds the demonstration and says where to go."""

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common.errors import Refusal
from office.demo import ACCOUNTS, build

PASSWORD = "hang-nghe-vi-du"  # noqa: S105 - printed for everybody, and only on a site that this machine alone reaches
PUBLIC_SITE = (
    "This site answers to more than this machine (ALLOWED_HOSTS), and the demonstration makes accounts whose "
    "password everybody can read. With --force and a DEMO_PASSWORD of your own it is built all the same."
)


class Command(BaseCommand):
    help = "Build the demonstration: real awards and fairs, fictional producers, accounts. Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="also on a site that others can reach")

    def handle(self, *_args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD", "").strip() or PASSWORD
        if not settings.ONLY_LOOPBACK and (not options["force"] or password == PASSWORD):
            raise CommandError(PUBLIC_SITE)
        started = time.monotonic()
        try:
            built = build(password=password, progress=self.tell)
        except Refusal as refusal:
            raise CommandError("\n  ".join([str(refusal.message), *map(str, refusal.details)])) from refusal
        if built.is_nothing:
            self.stdout.write("Không có gì thay đổi. / Nothing has changed.")
        self.stdout.write(f"{time.monotonic() - started:.0f} s")
        self.show_accounts(password)

    def tell(self, step: str, added: int) -> None:
        self.stdout.write(f"{added:>7}  {step}")
        self.stdout.flush()

    def show_accounts(self, password: str) -> None:
        address = settings.BASE_URL
        lines = [
            "",
            f"  Trang công khai / public site    {address}/vi/   {address}/en/",
            f"  Bàn làm việc / staff             {address}/admin/",
            f"  Góc cơ sở / producers            {address}/vi/goc-co-so/",
            "",
            f"  Mật khẩu chung / password        {password}",
        ]
        lines += [f"  {account.username:<16} {account.does}" for account in ACCOUNTS]
        self.stdout.write("\n".join(lines))
