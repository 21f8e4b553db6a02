"""Where the header and the footer lead: news, the rules, guides for producers, and the register's own pages."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from common.kept import kept_in_process

from .models import ArticlePage, HomePage, NewsIndexPage

KEYS = {language: f"site-links:{language}" for language, _name in settings.LANGUAGES}

Link = dict[str, str]


def site_links(_request: HttpRequest) -> dict[str, Any]:
    """`site_links`, made only when a template uses it: no query within 30 seconds of the last."""
    return {"site_links": SimpleLazyObject(_links)}


def _links() -> dict[str, Any]:
    language = get_language() or settings.LANGUAGE_CODE
    editorial = kept_in_process(KEYS[language], partial(editorial_links, language))
    return {**editorial, "portal": reverse("workspace:home"), "data": register_links()}


def editorial_links(language: str) -> dict[str, Any]:
    """What staff decide: an article with "show in menus" stands in the footer, one under the front door as a rule,
    one in the news section as a guide for producers.
    """
    of_language = {"locale__language_code": language}
    home = HomePage.objects.live().filter(**of_language).first()
    news = NewsIndexPage.objects.live().filter(**of_language).first()
    return {
        "rules": _articles_under(home),
        "makers": _articles_under(news),
        "news": news.url if news else "",
    }


def register_links() -> list[Link]:
    """The register's own pages, at addresses of the reader's language."""
    return [
        {"url": reverse("products:decisions"), "label": _("Các quyết định công nhận")},
        {"url": reverse("products:verify_form"), "label": _("Kiểm tra giấy công nhận")},
        {"url": reverse("pages:producers"), "label": _("Các cơ sở sản xuất")},
    ]


def _articles_under(parent: Page | None) -> list[Link]:
    if parent is None:
        return []
    articles = ArticlePage.objects.child_of(parent).live().in_menu().order_by("path")
    return [{"url": article.url, "label": article.title} for article in articles]


def forget_links(**_kwargs: Any) -> None:
    """A page appeared, went, moved or changed its name."""
    caches["process"].delete_many(KEYS.values())


for _signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    _signal.connect(forget_links, dispatch_uid="pages.forget_links")


@receiver(post_delete, sender=ArticlePage, dispatch_uid="pages.forget_links_of_deleted")
def forget_deleted(**_kwargs: Any) -> None:
    forget_links()
