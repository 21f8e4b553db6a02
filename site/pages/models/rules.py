"""Rules: what the law asks a platform to publish."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from pages.panels import WithdrawnPanel

from .base import StoryPage


class RulesPage(StoryPage):
    """Operating rules, complaints, how lists are ranked, privacy. Until the centre issues it, the page says so."""

    effective_date = models.DateField(
        _("áp dụng từ ngày"),
        null=True,
        blank=True,
        help_text=_("Để trống khi chưa ban hành: trang nói rõ đây là bản mẫu chưa áp dụng."),
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("effective_date"),
        FieldPanel("lead"),
        WithdrawnPanel("body"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = []
    template = "pages/rules.html"

    class Meta:
        verbose_name = _("trang quy định")
        verbose_name_plural = _("trang quy định")
