"""Builds, drains, verifies and reports the search index of this host."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from common.errors import Refusal
from search import lifecycle, outbox
from search.engines import get_engine


class Command(BaseCommand):
    help = "rebuild: build the index anew; drain: index what waits; verify: compare and repair; status: report."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "drain", "verify", "status"])

    def handle(self, *args: Any, **options: Any) -> None:
        action = {
            "rebuild": self.rebuild,
            "drain": self.drain,
            "verify": self.verify,
            "status": self.status,
        }[options["action"]]
        try:
            action()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except outbox.BusyError as busy:
            raise CommandError(_("Chỉ mục đang bận: một tiến trình khác đang ghi. Thử lại sau.")) from busy

    def rebuild(self) -> None:
        total = lifecycle.rebuild(progress=self._progress)
        self.stdout.write(_("Đã dựng lại chỉ mục: %(total)s mục.") % {"total": total})

    def drain(self) -> None:
        lifecycle.ensure_index()
        done = outbox.drain()
        self.stdout.write(_("Đã cập nhật %(done)s thay đổi vào chỉ mục.") % {"done": done})

    def verify(self) -> None:
        lifecycle.ensure_index()
        outbox.drain()
        difference = lifecycle.compare()
        if not difference:
            self.stdout.write(_("Chỉ mục khớp với cơ sở dữ liệu."))
            return
        for reference in difference.missing:
            self.stdout.write(_("Thiếu: %(kind)s %(id)s") % {"kind": reference.kind, "id": str(reference.id)})
        for reference in difference.stale:
            self.stdout.write(_("Thừa: %(kind)s %(id)s") % {"kind": reference.kind, "id": str(reference.id)})
        lifecycle.repair(difference)
        self.stdout.write(_("Đã sửa chỉ mục."))

    def status(self) -> None:
        engine = get_engine()
        if not engine.exists():
            self.stdout.write(_("Chưa có chỉ mục. Chạy: manage.py search_index rebuild"))
            return
        counts: dict[str, int] = {}
        for reference in engine.references():
            counts[reference.kind] = counts.get(reference.kind, 0) + 1
        for kind, count in sorted(counts.items()):
            self.stdout.write(f"{kind}: {count}")
        self.stdout.write(_("Chờ cập nhật: %(waiting)s") % {"waiting": lifecycle.waiting()})

    def _progress(self, kind: str, done: int, count: int) -> None:
        self.stdout.write(f"{kind}: {done}/{count}")
