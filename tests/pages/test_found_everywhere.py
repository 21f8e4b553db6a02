"""Every public page names itself. Walked over the address table, so that a new page cannot be forgotten."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import LocalePrefixPattern, NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from common.kept import forget_kept
from search.engines import get_engine

from .found import Catalogue, HeadOf, arguments, article_of, home_of, one_of_each

NO_PAGES = {
    "search:suggest",
    "fairs:calendar_file",
    "fairs:edition_file",
    "pages:share_picture",
    "pages:feed_results",
    "pages:feed_fairs",
    "pages:feed_news",
    "pages:feed_search",
    "shortlist:download",
    "wagtail_serve",
}
"""Files and fragments; editorial pages have tests of their own below."""
PERSONAL = {"inquiries", "workspace"}
"""Apps whose pages are about one person's matter: never to be found."""
NOT_LISTED = {"search:results", "products:verify", "shortlist:list", "shortlist:compare"}
"""Public, but made for one reader: search engines are asked not to list them."""
UNKNOWN_YEAR_ONLY = {"pages:awards_of_unknown_year"}
"""The same page as `pages:awards_of_year`, of awards that no source dates."""


def public_names() -> set[str]:
    """Names of all addresses that have a language."""
    [with_language] = [each for each in get_resolver().url_patterns if isinstance(each.pattern, LocalePrefixPattern)]
    return set(_names(with_language, ""))


def _names(resolver: URLResolver, space: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _names(each, f"{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern) and each.name and not each.name.startswith("wagtail"):
            yield f"{space}{each.name}"


PAGES = sorted(name for name in public_names() - NO_PAGES - UNKNOWN_YEAR_ONLY if name.split(":")[0] not in PERSONAL)


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Catalogue]:
    """One page of every kind; made once and rolled back after the module."""
    forget_kept()
    with django_db_blocker.unblock(), transaction.atomic():
        yield one_of_each()
        transaction.set_rollback(True)
    get_engine().forget_everything()
    forget_kept()


pytestmark = pytest.mark.django_db


def address_of(catalogue: Catalogue, name: str, language: str) -> str:
    with translation.override(language):
        values, query = arguments(catalogue).get(name, ([], ""))
        try:
            return reverse(name, args=values) + query
        except NoReverseMatch:
            pytest.fail(f"{name} is new: say in tests/pages/found.py with which arguments it shows something")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_it_is_where_it_is_and_in_which_languages(catalogue, name, language):
    head = HeadOf(address_of(catalogue, name, language))
    assert head.title and head.title.strip() == head.title
    [canonical] = head.page.all("link", rel="canonical")
    assert canonical["href"].startswith(f"{settings.BASE_URL}/{language}/")
    assert set(head.languages) == {"vi", "en", "x-default"}
    assert head.languages["vi"].startswith(f"{settings.BASE_URL}/vi/")
    assert head.languages["en"].startswith(f"{settings.BASE_URL}/en/")
    if name in NOT_LISTED:
        assert "noindex" in head.meta("robots")
        return
    assert "noindex" not in head.meta("robots")
    assert 30 <= len(head.meta("description")) <= 160, head.meta("description")
    assert head.canonical == head.languages[language]
    assert head.meta("og:title") and head.meta("og:url") == head.canonical
    assert head.meta("og:description") == head.meta("description")
    assert head.meta("og:image").startswith(settings.BASE_URL)
    assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")
    assert name == "home" or head.node("BreadcrumbList")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_titles_and_descriptions_tell_pages_apart(catalogue, language):
    listed = [name for name in PAGES if name not in NOT_LISTED]
    heads = [HeadOf(address_of(catalogue, name, language)) for name in listed]
    titles = [head.title for head in heads]
    assert len(set(titles)) == len(titles), sorted(title for title in titles if titles.count(title) > 1)
    descriptions = [head.meta("description") for head in heads]
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_crumbs_that_people_see_are_those_that_machines_read(catalogue, language):
    for name in PAGES:
        head = HeadOf(address_of(catalogue, name, language))
        lists = [node for node in head.nodes if node["@type"] == "BreadcrumbList"]
        shown = head.source.split('class="trail"', 1)
        assert bool(lists) == (len(shown) == 2), name
        for item in lists[0]["itemListElement"][:-1] if lists else ():
            path = item["item"].removeprefix(settings.BASE_URL)
            assert f'href="{path}"' in shown[1].split("</ol>", 1)[0], (name, path)


@pytest.mark.parametrize("name", sorted(name for name in public_names() if name.split(":")[0] in PERSONAL))
def test_a_person_s_own_matter_is_not_to_be_found(catalogue, name):
    values, query = arguments(catalogue).get(name, (None, ""))
    if values is None:
        return
    response = Client().get(reverse(name, args=values) + query)
    assert 'name="robots" content="noindex' in response.content.decode()


def test_an_editorial_page_names_only_translations_that_exist(catalogue):
    article = article_of("vi")
    head = HeadOf(article.url)
    assert set(head.languages) == {"vi", "en", "x-default"}
    english = article.get_translations().live().first()
    assert head.languages["en"] == settings.BASE_URL + english.url
    english.unpublish()
    assert HeadOf(article.url).languages == {}


def test_what_staff_write_for_search_engines_wins(catalogue):
    article = article_of("vi")
    article.seo_title, article.search_description = "Tên cho máy tìm", "Lời tả cho máy tìm."
    article.save_revision().publish()
    head = HeadOf(article.url)
    assert head.title.startswith("Tên cho máy tìm")
    assert head.meta("description") == "Lời tả cho máy tìm."


def test_the_front_door_asks_for_a_language_where_nobody_named_one(catalogue):
    assert HeadOf(home_of("vi").url).languages["x-default"] == f"{settings.BASE_URL}/"


@pytest.mark.parametrize("name", ["pages:product", "pages:producer"])
def test_an_example_is_not_to_be_found(catalogue, name):
    example = catalogue.example if name == "pages:product" else None
    if example is None:
        example = catalogue.example.producer
        type(example).objects.filter(pk=example.pk).update(is_example=True)
    head = HeadOf(reverse(name, args=[example.slug]))
    assert "noindex" in head.meta("robots")
    assert {node["@type"] for node in head.nodes} == {"BreadcrumbList"}


def test_a_rehearsal_site_asks_everybody_to_stay_away(catalogue, settings):
    settings.IS_PUBLIC = False
    assert "noindex" in HeadOf(catalogue.product.get_absolute_url()).meta("robots")
    assert Client().get("/robots.txt").content.decode().splitlines() == ["User-agent: *", "Disallow: /"]
