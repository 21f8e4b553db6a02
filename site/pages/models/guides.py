"""Guides: how to do a thing, step by step."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .base import EditorialPage, StoryPage


class GuideIndexPage(EditorialPage):
    """All guides, in the order that editors gave them."""

    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = ["pages.GuidePage"]
    max_count_per_parent = 1
    template = "pages/guide_index.html"

    class Meta:
        verbose_name = _("mục hướng dẫn")
        verbose_name_plural = _("mục hướng dẫn")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        guides = GuidePage.objects.child_of(self).live().public().order_by("path")
        return {**super().get_context(request, *args, **kwargs), "guides": guides}


class GuidePage(StoryPage):
    """A guide; its headings are listed at its top. With "show in menus" it stands in the footer, for producers."""

    parent_page_types: ClassVar = ["pages.GuideIndexPage"]
    subpage_types: ClassVar = []
    template = "pages/guide.html"

    class Meta:
        verbose_name = _("bài hướng dẫn")
        verbose_name_plural = _("bài hướng dẫn")
