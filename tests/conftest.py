"""What holds for every test: which ones can run here, and that CI runs all of them."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from common.kept import forget_kept
from common.page_cache import forget_pages
from search.engines import get_engine

from . import register_guards  # noqa: F401 - lets the flush after a transactional test empty the register
from .browser import HOW_TO_GET, Watch, find_chromium
from .cast import *  # noqa: F403 - the people of the tests, as fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
NEEDS_POSTGRES = "needs PostgreSQL: DATABASE_URL=postgres://…, or .ci/services.sh and make test"
ONLY_ON_SQLITE = "SQLite's own way of altering tables"
# `make test` runs the suite on both databases, so each of these does run in CI. Nothing else may be skipped there.
ALLOWED_IN_CI = {NEEDS_POSTGRES} if ON_SQLITE else {ONLY_ON_SQLITE}

IN_CI = os.environ.get("CI") == "true"
# Shared runners stall at random; the number of examples is what bounds a property test.
hypothesis_settings.register_profile("suite", deadline=None, max_examples=60, derandomize=IN_CI)
hypothesis_settings.load_profile("suite")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "postgres" in item.keywords and ON_SQLITE:
            item.add_marker(pytest.mark.skip(reason=NEEDS_POSTGRES))
        if "browser" in item.keywords and not find_chromium():
            item.add_marker(pytest.mark.skip(reason=HOW_TO_GET))


def refused_skips(session: pytest.Session) -> list[str]:
    """One line for each test that was skipped though CI must run it; none outside CI."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not IN_CI or reporter is None:
        return []
    lines = []
    for report in reporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if reason not in ALLOWED_IN_CI:
            lines.append(f"{report.nodeid}: {reason}")
    return lines


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    refused = refused_skips(session)
    if hasattr(session.config, "workerinput") or not refused:
        return
    session.exitstatus = pytest.ExitCode.TESTS_FAILED
    session.config.stash[REFUSED] = refused


REFUSED = pytest.StashKey[list[str]]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    refused = config.stash.get(REFUSED, [])
    if refused:
        terminalreporter.section("CI must run every test, but these were skipped", red=True)
        for line in refused:
            terminalreporter.line(line)


@pytest.fixture(autouse=True)
def index_of_one_test() -> Iterator[None]:
    """The search index lies beside the database and is not rolled back: none is left to the next test."""
    yield
    get_engine().forget_everything()


@pytest.fixture(autouse=True)
def language_of_the_site() -> None:
    """A request for an English page leaves its language to the thread, and so to the next test."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_kept_from_before() -> None:
    """What a process keeps under the content stamp may be of settings that only the last test had."""
    forget_kept()
    forget_pages()


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """One Chromium for all browser tests of a process."""
    from playwright.sync_api import sync_playwright

    # Playwright's synchronous interface runs an event loop; Django would refuse the database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser_page(browser: "Browser") -> Iterator["Page"]:
    """A fresh window in Vietnamese; a complaint in its console, or a request to anybody else, fails the test."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    watch = Watch(context)
    yield context.new_page()
    context.close()
    watch.assert_silent()
