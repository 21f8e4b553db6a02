"""Where Chromium is, and how to get it."""

import os
import shutil
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

HOW_TO_GET = "needs Chromium: apt-get install chromium, or CHROMIUM=/its/path"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@cache
def find_chromium() -> str | None:
    """The path of a Chromium on this machine; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


FAILED = "Failed to load resource: the server responded with a status of"
FORM_CAME_BACK = f"{FAILED} 422"
OWN_HOSTS = {"localhost", "127.0.0.1", "[::1]"}
OWN_SCHEMES = {"data", "blob", "about"}


class Watch:
    """Listens to every window of a browser's context: its console, its errors, and where its requests go.

    A script or a style that the content security policy blocks is an error in the console.
    """

    def __init__(self, context: "BrowserContext") -> None:
        self.complaints: list[str] = []
        self.may_fail = ""
        """The address of a page that is itself an answer about a failure; what it loads may not fail."""
        context.on("console", self._heard)
        context.on("weberror", lambda failed: self.complaints.append(str(failed.error)))
        context.on("request", self._asked)

    def _heard(self, message: "ConsoleMessage") -> None:
        is_its_own = message.text.startswith(FAILED) and message.location["url"] == self.may_fail
        if not is_its_own and not is_expected(message):
            self.complaints.append(f"{message.type}: {message.text}")

    def _asked(self, request: "Request") -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in OWN_SCHEMES and asked.hostname not in OWN_HOSTS:
            self.complaints.append(f"a request left this machine: {request.url}")

    def assert_silent(self) -> None:
        """Nothing was complained of, and nothing was asked of anybody else."""
        assert not self.complaints, self.complaints


def is_expected(message: "ConsoleMessage") -> bool:
    """Plain logging, the browser's advice, and its own line about a form that came back with its errors."""
    return message.type in {"log", "debug"} or message.text.startswith(("[DOM]", FORM_CAME_BACK))


def search_box(page: "Page") -> "Locator":
    """The first search box: a combobox with its script, a plain field without."""
    return page.get_by_role("search").locator("[name=q]").first
