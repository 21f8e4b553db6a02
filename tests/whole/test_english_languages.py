"""One list of languages: no other module names one, and one more language finds everything in its place."""

import ast
import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from common import amounts, days, languages
from products.models import Category, Product
from products.presenting import facts

from .tree import ROOT

CODED = ("site", "search", "fairs", "products", "producers")
WRITTEN_IN_A_LANGUAGE = (
    "site/config/settings/__init__.py",  # the list itself
    "site/common/languages.py",  # which of them explains things
    "site/common/days.py",  # how each writes a day
    "site/pages/services/trees.py",  # the titles that a new site begins with
    "site/office/demo/",  # invented buyers write in their language
)


def modules() -> list[Path]:
    found = [path for folder in CODED for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def test_no_module_names_a_language_but_the_list():
    naming = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules()
        if not str(path.relative_to(ROOT)).startswith(WRITTEN_IN_A_LANGUAGE)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in languages.CODES
    ]
    assert naming == []


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch):
    """A third language of the site, for which there is neither a catalogue nor a text."""
    monkeypatch.setattr(languages, "CODES", (*languages.CODES, "ko"))
    with translation.override("ko"):
        yield


def test_a_third_language_reads_every_record_in_vietnamese_with_the_english_gloss(korean):
    product = Product(name_vi="Nước mắm Tác Huy", packing_vi="chai 500 ml", category=Category(gloss_en="food"))
    assert str(product.spoken_name) == "Nước mắm Tác Huy — fish sauce"
    assert (product.spoken_name.language, product.spoken_name.beside_language) == ("vi", "en")
    packing = languages.words_of(product, "packing")
    assert (packing, packing.language, packing.is_awaited) == ("chai 500 ml", "vi", True)
    assert languages.translated(product, "packing") == ""


def test_a_third_language_writes_days_in_its_own_words_and_amounts_in_its_own_form(korean):
    assert days.day(datetime.date(2026, 9, 2)) == "2 9월 2026"
    assert amounts.number(Decimal("1234.5")) == "1,234.5"
    assert facts.price_words(Product(price_kind="on_request"))


def test_a_language_that_the_site_does_not_have_is_read_as_the_source():
    with translation.override("fr"):
        assert languages.current() == languages.SOURCE
    with translation.override("en-gb"):
        assert languages.current() == "en"
