"""The language switch keeps readers where they are: the same record, the same filters, the same page of a list."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse, translate_url
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation
from wagtail.models import Locale

from pages.models import ArticlePage, NewsIndexPage
from tests.factories.products import AwardFactory
from tests.spoken import SpokenPage

CODES = [code for code, _name in settings.LANGUAGES]
EXAMPLES = {
    "SlugConverter": "mot-muc",
    "StringConverter": "ABCD-1234",
    "IntConverter": 2024,
    "PathConverter": "mot/hai/",
    "LevelConverter": "national",
}
QUERY = "?q=m%E1%BA%ADt+ong&trang=2&loai=tra&sp=1&sp=2"


def named(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = ":".join(filter(None, [namespace, pattern.namespace]))
            yield from named(pattern.url_patterns, below)
        elif pattern.name:
            converters = pattern.pattern.converters.items()
            values = {name: EXAMPLES[type(converter).__name__] for name, converter in converters}
            yield ":".join(filter(None, [namespace, pattern.name])), values


def public_addresses() -> list[tuple[str, dict[str, object]]]:
    resolvers = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
    return [found for resolver in resolvers for found in named(resolver.url_patterns) if "wagtail" not in found[0]]


def in_language(code: str, name: str, values: dict[str, object]) -> str:
    with translation.override(code):
        return reverse(name, kwargs=values)


@pytest.mark.parametrize(("name", "values"), public_addresses(), ids=lambda each: each if isinstance(each, str) else "")
def test_every_public_address_leads_to_itself_in_every_language_and_keeps_its_query(name, values):
    everywhere = {code: in_language(code, name, values) for code in CODES}
    for here in CODES:
        with translation.override(here):
            found = {code: translate_url(everywhere[here] + QUERY, code) for code in CODES}
        assert found == {code: address + QUERY for code, address in everywhere.items()}


@pytest.mark.parametrize(("name", "values"), public_addresses(), ids=lambda each: each if isinstance(each, str) else "")
def test_every_address_belongs_to_the_view_that_made_it(name, values):
    for code in CODES:
        address = in_language(code, name, values)
        with translation.override(code):
            assert resolve(address).view_name == name, address


def switch_of(address: str, code: str) -> tuple[str, str]:
    """Where the switch to a language leads, and what it says."""
    source = Client().get(address).content.decode()
    link = source.split('class="mast__lang"')[1].split("</a>")[0]
    return link.split('href="')[1].split('"')[0].replace("&amp;", "&"), SpokenPage(f"<a{link}").in_language(code)


@pytest.mark.django_db
def test_the_switch_of_a_record_and_of_a_narrowed_list():
    product = AwardFactory().product
    narrowed = "?cap=national&xep=ten"
    here, there = [], []
    for code, addresses in (("vi", here), ("en", there)):
        with translation.override(code):
            addresses += [product.get_absolute_url(), reverse("search:browse") + narrowed]
    assert [switch_of(address, "en")[0] for address in here] == there
    assert [switch_of(address, "vi")[0] for address in there] == here


@pytest.mark.django_db
def test_an_article_without_a_translation_says_so_and_leads_to_its_section():
    call_command("setup_site", verbosity=0)
    news = NewsIndexPage.objects.get(locale__language_code="vi")
    locale = Locale.objects.get(language_code="vi")
    article = ArticlePage(title="Chỉ có tiếng Việt", slug="chi-co", lead="Lời", locale=locale)
    news.add_child(instance=article)
    with translation.override("vi"):
        here = article.path_of(article)
    with translation.override("en"):
        there = news.path_of(news.get_translations().get(locale__language_code="en"))
    address, words = switch_of(here, "en")
    assert address == there
    assert "English" in words and "not translated" in words
