"""Editorial content as Wagtail pages, one tree a language (DESIGN §4)."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

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


class HomePage(Page):
    """The front door: a statement, what is new in the register, fairs, places, news."""

    statement = models.CharField(_("câu mở đầu"), max_length=80, help_text=_("Không quá sáu chữ một dòng."))
    lead = models.TextField(_("lời dẫn"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("statement"), FieldPanel("lead")]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = ["pages.NewsIndexPage", "pages.ArticlePage"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")


class NewsIndexPage(Page):
    """All news, newest first."""

    lead = models.TextField(_("lời dẫn"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.ArticlePage"]
    template = "pages/news_index.html"

    class Meta:
        verbose_name = _("mục tin tức")
        verbose_name_plural = _("mục tin tức")


class ArticlePage(Page):
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
