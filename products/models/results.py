"""Preparing results before they are signed, and putting doubled records together."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .register import Decision


class DecisionLine(models.Model):
    """One line of a draft decision's annex, as printed, with what it was matched to. Becomes an award at release."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField(_("thứ tự"))
    sheet = models.CharField(_("trang tính"), max_length=120, blank=True)
    row_number = models.PositiveIntegerField(_("dòng"))
    fields = models.JSONField(_("nội dung như bản in"), default=dict)
    producer = models.ForeignKey(
        "producers.Producer",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cơ sở"),
    )
    product = models.ForeignKey(
        "products.Product",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sản phẩm"),
    )
    fate = models.CharField(_("kết quả đối chiếu"), max_length=12)
    choice = models.CharField(_("lựa chọn"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("dòng phụ lục")
        verbose_name_plural = _("dòng phụ lục")
        ordering = ["decision", "position"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "position"], name="one_line_a_position"),
        ]

    def __str__(self) -> str:
        return str(self.fields.get("product_name", self.position))


class ColumnMapping(models.Model):
    """A column mapping that somebody corrected, remembered for the next list with the same header."""

    signature = models.CharField(max_length=64, unique=True)
    mapping = models.JSONField(default=dict)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.signature


class MergeRecord(models.Model):
    """Two records found to be one: what was kept, what moved, by whom; enough to undo it."""

    kind = models.CharField(max_length=20)
    kept_id = models.PositiveBigIntegerField()
    merged_id = models.PositiveBigIntegerField()
    moved = models.JSONField(default=dict)
    reason = models.TextField(_("lý do"))
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("lần gộp hồ sơ")
        verbose_name_plural = _("các lần gộp hồ sơ")
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.merged_id} → {self.kept_id}"


@register_setting(icon="doc-full")
class RegisterSettings(BaseGenericSetting):
    """What the register proposes. Rules that may change are data (DOMAIN §2)."""

    validity_years = models.PositiveSmallIntegerField(
        _("số năm hiệu lực"),
        default=4,
        validators=[MaxValueValidator(20)],
        help_text=_("Đề xuất hết hiệu lực ngày 31/12 của năm thứ mấy. Để 0 nếu không đề xuất."),
    )
    counts_granting_year = models.BooleanField(
        _("tính cả năm công nhận"),
        default=False,
        help_text=_(
            "Bỏ trống: công nhận năm 2024, hiệu lực 4 năm, hết ngày 31/12/2028. Đánh dấu: hết ngày 31/12/2027."
        ),
    )
    issuer = models.CharField(
        _("cơ quan ban hành thường dùng"),
        max_length=200,
        blank=True,
        help_text=_("Điền sẵn cho quyết định mới."),
    )

    class Meta:
        verbose_name = _("quy ước của sổ công nhận")
        verbose_name_plural = _("quy ước của sổ công nhận")

    def propose_valid_until(self, year: int) -> int | None:
        """The year on whose 31 December an award of `year` lapses, or None where nothing is proposed."""
        if not self.validity_years:
            return None
        return year + self.validity_years - (1 if self.counts_granting_year else 0)
