"""Editorial content as Wagtail pages, one tree a language (DESIGN §4)."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from products.presenting.register import decision_page

from . import presenting

ARTICLES_A_PAGE = 20
ARTICLES_ON_HOME = 3
RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class ArticleBody(blocks.StreamBlock):
    """What an article is made of. The next kinds of block place catalogue entries."""

    paragraph = blocks.RichTextBlock(features=RICH_TEXT_FEATURES, label=_("Đoạn văn"), icon="pilcrow")
    photo = blocks.StructBlock(
        [
            ("image", ImageChooserBlock(label=_("Ảnh"))),
            ("alt", blocks.CharBlock(label=_("Mô tả ảnh"), max_length=200)),
            ("caption", blocks.CharBlock(label=_("Chú thích"), max_length=240, required=False)),
        ],
        label=_("Ảnh"),
        icon="image",
        template="pages/blocks/photo.html",
    )
    document = DocumentChooserBlock(label=_("Tài liệu"), icon="doc-full", template="pages/blocks/document.html")


class CataloguePage(Page):
    """What every editorial page has: its translations' addresses for the language switch."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["description"] = self.search_description or getattr(self, "lead", "")
        context["alternate_urls"] = self.language_addresses(request)
        return context

    def address_in_list(self) -> str:
        """This page's path for a list in its own language; known without asking for the site and its roots."""
        _before, _home, below = self.url_path.split("/", 2)
        return reverse("wagtail_serve", args=[below])

    def language_addresses(self, request: HttpRequest) -> dict[str, str]:
        """Language code → path of this page's published translation; the home page where there is none."""
        here = {self.locale.language_code: self.get_url(request)}
        for page in self.get_translations().live().select_related("locale"):
            here[page.locale.language_code] = page.get_url(request)
        return {code: here.get(code) or f"/{code}/" for code, _name in settings.LANGUAGES}


class HomePage(CataloguePage):
    """The front door: a statement, what is new in the register, fairs, places, news."""

    statement = models.CharField(_("câu mở đầu"), max_length=80, help_text=_("Không quá sáu chữ một dòng."))
    lead = models.TextField(_("lời dẫn"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("statement"), FieldPanel("lead")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.NewsIndexPage", "pages.ArticlePage"]
    template = "pages/home.html"
    private_page_options: ClassVar = []  # the front door is never locked; it is served without asking

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.descendant_of(self).live().order_by("-date", "-pk")[:ARTICLES_ON_HOME]
        context = super().get_context(request, *args, **kwargs)
        return {**context, **presenting.home_page(self.statement), "articles": articles}

    def language_addresses(self, request: HttpRequest) -> dict[str, str]:
        """Every language has its front door; no query is needed to know it."""
        return {code: f"/{code}/" for code, _name in settings.LANGUAGES}


class NewsIndexPage(CataloguePage):
    """All news, newest first."""

    lead = models.TextField(_("lời dẫn"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.ArticlePage"]
    template = "pages/news_index.html"

    class Meta:
        verbose_name = _("mục tin tức")
        verbose_name_plural = _("mục tin tức")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.child_of(self).live().order_by("-date", "-pk")
        page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("trang"))
        return {**super().get_context(request, *args, **kwargs), "articles": page}


class ArticlePage(CataloguePage):
    """A piece of news, a guide or a rule."""

    date = models.DateField(_("ngày đăng"), default=timezone.localdate)
    lead = models.TextField(_("lời dẫn"), blank=True)
    body = StreamField(ArticleBody(), verbose_name=_("nội dung"), blank=True)
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
        FieldPanel("body"),
        FieldPanel("decision"),
    ]
    parent_page_types: ClassVar = ["pages.NewsIndexPage", "pages.HomePage"]
    subpage_types: ClassVar = []
    template = "pages/article.html"

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        if self.decision is not None and self.decision.is_released:
            context.update(decision_page(self.decision))
        return context
