"""`manage.py clock`: the site's only scheduler. Runs what is due each minute until it is stopped."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from office.clock import tick

SECONDS = 60


class Command(BaseCommand):
    help = "Runs the periodic jobs each minute. Several may run at once: each job is done by one of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run what is due now, then end (1 where a job failed).")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            if failures := tick():
                raise CommandError("\n".join(f"{name}: {failure}" for name, failure in failures.items()))
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set():
            close_old_connections()
            for name, failure in tick().items():
                self.stderr.write(f"{name}: {failure}")
            close_old_connections()
            stopped.wait(SECONDS)
