"""Import award results from a decision's annex or a list copied from a source."""

import datetime
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from accounts.models import User
from common.errors import Refusal
from places.models import Region
from products.importing import (
    Choices,
    Fate,
    ImportOptions,
    ImportPlan,
    PlannedRow,
    Written,
    apply_plan,
    load_index,
    plan_import,
    prepare_decision,
    read_list,
    row_as_data,
)
from products.models import AwardLevel, Evidence, ProductGroup
from products.seeds import load_catalogue_seeds

DONE, REFUSED, NEEDS_CHOICE = 0, 1, 2


class Command(BaseCommand):
    """Exits with 0 when done or with nothing to do, 1 when refused, 2 when a choice is needed (`--choose`)."""

    help = "Import award results from .xlsx, .csv or .docx. Exit: 0 done or nothing to do, 1 refused, 2 needs a choice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="show every row's fate, write nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a row on standard output")
        parser.add_argument(
            "--choose",
            action="append",
            default=[],
            metavar="ROW=CHOICE",
            help="12=new, 12=345, 12=producer:34, 12=skip, 12=correct, 12=keep; ROW may be Sheet!12 or *",
        )
        parser.add_argument("--draft", action="store_true", help="prepare a draft decision, release nothing")
        parser.add_argument("--title", default="", help="title of the draft decision")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who imports (needed for corrections)")
        facts = parser.add_argument_group("facts that the list does not state")
        facts.add_argument("--level", choices=AwardLevel.values, default="")
        facts.add_argument("--year", type=int)
        facts.add_argument("--province", default="", help="only this province's rows; or where all rows are from")
        facts.add_argument("--region", choices=Region.values, default="")
        facts.add_argument("--decision-number", default="")
        facts.add_argument("--decision-date", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
        facts.add_argument("--issuer", default="")
        facts.add_argument("--valid-until", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")
        facts.add_argument("--source-url", default="")
        facts.add_argument("--source-date", type=datetime.date.fromisoformat, metavar="YYYY-MM-DD")

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
        wanted = self._options(options)
        by = self._user(options["by"])
        annex = read_list(_content(options["file"]), filename=options["file"].name, options=wanted)
        self._say(_("Đã đọc %(count)s dòng sản phẩm.") % {"count": len(annex.rows)})
        for note in annex.notes:
            self._say(note)
        if not options["dry_run"] and not ProductGroup.objects.exists():
            load_catalogue_seeds()
        index = load_index()
        plan = plan_import(annex, options=wanted, index=index)
        self._show(plan, as_json=options["json"])
        if not plan.groups and not any(plan.with_fate(Fate.LEFT_OUT)):
            raise Refusal(_("Không đọc được dòng sản phẩm nào trong tệp."))
        if plan.is_refused:
            self._say(_("Danh sách có dòng không nhận được, nên chưa ghi gì."))
            return REFUSED
        if options["dry_run"]:
            return NEEDS_CHOICE if plan.needs_choice else DONE
        if options["draft"]:
            decision = prepare_decision(plan, options=wanted, title=options["title"], by=by)
            self._say(
                _("Quyết định dự thảo số %(id)s có %(count)s dòng.") % {"id": decision.pk, "count": len(plan.rows)}
            )
            return DONE
        if plan.needs_choice:
            self._say(_("Có dòng cần chọn; dùng --choose, chưa ghi gì."))
            return NEEDS_CHOICE
        self._report(apply_plan(plan, options=wanted, index=index, by=by, progress=self._progress))
        return DONE

    def _options(self, options: dict[str, Any]) -> ImportOptions:
        names = (
            "level", "year", "province", "region", "decision_number", "decision_date", "issuer", "valid_until",
            "source_url", "source_date",
        )  # fmt: skip
        given = {name: options[name] for name in names}
        return ImportOptions(**given, evidence=Evidence.TRANSCRIBED, choices=Choices.parse(options["choose"]))

    def _user(self, username: str) -> User | None:
        if not username:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise Refusal(_("Không có người dùng “%(name)s”.") % {"name": username})
        return user

    def _show(self, plan: ImportPlan, *, as_json: bool) -> None:
        for row in plan.rows:
            if as_json:
                self.stdout.write(json.dumps(row_as_data(row), ensure_ascii=False))
            else:
                self._show_row(row)
        for fate, count in sorted(plan.counts.items()):
            self._say(f"{count:>6}  {Fate(fate).label}")

    def _show_row(self, row: PlannedRow) -> None:
        self.stdout.write(f"{row.label:<14} {row.fate:<14} {row.text} – {row.reason}")
        for problem in (*row.errors, *row.warnings):
            self.stdout.write(f"{'':<29} {row.label} {problem.column or '?'}: {problem.sentence}")
        for candidate in row.candidates:
            self.stdout.write(f"{'':<29} --choose '{row.label}={candidate.value}'  {candidate.label} ({candidate.why})")

    def _progress(self, done: int, total: int) -> None:
        self._say(_("Đã ghi %(done)s trên %(total)s dòng.") % {"done": done, "total": total})

    def _report(self, written: Written) -> None:
        if written.is_nothing:
            self._say(_("Không có gì thay đổi."))
        else:
            counted = {"awards": written.awards, "products": written.products, "producers": written.producers}
            self._say(_("Đã ghi %(awards)s công nhận, %(products)s sản phẩm, %(producers)s cơ sở.") % counted)
        if written.corrections:
            self._say(_("Đã ghi %(count)s đính chính.") % {"count": written.corrections})
        if written.overtaken:
            self._say(
                _("%(count)s dòng đã được người khác ghi trong lúc chờ; không ghi lại.") % {"count": written.overtaken}
            )

    def _say(self, sentence: str) -> None:
        self.stderr.write(str(sentence))


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(_("Không đọc được tệp “%(file)s”.") % {"file": file}) from error
