"""The producer's profile."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from common.languages import SpokenName, in_language, spoken_name
from common.moderation import ModeratedQuerySet, ModeratedRecord


class LegalForm(models.TextChoices):
    """Forms a rural industrial establishment may take (DOMAIN §1), and "không rõ" for a name off a list."""

    COOPERATIVE = "cooperative", _("Hợp tác xã")
    COOPERATIVE_UNION = "cooperative_union", _("Liên hiệp hợp tác xã")
    COOPERATIVE_GROUP = "cooperative_group", _("Tổ hợp tác")
    HOUSEHOLD = "household", _("Hộ kinh doanh")
    LIMITED = "limited", _("Công ty TNHH")
    JOINT_STOCK = "joint_stock", _("Công ty cổ phần")
    PARTNERSHIP = "partnership", _("Công ty hợp danh")
    PRIVATE = "private", _("Doanh nghiệp tư nhân")
    COMPANY = "company", _("Công ty")
    WORKSHOP = "workshop", pgettext_lazy("legal form", "Cơ sở sản xuất")
    UNKNOWN = "unknown", _("Chưa rõ loại hình")


class ProducerQuerySet(ModeratedQuerySet):
    """Sets of producers."""

    def for_cards(self):
        """With what a card and the page's own lines show, in the one query."""
        return self.select_related("commune__province", "province", "craft_village", "verification", "response")

    def with_product_counts(self):
        """With `product_count`: published products. Counted for the rows that are read, not for those paged over."""
        products = self.model._meta.get_field("products").related_model.objects.published()
        own = products.filter(producer=models.OuterRef("pk")).order_by().values("producer")
        counted = own.annotate(number=models.Count("pk")).values("number")
        return self.annotate(product_count=Coalesce(models.Subquery(counted), 0))

    def in_vietnamese_order(self):
        """By name as a Vietnamese dictionary sorts."""
        return self.order_by("sort_key", "pk")


