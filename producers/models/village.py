"""Craft villages: places recognised for a trade."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import text
from common.languages import SpokenName, in_language, spoken_name


class CraftVillageQuerySet(models.QuerySet):
    """Sets of craft villages."""

    def published(self):
        return self.filter(archived_at=None)


class CraftVillage(models.Model):
    """A recognised craft village ("làng nghề"). Staff keep it; archived, never deleted."""

    name_vi = models.CharField(_("tên làng nghề"), max_length=160)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=160, blank=True)
    slug = models.SlugField(_("địa chỉ trang"), max_length=160, unique=True)
    craft_vi = models.CharField(_("nghề"), max_length=160, blank=True)
    craft_en = models.CharField(_("nghề (tiếng Anh)"), max_length=160, blank=True)
    commune = models.ForeignKey(
        "places.Commune",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("xã, phường"),
    )
    province = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tỉnh")
    )
    recognised_year = models.PositiveSmallIntegerField(_("năm công nhận"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định công nhận"), max_length=80, blank=True)
    about_vi = models.TextField(_("giới thiệu"), blank=True)
    about_en = models.TextField(_("giới thiệu (tiếng Anh)"), blank=True)
    photo = models.ForeignKey(
        "common.Photo", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ảnh")
    )
    is_example = models.BooleanField(_("ví dụ"), default=False, editable=False)
    archived_at = models.DateTimeField(_("ngày cất vào kho"), null=True, blank=True, editable=False)
    search_key = models.TextField(editable=False, default="")

    objects = CraftVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("làng nghề")
        verbose_name_plural = _("làng nghề")
        ordering = ["name_vi"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.search_key = text.key(f"{self.name_vi} {self.name_en} {self.craft_vi}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("pages:village", args=[self.slug])

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def spoken_name(self) -> SpokenName:
        return spoken_name(self)
