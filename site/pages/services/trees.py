"""The page tree that every installation stands on: a front door, news and guides in each language."""

import uuid
from dataclasses import dataclass
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from common.languages import CODES, SOURCE
from pages.models import EditorialPage, GuideIndexPage, HomePage, NewsIndexPage

SEEDS = uuid.UUID("5b0d1a5e-33c7-4f0e-9c2f-6a1f5a5b9d10")
"""Pages made here are known by a key derived from this one, so staff may rename and move them freely."""
WELCOME_TITLE = "Welcome to your new Wagtail site!"
PORTS = {"http": 80, "https": 443}
Index = TypeVar("Index", bound=EditorialPage)


class Section(NamedTuple):
    """The list that pages of one kind stand in."""

    title: str
    slug: str
    lead: str


class FrontDoor(NamedTuple):
    """The first words of one language's tree; "/" breaks the statement into lines."""

    title: str
    statement: str
    lead: str
    news: Section
    guides: Section


FRONT_DOORS = {
    "vi": FrontDoor(
        "Trang chủ",
        "Hàng nông thôn/tiêu biểu,/có quyết định/công nhận",
        "Sổ công nhận sản phẩm công nghiệp nông thôn tiêu biểu: mỗi mục ghi rõ cấp, năm, quyết định và nguồn.",
        Section("Tin tức", "tin-tuc", "Tin của chương trình và những điều cơ sở, người mua hay hỏi."),
        Section("Hướng dẫn", "huong-dan", "Từng việc một, theo thứ tự làm."),
    ),
    "en": FrontDoor(
        "Home",
        "Rural products/with awards/on record",
        "The register of Vietnam's awarded rural industrial products: level, year, decision and source of each award.",
        Section("News", "news", "News of the programme, and what producers and buyers often ask."),
        Section("Guides", "guides", "One thing at a time, in the order in which it is done."),
    ),
}


@dataclass(frozen=True)
class PageTrees:
    """The front door, the news and the guides by language code."""

    homes: dict[str, HomePage]
    news: dict[str, NewsIndexPage]
    guides: dict[str, GuideIndexPage]


def seed_key(name: str) -> uuid.UUID:
    """The translation key of the page that this software brings under `name`; the same in every language."""
    return uuid.uuid5(SEEDS, name)


@transaction.atomic
def ensure_page_trees() -> PageTrees:
    """Make what is missing of the page trees and of the site; what staff changed stays as it is. Repeatable."""
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in CODES}
    homes = {code: _home(code, locale) for code, locale in locales.items()}
    news = {code: _section(NewsIndexPage, "news", FRONT_DOORS[code].news, homes[code]) for code in locales}
    guides = {code: _section(GuideIndexPage, "guides", FRONT_DOORS[code].guides, homes[code]) for code in locales}
    _open_site(homes[SOURCE])
    _remove_welcome()
    return PageTrees(homes, news, guides)


def _home(code: str, locale: Locale) -> HomePage:
    key = seed_key("home")
    found = HomePage.objects.filter(translation_key=key, locale=locale).first()
    if found is not None:
        return found
    words = FRONT_DOORS[code]
    home = HomePage(
        title=words.title,
        slug=code,
        statement=words.statement,
        lead=words.lead,
        locale=locale,
        translation_key=key,
    )
    return _added(Page.get_first_root_node(), home)


def _section(kind: type[Index], name: str, words: Section, home: HomePage) -> Index:
    key = seed_key(name)
    found = kind.objects.filter(translation_key=key, locale=home.locale).first()
    if found is not None:
        return found
    index = kind(title=words.title, slug=words.slug, lead=words.lead, locale=home.locale, translation_key=key)
    return _added(home, index)


def _added(parent: Page, page: Index) -> Index:
    """The page under its parent, with a first revision for the editors to go on from."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _open_site(home: HomePage) -> None:
    """The site answers at BASE_URL with the Vietnamese front door; a site that staff set up is left alone."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and isinstance(site.root_page.specific, HomePage):
        return
    address = urlsplit(settings.BASE_URL)
    values = {
        "hostname": address.hostname or "localhost",
        "port": address.port or PORTS[address.scheme],
        "root_page": home,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "is_default_site": True,
    }
    Site.objects.update_or_create(pk=site.pk if site else None, defaults=values)


def _remove_welcome() -> None:
    """Wagtail's first migration leaves a page of its own, which nobody wrote."""
    welcome = Page.objects.filter(depth=2, slug="home", title=WELCOME_TITLE).first()
    if welcome is not None and not welcome.get_children().exists():
        welcome.delete()
