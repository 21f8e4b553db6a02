"""The front door of one language."""

from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from common.heads import Crumb, Head
from common.identity import identity_of
from pages import presenting
from pages.heads import website_node
from pages.panels import WithdrawnPanel

from .base import StoryPage
from .news import ArticlePage

ARTICLES_ON_HOME = 3


class HomePage(StoryPage):
    """The front door: a statement, what is new in the register, what editors place, fairs, places, news."""

    statement = models.CharField(_("câu mở đầu"), max_length=80, help_text=_("Không quá sáu chữ một dòng."))

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("statement"),
        FieldPanel("lead"),
        WithdrawnPanel("body"),
        FieldPanel("body", heading=_("Giới thiệu thêm, đứng sau phần mở đầu")),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "pages.NewsIndexPage",
        "pages.GuideIndexPage",
        "pages.RulesPage",
        "pages.CampaignPage",
    ]
    template = "pages/home.html"
    private_page_options: ClassVar = []  # the front door is never locked; it is served without asking

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.descendant_of(self).live().public().order_by("-date", "-pk")[:ARTICLES_ON_HOME]
        context = super().get_context(request, *args, **kwargs)
        return {**context, **presenting.home_page(self.statement), "articles": articles}

    def crumbs(self) -> list[Crumb]:
        return []

    def head(self, request: HttpRequest, published: dict[str, str]) -> Head:
        """Named by what the site is about, since "Home" says nothing to whoever finds it."""
        head = super().head(request, {**published, "x-default": "/"})
        title = self.seo_title or pgettext("plural", "Sản phẩm công nghiệp nông thôn tiêu biểu")
        return replace(head, title=title, nodes=(website_node(identity_of(request).name),))

    def published_addresses(self, request: HttpRequest) -> dict[str, str]:
        """Every language has its front door; no query is needed to know it."""
        return {code: f"/{code}/" for code, _name in settings.LANGUAGES}
