"""`make` lists its targets, and the README's two commands are among them."""

import shutil
import subprocess

import pytest

from .tree import ROOT

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="needs make")


def listed() -> str:
    return subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "target",
    ["install", "demo", "demo-reset", "test", "lint", "format", "check", "migrations", "messages"]
    + ["bench-data", "shell", "lock"],
)
def test_a_target_is_listed_with_its_explanation(target: str):
    [line] = [line for line in listed().splitlines() if line.split()[:2] == ["make", target]]
    assert len(line.split()) > 3


def test_make_alone_lists_them():
    alone = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert alone == listed()


def test_the_readme_gives_both_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo" in readme and "make test" in readme


def test_ci_runs_the_readmes_command():
    lines = [line.strip() for line in (ROOT / ".ci" / "run").read_text().splitlines()]
    assert lines[-2:] == [".ci/services.sh", "CI=true make test"]
