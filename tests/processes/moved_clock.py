"""The site as a server runs it, as many days later as the file named by MOVED_CLOCK says."""

import datetime
import os
from pathlib import Path

from django.utils import timezone

_now = timezone.now


def moved_now() -> datetime.datetime:
    return _now() + datetime.timedelta(days=int(Path(os.environ["MOVED_CLOCK"]).read_text() or 0))


timezone.now = moved_now

from config.wsgi import application  # noqa: E402,F401 - after the clock was moved
