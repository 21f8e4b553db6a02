"""CI refuses a skipped test; a laptop says why it skipped."""

import os
import subprocess
import sys

import pytest

from .tree import ROOT

SKIPPING = """
import pytest

@pytest.mark.skip(reason="{reason}")
def test_that_is_left_out():
    pass
"""
# Read when Django is set up, as this project's own is; a plugin of the command line would be read before.
CONFTEST = "from tests.conftest import *\nfrom tests.conftest import pytest_sessionfinish, pytest_terminal_summary\n"
ALLOWED = "needs PostgreSQL: DATABASE_URL=postgres://…, or .ci/services.sh and make test"


def run(folder, reason: str, **values: str) -> subprocess.CompletedProcess[str]:
    """pytest as a new process, with this project's conftest, over one file that skips for the reason."""
    file = folder / "test_skipping.py"
    (folder / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    file.write_text(SKIPPING.format(reason=reason), encoding="utf-8")
    own = ("CI", "DATABASE_URL", "PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS")
    inherited = {name: value for name, value in os.environ.items() if name not in own}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-c", "pyproject.toml", "--rootdir", ".", "-p", "no:cacheprovider", str(file)],
        cwd=ROOT,
        env={**inherited, **values},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_laptop_prints_the_reason_and_passes(tmp_path):
    outcome = run(tmp_path, "needs a telescope")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert "needs a telescope" in outcome.stdout


def test_ci_fails_and_names_the_test(tmp_path):
    outcome = run(tmp_path, "needs a telescope", CI="true")
    assert outcome.returncode == pytest.ExitCode.TESTS_FAILED, outcome.stdout + outcome.stderr
    assert "CI must run every test" in outcome.stdout
    assert "test_that_is_left_out: needs a telescope" in outcome.stdout


def test_ci_accepts_on_sqlite_what_it_runs_on_postgresql_next(tmp_path):
    outcome = run(tmp_path, ALLOWED, CI="true")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
