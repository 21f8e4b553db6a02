"""How far a run is, in a small file beside the uploads.

A decision's rows are written in one transaction, and until that commits no other connection sees anything it did;
on SQLite none could even write meanwhile. A file can be read at any moment by the process that shows the page.
"""

import datetime
import os
from pathlib import Path

from django.utils import timezone

from .models import private_storage


class ProgressFile:
    """The rows done and the rows in all of one run; its age tells when the run was last heard of."""

    def __init__(self, run_id: int) -> None:
        self.path = Path(private_storage().path(f"imports/progress-{run_id}"))

    def report(self, done: int, total: int) -> None:
        """Say how far it is; a reader sees the old words or the new, never half of them."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        beside.write_text(f"{done} {total}", encoding="ascii")
        os.replace(beside, self.path)

    def read(self) -> tuple[int, int] | None:
        """(done, total), None before the first word."""
        try:
            done, total = self.path.read_text(encoding="ascii").split()
        except FileNotFoundError:
            return None
        return int(done), int(total)

    def heard_at(self) -> datetime.datetime | None:
        try:
            seconds = self.path.stat().st_mtime
        except FileNotFoundError:
            return None
        return datetime.datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)
