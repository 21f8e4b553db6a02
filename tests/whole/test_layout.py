"""The packages are where they should be, and imports only point down."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .tree import PROJECT, ROOT, top_level_packages

CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]


def layered_packages() -> set[str]:
    [layers] = [contract["layers"] for contract in CONTRACTS if contract["type"] == "layers"]
    return {name.strip() for layer in layers for name in layer.split("|")}


@pytest.mark.parametrize("name", sorted(top_level_packages()))
def test_a_package_resolves_inside_the_repository(name: str):
    """Generic names could be shadowed by something else on the path."""
    specification = importlib.util.find_spec(name)
    assert specification is not None and specification.origin is not None
    assert Path(specification.origin).parent == top_level_packages()[name]


def test_every_package_has_its_place_in_the_order():
    assert layered_packages() == set(top_level_packages())
    assert set(PROJECT["tool"]["importlinter"]["root_packages"]) == set(top_level_packages())


def test_every_package_is_named_for_the_build():
    named = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert {ROOT / name for name in named} == set(top_level_packages().values())


def test_site_is_a_plain_folder():
    """`site` is a standard module: an __init__.py here would hide one or the other."""
    assert not (ROOT / "site" / "__init__.py").exists()


def test_site_is_not_ignored_by_git():
    """The usual Python .gitignore holds /site: the linter and the build then skip the folder silently."""
    lines = (ROOT / ".gitignore").read_text().split()
    assert not {"site", "site/", "/site", "/site/"} & set(lines)


def test_tests_do_not_hide_the_packages_they_test():
    assert (ROOT / "tests" / "__init__.py").exists()
    folders = {file.parent for file in (ROOT / "tests").rglob("test_*.py")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_the_contracts_are_kept():
    path = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    outcome = subprocess.run(
        [sys.executable, "-c", command],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "default", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
