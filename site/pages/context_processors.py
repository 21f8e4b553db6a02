"""Where the header and the footer lead: news, the rules, guides for producers, and the register's own pages."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from common import languages
from common.kept import kept_in_process

from .models import EditorialPage, GuidePage, NewsIndexPage, RulesPage

KEYS = {language: f"site-links:{language}" for language in languages.CODES}

Link = dict[str, str]


def site_links(_request: HttpRequest) -> dict[str, Any]:
    """`site_links`, made only when a template uses it: no query until something public changes."""
    return {"site_links": SimpleLazyObject(_links)}


def _links() -> dict[str, Any]:
    language = languages.current()
    editorial = kept_in_process(KEYS[language], partial(editorial_links, language))
    return {**editorial, "portal": reverse("workspace:home"), "data": register_links()}


def editorial_links(language: str) -> dict[str, Any]:
    """What staff decide: rules and guides with "show in menus" stand in the footer, and the news where there is any."""
    news = NewsIndexPage.objects.live().filter(locale__language_code=language).first()
    return {
        "rules": _in_menus(RulesPage, language),
        "makers": _in_menus(GuidePage, language),
        "news": news.url if news else "",
    }


def register_links() -> list[Link]:
    """The register's own pages, at addresses of the reader's language."""
    return [
        {"url": reverse("pages:awards"), "label": _("Công nhận theo cấp và năm")},
        {"url": reverse("products:decisions"), "label": _("Các quyết định công nhận")},
        {"url": reverse("products:verify_form"), "label": _("Kiểm tra giấy công nhận")},
        {"url": reverse("pages:producers"), "label": _("Các cơ sở sản xuất")},
        {"url": reverse("pages:villages"), "label": _("Các làng nghề")},
        {"url": reverse("pages:feed_results"), "label": _("Theo dõi kết quả mới (Atom)")},
    ]


def _in_menus(kind: type[EditorialPage], language: str) -> list[Link]:
    pages = kind.objects.live().in_menu().filter(locale__language_code=language).order_by("path")
    return [{"url": page.address_in_list(), "label": page.title} for page in pages]
