"""News: the list and the article."""

from dataclasses import replace
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from common.heads import Head, with_page
from pages.heads import article_node
from pages.panels import WithdrawnPanel
from products.presenting.register import decision_page

from .base import EditorialPage, StoryPage

ARTICLES_A_PAGE = 20
READ_ON = 3


class NewsIndexPage(EditorialPage):
    """All news, newest first."""

    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.ArticlePage"]
    template = "pages/news_index.html"

    class Meta:
        verbose_name = _("mục tin tức")
        verbose_name_plural = _("mục tin tức")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.child_of(self).live().public().order_by("-date", "-pk")
        page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("trang"))
        context = super().get_context(request, *args, **kwargs)
        head: Head = context["head"]
        return {**context, "articles": page, "head": replace(head, path=with_page(head.path, page.number))}


class ArticlePage(StoryPage):
    """A piece of news."""

    date = models.DateField(_("ngày đăng"), default=timezone.localdate)
    decision = models.ForeignKey(
        "products.Decision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("về quyết định"),
        help_text=_("Danh sách sản phẩm của quyết định hiện dưới bài."),
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        WithdrawnPanel("body"),
        FieldPanel("body"),
        FieldPanel("decision"),
    ]
    parent_page_types: ClassVar = ["pages.NewsIndexPage"]
    subpage_types: ClassVar = []
    template = "pages/article.html"

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if self.decision is not None and self.decision.is_released:
            context.update(decision_page(self.decision))
        return {**context, "read_on": self.read_on()}

    def head(self, request: HttpRequest, published: dict[str, str]) -> Head:
        head = super().head(request, published)
        if not self.pk:
            return head
        node = article_node(self, path=head.path, description=head.description)
        times = {"article:published_time": self.first_published_at, "article:modified_time": self.last_published_at}
        return replace(
            head,
            kind="article",
            picture=("article", str(self.pk)),
            nodes=(node,),
            times={name: moment.isoformat() for name, moment in times.items() if moment},
        )

    def get_absolute_url(self) -> str:
        """Where it is in its own language, whichever is active; needs `locale`."""
        with override(self.locale.language_code):
            return self.address_in_list()

    def read_on(self) -> Any:
        """The newest other articles beside this one; none for a draft that has no place yet."""
        if not self.path:
            return ArticlePage.objects.none()
        return self.get_siblings(inclusive=False).type(ArticlePage).live().public().specific().order_by("-pk")[:READ_ON]
