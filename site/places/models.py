"""Provinces and communes of today, and what they were until 30 June 2025 (DOMAIN §3).

On 1 July 2025 districts were abolished, 63 provinces became 34 and codes were reused, so a unit is
known by its code and its period. Units are never deleted: what a dossier once named keeps its row.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .names import NamedPlace, in_english, with_kind
from .querysets import CommuneQuerySet, FormerUnitQuerySet, ProvinceQuerySet

# The Vietnamese words themselves, whatever language is being read.
KIND_WORDS = {"commune": "xã", "ward": "phường", "special_zone": "đặc khu"}


class Region(models.TextChoices):
    """The three regions awards are given in. A region belongs to the award, not to the province."""

    NORTH = "north", _("Phía Bắc")
    CENTRAL_HIGHLANDS = "central_highlands", _("Miền Trung – Tây Nguyên")
    SOUTH = "south", _("Phía Nam")


class Province(NamedPlace):
    """One of the 34 provinces and cities of today."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("tỉnh")
        CITY = "city", _("thành phố")

    code = models.CharField(_("mã"), max_length=8, unique=True)
    full_name_vi = models.CharField(_("tên đầy đủ"), max_length=100)
    kind = models.CharField(_("loại"), max_length=16, choices=Kind)
    slug = models.SlugField(_("đường dẫn"), max_length=80, unique=True)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=80)
    latitude = models.FloatField(_("vĩ độ"), null=True, blank=True)
    longitude = models.FloatField(_("kinh độ"), null=True, blank=True)
    is_current = models.BooleanField(_("đang dùng"), default=True, editable=False)

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        verbose_name = _("tỉnh, thành phố")
        verbose_name_plural = _("tỉnh, thành phố")
        ordering = ["sort_key"]

    @property
    def spelling_en(self) -> str:
        return self.name_en

    @property
    def full_name(self) -> str:
        """With its kind: "tỉnh Thái Nguyên", in English "Thai Nguyen"."""
        return self.name_en if in_english() else self.full_name_vi


class Commune(NamedPlace):
    """One of the communes, wards and special zones of today."""

    class Kind(models.TextChoices):
        COMMUNE = "commune", _("xã")
        WARD = "ward", _("phường")
        SPECIAL_ZONE = "special_zone", _("đặc khu")

    province = models.ForeignKey(Province, models.PROTECT, related_name="communes", verbose_name=_("tỉnh, thành phố"))
    code = models.CharField(_("mã"), max_length=8, unique=True)
    kind = models.CharField(_("loại"), max_length=16, choices=Kind)
    slug = models.SlugField(_("đường dẫn"), max_length=120, unique=True)
    latitude = models.FloatField(_("vĩ độ"), null=True, blank=True)
    longitude = models.FloatField(_("kinh độ"), null=True, blank=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("xã, phường, đặc khu")
        verbose_name_plural = _("xã, phường, đặc khu")
        ordering = ["sort_key", "code"]

    @property
    def kind_word(self) -> str:
        """ "xã", "phường" or "đặc khu", whatever language is being read."""
        return KIND_WORDS[self.kind]

    @property
    def full_name(self) -> str:
        """With its kind: "xã Đồng Hỷ", in English "Dong Hy commune"."""
        return with_kind(self.kind_word, self.name_vi)


class FormerUnit(NamedPlace):
    """A province, district or commune as it was until `valid_until`; names of awards keep pointing at it.

    A former commune may lie in several communes of today; a former district in as many as it touched.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", _("cấp tỉnh")
        DISTRICT = "district", _("cấp huyện")
        COMMUNE = "commune", _("cấp xã")

    level = models.CharField(_("cấp"), max_length=16, choices=Level)
    code = models.CharField(_("mã cũ"), max_length=8)
    valid_until = models.DateField(_("dùng đến ngày"))
    kind = models.CharField(_("loại"), max_length=20, help_text=_("Ví dụ: huyện, thị xã, thị trấn."))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thuộc"),
    )
    current_province = models.ForeignKey(
        Province,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="former_units",
        verbose_name=_("nay thuộc tỉnh, thành phố"),
    )
    current_communes = models.ManyToManyField(
        Commune,
        blank=True,
        related_name="former_units",
        verbose_name=_("nay thuộc xã, phường, đặc khu"),
    )
    award_region = models.CharField(_("khu vực bình chọn"), max_length=20, choices=Region, blank=True)

    objects = FormerUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị hành chính cũ")
        verbose_name_plural = _("đơn vị hành chính cũ")
        ordering = ["sort_key", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "code", "valid_until"], name="former_unit_is_known_by_code_and_period"
            )
        ]
        indexes = [models.Index(fields=["level", "name_key"], name="former_unit_by_name")]

    @property
    def period(self) -> str:
        """Which numbering the code belongs to: the last day it was in use, as 2025-06-30."""
        return self.valid_until.isoformat()

    @property
    def full_name(self) -> str:
        """With its kind: "huyện Đồng Hỷ", in English "Dong Hy district"."""
        return with_kind(self.kind, self.name_vi)

    @property
    def name(self) -> str:
        """The name in the language being read; a numbered one ("phường 4") keeps its kind."""
        return self.full_name if self.name_vi.isdecimal() else super().name
