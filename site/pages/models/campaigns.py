"""Campaigns: a theme for a season, made mostly of records placed among words."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page

from common.renditions import GALLERY_SPECS, picture
from pages.panels import WithdrawnPanel

from .base import StoryPage


class CampaignPage(StoryPage):
    """A page for a season or an occasion: Tết gifts, a week of handicrafts. When it shows is set by its schedule."""

    photo = models.ForeignKey(
        "common.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh mở đầu")
    )
    photo_alt = models.CharField(_("mô tả ảnh"), max_length=200, blank=True)
    start_date = models.DateField(_("từ ngày"), null=True, blank=True)
    end_date = models.DateField(_("đến ngày"), null=True, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], _("Ảnh mở đầu")),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")], heading=_("Thời gian diễn ra")),
        WithdrawnPanel("body"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar = []
    template = "pages/campaign.html"

    class Meta:
        verbose_name = _("trang chiến dịch")
        verbose_name_plural = _("trang chiến dịch")

    def clean(self) -> None:
        super().clean()
        faults = {}
        if self.photo_id and not self.photo_alt.strip():
            faults["photo_alt"] = _("Ảnh mở đầu chưa có mô tả. Viết một câu nói trong ảnh có gì.")
        if self.start_date and self.end_date and self.end_date < self.start_date:
            faults["end_date"] = _("Ngày cuối đứng trước ngày đầu.")
        if faults:
            raise ValidationError(faults)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, "picture": picture(self.photo, GALLERY_SPECS, alt=self.photo_alt)}
