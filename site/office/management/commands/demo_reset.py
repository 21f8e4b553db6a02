"""Empties this machine's SQLite site, with its uploads and its search index, and builds the demonstration anew."""

import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from wagtail.documents import get_document_model

from common.models import Photo, PhotoRendition

SIDE_FILES = ("", "-wal", "-shm")


class Command(BaseCommand):
    help = "Delete the SQLite database with its uploads, then build the demonstration again. Asks first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--only-delete", action="store_true", help="do not build it again")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.ONLY_LOOPBACK:
            raise CommandError("This site answers to more than this machine (ALLOWED_HOSTS): nothing was deleted.")
        if connections["default"].vendor != "sqlite":
            raise CommandError("Only a SQLite file is deleted. Drop and create the database of your server yourself.")
        database = Path(settings.DATABASES["default"]["NAME"])
        if not options["yes"]:
            self.ask(database)
        uploads = self.stored_files()
        connections.close_all()
        for suffix in SIDE_FILES:
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        for file in uploads:
            file.unlink(missing_ok=True)
        shutil.rmtree(settings.VAR_DIR / "search", ignore_errors=True)
        self.stdout.write(f"Đã xóa / deleted: {database}, {len(uploads)} tệp tải lên / uploads")
        if not options["only_delete"]:
            call_command("migrate", verbosity=0)
            call_command("demo")

    def ask(self, database: Path) -> None:
        if not sys.stdin.isatty():
            raise CommandError(f"This deletes {database}. Say --yes (make demo-reset YES=1) where nobody can answer.")
        answer = input(f"Xóa {database} và mọi ảnh đã tải lên? / Delete it with every upload? [y/N] ")
        if answer.strip().lower() not in {"y", "yes", "c", "có"}:
            raise CommandError("Không xóa gì. / Nothing was deleted.")

    def stored_files(self) -> list[Path]:
        """Every uploaded file that the database names; none where it is too old or too new to be read."""
        try:
            return [
                Path(settings.MEDIA_ROOT) / name
                for model in (Photo, PhotoRendition, get_document_model())
                for name in model._default_manager.values_list("file", flat=True)
            ]
        except DatabaseError as error:
            self.stderr.write(f"The uploads stay where they are: the database cannot be read ({error}).")
            return []
