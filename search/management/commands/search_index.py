"""Builds, drains, verifies and reports the search indexes: this host's own, and the cluster's where there is one."""

import time
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils.translation import gettext as _

from common.errors import Refusal
from search import lifecycle, outbox, reporting
from search.engines.base import UnavailableError
from search.models import EngineName

HELP = (
    "create: build what is not there; rebuild: build anew beside the old and swap; drain: index what waits"
    " (--follow: go on until stopped); verify: compare and repair; retry: try dead letters again; status: report."
)


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["create", "rebuild", "drain", "verify", "retry", "status"])
        parser.add_argument("--engine", choices=EngineName.values, default=EngineName.EMBEDDED, help="for rebuild")
        parser.add_argument("--follow", action="store_true", help="drain: look every --seconds until stopped")
        parser.add_argument("--seconds", type=float, default=1.0)

    def handle(self, *args: Any, **options: Any) -> None:
        actions: dict[str, Callable[[], None]] = {
            "create": self.create,
            "rebuild": lambda: self.rebuild(options["engine"]),
            "drain": lambda: self.follow(options["seconds"]) if options["follow"] else self.drain(),
            "verify": self.verify,
            "retry": self.retry,
            "status": self.status,
        }
        try:
            actions[options["action"]]()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except outbox.BusyError as busy:
            raise CommandError(_("Chỉ mục đang bận: một tiến trình khác đang ghi. Thử lại sau.")) from busy
        except UnavailableError as error:
            raise CommandError(_("Không dùng được chỉ mục lúc này: %(error)s") % {"error": error}) from error

    def create(self) -> None:
        lifecycle.ensure_followed()
        lifecycle.ensure_cluster_followed()
        self.status()

    def rebuild(self, engine: str) -> None:
        build = lifecycle.rebuild_cluster if engine == EngineName.ELASTICSEARCH else lifecycle.rebuild
        total = build(progress=self._progress)
        self.stdout.write(_("Đã dựng lại chỉ mục: %(total)s mục.") % {"total": total})

    def drain(self) -> None:
        lifecycle.ensure_index()
        done = outbox.drain()
        self.stdout.write(_("Đã cập nhật %(done)s thay đổi vào chỉ mục.") % {"done": done})

    def follow(self, seconds: float) -> None:
        """For a host beside the first: what is saved elsewhere is found here after `seconds`."""
        self.stdout.write(_("Đang theo dõi thay đổi. Dừng bằng Ctrl+C."))
        try:
            while True:
                try:
                    lifecycle.ensure_index()
                    outbox.drain()
                except (outbox.BusyError, UnavailableError) as error:
                    self.stderr.write(str(error))
                close_old_connections()
                time.sleep(seconds)
        except KeyboardInterrupt:
            self.stdout.write(_("Đã dừng."))

    def verify(self) -> None:
        lifecycle.ensure_index()
        for engine, difference in lifecycle.verify().items():
            label = engine.label
            if not difference:
                self.stdout.write(_("%(engine)s: khớp với cơ sở dữ liệu.") % {"engine": label})
                continue
            words = (
                (_("Thiếu: %(kind)s %(id)s"), difference.missing),
                (_("Thừa: %(kind)s %(id)s"), difference.stale),
                (_("Cũ: %(kind)s %(id)s"), difference.behind),
            )
            for sentence, references in words:
                for reference in references:
                    self.stdout.write(sentence % {"kind": reference.kind, "id": str(reference.id)})
            self.stdout.write(_("%(engine)s: đã sửa.") % {"engine": label})

    def retry(self) -> None:
        self.stdout.write(_("Đã thử lại %(count)s mục hỏng.") % {"count": reporting.try_again()})

    def status(self) -> None:
        for report in reporting.report():
            for line in reporting.lines(report):
                self.stdout.write(line)

    def _progress(self, kind: str, done: int, count: int) -> None:
        self.stdout.write(f"{kind}: {done}/{count}")
