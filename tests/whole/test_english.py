"""The English of the site: complete, with addresses of its own, and collected from the code as it stands."""

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.utils.translation import override
from django.utils.translation import pgettext as address_of

from .tree import ROOT

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
LEFT_OUT = (".git", ".venv", "node_modules", "__pycache__", "var", "media", "tests", "bench")
COLLECT = ("makemessages", "-l", "en", "-d", "django", "--no-location", "--no-wrap", "-e", "html,txt,py")

Key = tuple[str | None, str, str]


def key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


@pytest.fixture(scope="module")
def english() -> polib.POFile:
    return polib.pofile(CATALOGUE)


def addresses(catalogue: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in catalogue if entry.msgctxt == "address"]


def test_nothing_is_untranslated_guessed_or_left_from_before(english: polib.POFile):
    unfinished = [entry.msgid for entry in english if entry.obsolete or entry.fuzzy or not entry.translated()]
    assert unfinished == []


def test_a_plural_has_both_its_forms(english: polib.POFile):
    short = [
        entry.msgid
        for entry in english
        if entry.msgid_plural and not (set(entry.msgstr_plural) == {0, 1} and all(entry.msgstr_plural.values()))
    ]
    assert short == []


def test_a_message_begins_and_ends_as_its_original_does(english: polib.POFile):
    """The space that joins a message to its neighbour is part of it."""

    def edges(words: str) -> tuple[str, str]:
        return words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]

    changed = [
        entry.msgid
        for entry in english
        for words in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if edges(words) != edges(entry.msgid)
    ]
    assert changed == []


def test_every_address_is_in_small_ascii_letters(english: polib.POFile):
    found = addresses(english)
    assert found
    bad = [entry.msgstr for entry in found if not entry.msgstr.isascii() or entry.msgstr != entry.msgstr.lower()]
    assert bad == []


def test_an_address_keeps_its_parts_and_its_closing_slash(english: polib.POFile):
    def parts(address: str) -> list[str]:
        return [part for part in address.split("/") if part.startswith("<")]

    changed = [
        entry.msgid
        for entry in addresses(english)
        if parts(entry.msgid) != parts(entry.msgstr) or entry.msgid.endswith("/") != entry.msgstr.endswith("/")
    ]
    assert changed == []


def test_no_two_addresses_are_the_same_in_english(english: polib.POFile):
    translated = [entry.msgstr for entry in addresses(english)]
    assert sorted(set(translated)) == sorted(translated)


def test_the_compiled_catalogue_answers_with_the_english_address(english: polib.POFile):
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists():
        pytest.skip("the catalogues have not been compiled")
    with override("en"):
        assert [address_of("address", entry.msgid) for entry in addresses(english)] == [
            entry.msgstr for entry in addresses(english)
        ]


def copy_of_the_tree(to: Path) -> Path:
    return Path(shutil.copytree(ROOT, to / "tree", ignore=shutil.ignore_patterns(*LEFT_OUT), symlinks=True))


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="xgettext, which collects messages, is not installed")
def test_the_catalogue_has_every_message_of_the_code_and_no_other(english: polib.POFile, tmp_path: Path):
    tree = copy_of_the_tree(tmp_path)
    collected = tree / CATALOGUE.relative_to(ROOT)
    collected.unlink()
    subprocess.run([sys.executable, "site/manage.py", *COLLECT], cwd=tree, check=True, capture_output=True)
    wanted = {key(entry) for entry in polib.pofile(collected)}
    held = {key(entry) for entry in english if not entry.obsolete}
    assert (wanted - held, held - wanted) == (set(), set())
