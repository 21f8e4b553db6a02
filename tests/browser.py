"""Where Chromium is, and how to get it."""

import os
import shutil
from functools import cache

HOW_TO_GET = "needs Chromium: apt-get install chromium, or CHROMIUM=/its/path"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@cache
def find_chromium() -> str | None:
    """The path of a Chromium on this machine; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
