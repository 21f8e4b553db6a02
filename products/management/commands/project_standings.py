"""Make every award's standing anew from the register, or only say which ones differ from it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from products.services.standing import BATCH, differing_standings, project_standings


class Command(BaseCommand):
    help = "Makes the standings of all awards anew from the register; with --check only compares them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare only; exit with 1 where one differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        differing = differing_standings()
        if differing and check:
            shown = ", ".join(award.code for award in differing[:BATCH])
            raise CommandError(
                _("%(count)s công nhận có tình trạng khác với sổ: %(codes)s")
                % {"count": len(differing), "codes": shown}
            )
        project_standings(differing)
        self.stdout.write(_("Đã tính lại tình trạng của %(count)s công nhận.") % {"count": len(differing)})
