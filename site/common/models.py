"""Photos, former addresses and the site's own identity. Nothing here knows a noun of the catalogue."""

from typing import Any

from django.core.files.images import get_image_dimensions
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from common.images import CleanPicture, clean_picture


class Photo(AbstractImage):
    """An uploaded picture; `common.images` verified, re-encoded and stripped it before it is stored."""

    credit = models.CharField(_("người chụp"), max_length=120, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Whoever stores a photo, by a form or by code, stores a cleaned one."""
        if self.file and not self.file._committed and not isinstance(self.file.file, CleanPicture):
            self.file = clean_picture(self.file.file, name=self.file.name)
            self.width, self.height = get_image_dimensions(self.file)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)


class PhotoRendition(AbstractRendition):
    """One size of a photo."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_filter_and_focus"
            )
        ]


class FormerAddress(models.Model):
    """A slug that a record had: its old addresses redirect for ever, so printed links keep working."""

    kind = models.CharField(max_length=40)
    slug = models.CharField(max_length=180)
    record_id = models.PositiveBigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_owner_a_former_address")]
        indexes = [models.Index(fields=["kind", "record_id"], name="former_address_of_record")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"


class HeaderColour(models.TextChoices):
    """Grounds of the header whose contrast with its text was checked; CSS classes, since styles are never inline."""

    LACQUER = "lacquer", _("đỏ sơn son")
    INDIGO = "indigo", _("xanh chàm")
    CELADON = "celadon", _("xanh men ngọc")
    EARTH = "earth", _("nâu đất")


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """Who runs this site. Law 122/2025/QH15 asks a platform to name its owner and a complaint channel."""

    name = models.CharField(_("tên trang"), max_length=80, default="Hàng nghề")
    owner_vi = models.CharField(_("đơn vị chủ quản"), max_length=160, default="Trung tâm Khuyến công")
    owner_en = models.CharField(_("đơn vị chủ quản (tiếng Anh)"), max_length=160, default="Industrial Promotion Centre")
    address = models.CharField(_("địa chỉ"), max_length=240, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=40, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True, help_text=_("Câu hỏi của khách cũng được gửi về đây."))
    complaint_channel = models.CharField(_("kênh tiếp nhận khiếu nại"), max_length=240, blank=True)
    seal = models.ForeignKey(
        Photo, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("biểu trưng")
    )
    header_colour = models.CharField(
        _("màu đầu trang"), max_length=12, choices=HeaderColour.choices, default=HeaderColour.LACQUER
    )
    second_person = models.BooleanField(
        _("bài của cán bộ cũng cần người thứ hai duyệt"),
        default=False,
        help_text=_("Nội dung do cơ sở hoặc cộng tác viên viết thì luôn cần người khác duyệt."),
    )

    class Meta:
        verbose_name = _("thông tin của trang")
        verbose_name_plural = _("thông tin của trang")
