"""The compiled requirements: pinned, hashed, in step with pyproject.toml, naming no place to fetch from."""

import ast
import re
import sys
from collections import defaultdict
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .tree import PROJECT, ROOT, code_files, top_level_packages

EXTRAS = PROJECT["project"]["optional-dependencies"]
BASE = PROJECT["project"]["dependencies"]
WANTED = {
    "base.txt": BASE,
    "postgres.txt": [*BASE, *EXTRAS["postgres"]],
    "test.txt": [*BASE, *EXTRAS["postgres"], *EXTRAS["test"]],
}
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;]+)")


def blocks(name: str) -> list[str]:
    """One text for each pinned package, its hashes included."""
    text = (ROOT / "requirements" / name).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(name: str) -> dict[str, set[str]]:
    """The pinned versions of each package; several where newer Pythons take another."""
    found: dict[str, set[str]] = defaultdict(set)
    for block in blocks(name):
        match = PIN.match(block)
        assert match, f"not a pinned package: {block[:80]}"
        found[canonicalize_name(match["name"])].add(match["version"])
    return found


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_package_is_pinned_and_hashed(name: str):
    assert [block[:60] for block in blocks(name) if not PIN.match(block) or "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", sorted(WANTED))
def test_no_file_says_where_to_fetch_from(name: str):
    text = (ROOT / "requirements" / name).read_text()
    assert re.findall(r"https?://|file:|--(?:extra-)?index-url|--find-links|@ ", text) == []


@pytest.mark.parametrize("name", sorted(WANTED))
def test_what_pyproject_asks_for_is_what_is_pinned(name: str):
    pinned = pins(name)
    for text in WANTED[name]:
        wanted = Requirement(text)
        versions = pinned.get(canonicalize_name(wanted.name), set())
        assert versions, f"{wanted.name} is missing from {name}: make lock"
        assert all(version in wanted.specifier for version in versions), f"{text}: make lock"


def test_the_three_files_agree():
    base, tests = pins("base.txt"), pins("test.txt")
    assert {name: base[name] for name in base if base[name] != tests[name]} == {}


def imported_names() -> set[str]:
    """The first part of every absolute import in the site's code."""
    names = set()
    for file in code_files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names.add(node.module.split(".")[0])
    return names


# Parts of Wagtail that it publishes and pins itself; declaring them could only contradict it.
COME_WITH_WAGTAIL = {"django-modelcluster", "modelsearch", "willow", "django-treebeard", "laces", "telepath"}


def test_what_the_code_imports_is_declared():
    declared = {canonicalize_name(Requirement(text).name) for text in [*BASE, *EXTRAS["postgres"]]}
    providers = packages_distributions()
    foreign = imported_names() - set(top_level_packages()) - sys.stdlib_module_names
    missing = {
        name
        for name in foreign
        if not {canonicalize_name(provider) for provider in providers.get(name, [])} & (declared | COME_WITH_WAGTAIL)
    }
    assert missing == set()
