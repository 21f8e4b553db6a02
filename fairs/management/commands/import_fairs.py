"""Import a list of fairs."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import Refusal
from fairs.importing import Fate, PlannedFair, apply_fairs, counts, plan_fairs, read_fairs
from places.services import PlaceIndex

DONE, REFUSED, NEEDS_CHOICE = 0, 1, 2


class Command(BaseCommand):
    """Exits with 0 when done or with nothing to do, 1 when refused, 2 when a choice is needed (`--choose`)."""

    help = "Import fairs from .xlsx, .csv or .docx. Exit: 0 done or nothing to do, 1 refused, 2 needs a choice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show every row's fate, write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a row on standard output")
        parser.add_argument(
            "--choose", action="append", default=[], metavar="ROW=CHOICE", help="12=new, 12=345, 12=skip, *=new"
        )
        parser.add_argument("--by", default="", metavar="USERNAME", help="who imports")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            code = self._run(options)
        except Refusal as refusal:
            self._say(str(refusal.message))
            for detail in refusal.details:
                self._say(f"  {detail}")
            code = REFUSED
        if code != DONE:
            sys.exit(code)

    def _run(self, options: dict[str, Any]) -> int:
        choices = _choices(options["choose"])
        by = _user(options["by"])
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise Refusal(_("Không đọc được tệp “%(file)s”.") % {"file": options["file"]}) from error
        rows = read_fairs(content, filename=options["file"].name)
        index = PlaceIndex.load()
        planned = plan_fairs(rows, choices=choices, index=index)
        for each in planned:
            self._show(each, as_json=options["json"])
        counted = counts(planned)
        for fate, count in sorted(counted.items()):
            self._say(f"{count:>6}  {Fate(fate).label}")
        if counted[Fate.REFUSED]:
            self._say(_("Danh sách có dòng không nhận được, nên chưa ghi gì."))
            return REFUSED
        if counted[Fate.AMBIGUOUS]:
            self._say(_("Có dòng cần chọn; dùng --choose, chưa ghi gì."))
            return NEEDS_CHOICE
        if not options["dry_run"]:
            added = apply_fairs(rows, choices=choices, index=index, by=by)
            said = _("Đã ghi %(count)s hội chợ.") if added else _("Không có gì thay đổi.")
            self._say(said % {"count": len(added)} if added else said)
        return DONE

    def _show(self, planned: PlannedFair, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(planned.as_data(), ensure_ascii=False))
            return
        row = planned.row
        self.stdout.write(f"{row.label:<14} {planned.fate:<10} {row.name} – {planned.reason}")
        for fault in (*row.errors, *row.warnings):
            self.stdout.write(f"{'':<25} {row.label} {fault.column or '?'}: {fault.sentence}")
        for pk, name in planned.candidates:
            self.stdout.write(f"{'':<25} --choose '{row.label}={pk}'  {name}")

    def _say(self, sentence: str) -> None:
        self.stderr.write(str(sentence))


def _choices(texts: list[str]) -> dict[str, str]:
    chosen = {}
    for text in texts:
        row, _mark, value = text.rpartition("=")
        if not row or not (value in {"new", "skip"} or value.isdecimal()):
            raise Refusal(_("“%(text)s” không phải là lựa chọn. Ví dụ: 12=new hoặc 12=345.") % {"text": text})
        chosen[row.strip()] = value
    return chosen


def _user(username: str) -> User | None:
    if not username:
        return None
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Refusal(_("Không có người dùng “%(name)s”.") % {"name": username})
    return user