class Producer(ModeratedRecord):
    """An establishment that makes rural industrial products; the identity that awards and inquiries hang on."""

    name_vi = models.CharField(_("tên cơ sở"), max_length=255)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=255, blank=True)
    other_names = models.CharField(
        _("tên gọi khác"),
        max_length=255,
        blank=True,
        help_text=_("Tên viết tắt, thương hiệu; cách nhau bằng dấu ;"),
    )
    legal_form = models.CharField(_("loại hình"), max_length=20, choices=LegalForm.choices, default=LegalForm.UNKNOWN)
    legal_name = models.CharField(_("tên trên giấy đăng ký"), max_length=255, blank=True)
    registration_number = models.CharField(_("số đăng ký kinh doanh hoặc mã số thuế"), max_length=20, blank=True)
    registration_place = models.CharField(_("nơi cấp đăng ký"), max_length=160, blank=True)
    representative = models.CharField(_("người đại diện"), max_length=120, blank=True)
    representative_title = models.CharField(_("chức danh"), max_length=80, blank=True)
    founded_year = models.PositiveSmallIntegerField(
        _("năm thành lập"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1800), MaxValueValidator(2100)],
    )
    worker_count = models.PositiveIntegerField(_("số lao động"), null=True, blank=True)
    summary_vi = models.CharField(_("giới thiệu một câu"), max_length=300, blank=True)
    summary_en = models.CharField(_("giới thiệu một câu (tiếng Anh)"), max_length=300, blank=True)
    about_vi = models.TextField(_("giới thiệu cơ sở"), blank=True)
    about_en = models.TextField(_("giới thiệu cơ sở (tiếng Anh)"), blank=True)
    capacity_vi = models.CharField(_("năng lực sản xuất"), max_length=300, blank=True)
    capacity_en = models.CharField(_("năng lực sản xuất (tiếng Anh)"), max_length=300, blank=True)
    export_markets = models.JSONField(
        _("thị trường xuất khẩu"), default=list, blank=True, help_text=_("Mã nước ISO 3166-1, ví dụ JP, KR.")
    )
    address_line = models.CharField(_("số nhà, đường, thôn, xóm"), max_length=240, blank=True)
    commune = models.ForeignKey(
        "places.Commune",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="producers",
        verbose_name=_("xã, phường, đặc khu"),
    )
    province = models.ForeignKey(
        "places.Province",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="producers",
        verbose_name=_("tỉnh, thành phố"),
        help_text=_("Tự điền theo xã; chỉ chọn khi chưa rõ xã."),
    )
    address_as_printed = models.CharField(
        _("địa chỉ ghi trên giấy tờ"),
        max_length=300,
        blank=True,
        help_text=_("Giữ nguyên như bản in, kể cả tên cũ."),
    )
    craft_village = models.ForeignKey(
        "producers.CraftVillage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="producers",
        verbose_name=_("làng nghề"),
    )

    source_reference = models.CharField(max_length=80, blank=True, editable=False)

    objects = ProducerQuerySet.as_manager()

    row_fields: ClassVar[frozenset[str]] = ModeratedRecord.row_fields | {"source_reference"}
    editorial_fields: ClassVar[frozenset[str]] = frozenset(
        {
            "name_vi",
            "name_en",
            "other_names",
            "legal_form",
            "legal_name",
            "registration_number",
            "registration_place",
            "representative",
            "representative_title",
            "founded_year",
            "worker_count",
            "summary_vi",
            "summary_en",
            "about_vi",
            "about_en",
            "capacity_vi",
            "capacity_en",
            "export_markets",
            "address_line",
            "commune",
            "province",
            "address_as_printed",
            "craft_village",
        }
    )

    harmless_fields: ClassVar[frozenset[str]] = frozenset({"worker_count", "export_markets"})

    class Meta:
        verbose_name = _("cơ sở sản xuất")
        verbose_name_plural = _("cơ sở sản xuất")
        ordering = ["name_vi", "pk"]
        indexes = [
            models.Index(fields=["source_reference"], name="producer_source_reference"),
            models.Index(fields=["live", "archived_at"], name="producer_published"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        if self.commune_id and self.commune is not None:
            self.province_id = self.commune.province_id
        super().save(*args, **kwargs)

    def names_to_search(self) -> list[str]:
        return [self.name_vi, self.name_en, self.other_names, self.legal_name, self.registration_number]

    def is_party(self, user) -> bool:
        return self.memberships.current().filter(user=user).exists()

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def spoken_name(self) -> SpokenName:
        return spoken_name(self)

    @property
    def summary(self) -> str:
        return in_language(self, "summary")

    @property
    def about(self) -> str:
        return in_language(self, "about")

    @property
    def capacity(self) -> str:
        return in_language(self, "capacity")

    def get_absolute_url(self) -> str:
        return reverse("pages:producer", args=[self.slug])


class ProducerPhoto(Orderable):
    """One photo of the place, the people or the work, with its own words for those who cannot see it."""

    producer = ParentalKey(Producer, on_delete=models.CASCADE, related_name="photos")
    photo = models.ForeignKey("common.Photo", models.SET_NULL, null=True, related_name="+", verbose_name=_("ảnh"))
    alt_vi = models.CharField(_("mô tả ảnh"), max_length=200, help_text=_("Nói trong ảnh có gì, một câu."))
    alt_en = models.CharField(_("mô tả ảnh (tiếng Anh)"), max_length=200, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("ảnh của cơ sở")
        verbose_name_plural = _("ảnh của cơ sở")

    @property
    def alt(self) -> str:
        return in_language(self, "alt")


class Verification(models.Model):
    """The centre looked at this producer's papers (Law 122/2025/QH15 asks a platform to verify its sellers)."""

    producer = models.OneToOneField(Producer, models.CASCADE, related_name="verification")
    verified_at = models.DateTimeField(_("ngày xác minh"))
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField(_("căn cứ"), max_length=240)

    class Meta:
        verbose_name = _("xác minh cơ sở")
        verbose_name_plural = _("xác minh cơ sở")

    def __str__(self) -> str:
        return self.note


class Trust(models.Model):
    """The centre lets this producer's harmless changes through without a person's approval."""

    producer = models.OneToOneField(Producer, models.CASCADE, related_name="trust")
    given_at = models.DateTimeField(_("ngày tin cậy"), auto_now_add=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("căn cứ"), max_length=240)

    class Meta:
        verbose_name = _("cơ sở được tin cậy")
        verbose_name_plural = _("cơ sở được tin cậy")

    def __str__(self) -> str:
        return self.reason
