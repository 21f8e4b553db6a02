"""The catalogues of messages: nothing guessed, nothing without English, and every place-holder kept."""

import re
from pathlib import Path

import polib
import pytest

from .tree import ROOT

PLACE_HOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


def catalogues(language: str) -> list[Path]:
    return sorted((ROOT / "locale" / language / "LC_MESSAGES").glob("django*.po"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_message_is_a_guess(language: str):
    fuzzy = [
        f"{file.name}: {entry.msgid}" for file in catalogues(language) for entry in polib.pofile(file) if entry.fuzzy
    ]
    assert fuzzy == []


def test_every_message_has_its_english():
    missing = [
        entry.msgid
        for file in catalogues("en")
        for entry in polib.pofile(file)
        if not entry.obsolete and not entry.translated()
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_translation_keeps_the_place_holders(language: str):
    changed = [
        entry.msgid
        for file in catalogues(language)
        for entry in polib.pofile(file)
        if entry.translated() and not entry.msgid_plural
        if set(PLACE_HOLDER.findall(entry.msgid)) != set(PLACE_HOLDER.findall(entry.msgstr))
    ]
    assert changed == []
