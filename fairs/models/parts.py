"""What an edition is made of."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from common.languages import in_language

from .edition import FairEdition


class FairZone(Orderable):
    """A part of the fair with its booths."""

    edition = ParentalKey(FairEdition, on_delete=models.CASCADE, related_name="zones")
    name_vi = models.CharField(_("tên khu"), max_length=160)
    name_en = models.CharField(_("tên khu (tiếng Anh)"), max_length=160, blank=True)
    booth_count = models.PositiveIntegerField(_("số gian hàng"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("khu gian hàng")
        verbose_name_plural = _("khu gian hàng")

    @property
    def name(self) -> str:
        return in_language(self, "name")


class FairClosedDay(Orderable):
    """A day inside the period on which the fair is shut."""

    edition = ParentalKey(FairEdition, on_delete=models.CASCADE, related_name="closed_days")
    date = models.DateField(_("ngày nghỉ"))
    reason = models.CharField(_("lý do"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("ngày nghỉ")
        verbose_name_plural = _("ngày nghỉ")

    def clean(self) -> None:
        edition = self.edition
        starts, ends = edition.start_date, edition.last_date
        if self.date and starts and ends and not starts <= self.date <= ends:
            raise ValidationError({"date": _("Ngày nghỉ phải nằm trong thời gian hội chợ.")})


class FairDocument(Orderable):
    """A decision, plan or form about the fair."""

    edition = ParentalKey(FairEdition, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("tên văn bản"), max_length=240)
    number = models.CharField(_("số"), max_length=60, blank=True)
    date = models.DateField(_("ngày"), null=True, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp"),
    )
    url = models.URLField(_("liên kết"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("văn bản")
        verbose_name_plural = _("văn bản")


class FairResult(Orderable):
    """A figure about the fair afterwards, with the source that names it."""

    edition = ParentalKey(FairEdition, on_delete=models.CASCADE, related_name="results")
    text_vi = models.CharField(_("kết quả"), max_length=300, help_text=_("Ví dụ: 25.000 lượt khách, 4 hợp đồng."))
    text_en = models.CharField(_("kết quả (tiếng Anh)"), max_length=300, blank=True)
    source = models.CharField(_("nguồn"), max_length=500, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("kết quả")
        verbose_name_plural = _("kết quả")

    @property
    def text(self) -> str:
        return in_language(self, "text")


class Exhibitor(models.Model):
    """Who shows what in which booth. A row of its own: it changes until the last evening, without review."""

    edition = models.ForeignKey(FairEdition, models.CASCADE, related_name="exhibitors")
    producer = models.ForeignKey(
        "producers.Producer",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="exhibits",
        verbose_name=_("cơ sở"),
    )
    name = models.CharField(_("tên đơn vị"), max_length=255, blank=True, help_text=_("Khi chưa có hồ sơ cơ sở."))
    zone_name = models.CharField(_("khu"), max_length=160, blank=True)
    booth_number = models.CharField(pgettext_lazy("the sign on one booth", "số gian hàng"), max_length=20, blank=True)
    products = models.ManyToManyField(
        "products.Product", blank=True, related_name="exhibits", verbose_name=_("sản phẩm mang đến")
    )
    sort_order = models.PositiveIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("đơn vị tham gia")
        verbose_name_plural = _("đơn vị tham gia")
        ordering = ["zone_name", "sort_order", "booth_number", "pk"]

    def __str__(self) -> str:
        return self.name or str(self.producer)
