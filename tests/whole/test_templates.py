"""Every template compiles, and none carries what the content security policy would block."""

import re
from pathlib import Path

import pytest
from django.template import engines

from .tree import ROOT, top_level_packages

FOLDERS = [ROOT / "templates", *(folder / "templates" for folder in top_level_packages().values())]
INLINE_STYLE = re.compile(r"<[^>{]*\sstyle\s*=", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc\s*=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE)
BLOCKED = {"style attribute": INLINE_STYLE, "inline script": INLINE_SCRIPT, "event attribute": INLINE_HANDLER}


def template_names() -> list[str]:
    return sorted(
        str(file.relative_to(folder))
        for folder in FOLDERS
        for file in folder.rglob("*")
        if file.suffix in {".html", ".txt", ".xml"} and file.is_file()
    )


def read(name: str) -> str:
    return next(folder / name for folder in FOLDERS if (folder / name).exists()).read_text(encoding="utf-8")


def is_public(name: str) -> bool:
    """The staff's admin has a policy of its own, and mail has none."""
    return not Path(name).parts[0].startswith(("wagtail", "emails", "office"))


def test_every_template_compiles():
    broken = {}
    for name in template_names():
        try:
            engines["django"].get_template(name)
        except Exception as error:  # noqa: BLE001 - every kind of failure is listed, not only the first
            broken[name] = f"{type(error).__name__}: {error}"
    assert broken == {}


@pytest.mark.parametrize("what", sorted(BLOCKED))
def test_public_templates_carry_nothing_the_policy_blocks(what: str):
    assert [name for name in template_names() if is_public(name) and BLOCKED[what].search(read(name))] == []
