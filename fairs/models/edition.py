"""A fair's series, and each time it is held."""

import calendar
import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.languages import SpokenName, in_language, spoken_name
from common.moderation import ModeratedQuerySet, ModeratedRecord
from places.models import Region


class FairType(models.TextChoices):
    """What a fair is about."""

    CNNT = "cnnt", _("triển lãm công nghiệp nông thôn tiêu biểu")
    INDUSTRY_TRADE = "industry_trade", _("công nghiệp – thương mại")
    SPECIALITIES = "specialities", _("đặc sản, nông sản")
    OCOP = "ocop", _("OCOP")
    NATIONAL = "national", _("đa ngành quốc gia")
    OTHER = "other", _("hội chợ khác")


GLOSSES = {
    FairType.CNNT: "fair of outstanding rural industrial products",
    FairType.INDUSTRY_TRADE: "industry and trade fair",
    FairType.SPECIALITIES: "fair of specialities and farm produce",
    FairType.OCOP: "OCOP fair",
    FairType.NATIONAL: "national trade fair",
    FairType.OTHER: "fair",
}
"""What stands beside a name that nobody has translated yet."""


class FairState(models.TextChoices):
    """Where a fair is in its life, computed from its dates for today."""

    PLANNED = "planned", _("sắp diễn ra")
    REGISTRATION_OPEN = "registration_open", _("đang nhận đăng ký")
    REGISTRATION_CLOSED = "registration_closed", _("đã hết hạn đăng ký")
    RUNNING = "running", _("đang diễn ra")
    ENDED = "ended", _("đã kết thúc")
    CANCELLED = "cancelled", _("đã hủy")


class DatePrecision(models.TextChoices):
    """How much of the date is known."""

    DAY = "day", _("đến ngày")
    MONTH = "month", _("chỉ biết tháng")
    YEAR = "year", _("chỉ biết năm")


class FairSeries(models.Model):
    """A fair that comes back ("Hội chợ OCOP Quảng Ninh")."""

    name_vi = models.CharField(_("tên hội chợ"), max_length=200)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=200, blank=True)
    slug = models.SlugField(_("địa chỉ trang"), max_length=160, unique=True)
    about_vi = models.TextField(_("giới thiệu"), blank=True)
    about_en = models.TextField(_("giới thiệu (tiếng Anh)"), blank=True)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("hội chợ thường kỳ")
        verbose_name_plural = _("hội chợ thường kỳ")
        ordering = ["name_vi"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return in_language(self, "name")


class FairEditionQuerySet(ModeratedQuerySet):
    """Sets of editions. "Today" is the local day in Asia/Ho_Chi_Minh."""

    def upcoming(self, today: datetime.date | None = None):
        """Running or still to come, as far as anybody can know: one of which only the month is known is over with it.

        The first to open stands first; of two, the one whose day is known; those without any date last.
        """
        today = today or timezone.localdate()
        known_days_first = models.Case(models.When(date_precision=DatePrecision.DAY, then=0), default=1)
        return self.filter(_lasting("gte", today)).order_by(
            models.F("start_date").asc(nulls_last=True), known_days_first, "pk"
        )

    def past(self, today: datetime.date | None = None):
        """Over by that day: exactly those that are not `upcoming`. The newest first."""
        today = today or timezone.localdate()
        return self.filter(_lasting("lt", today)).order_by("-year", models.F("start_date").desc(nulls_last=True), "-pk")

    def in_days(self, first: datetime.date, last: datetime.date):
        """Whose known days, or whose known month, touch the stretch from `first` to `last`; by opening day."""
        touching = Q(end_date__gte=first) | Q(end_date=None, start_date__gte=first)
        known = self.exclude(date_precision=DatePrecision.YEAR).filter(start_date__lte=last)
        return known.filter(touching).order_by("start_date", "pk")

    def of_unknown_month(self, year: int):
        """Of which only the year is known."""
        return self.filter(Q(start_date=None) | Q(date_precision=DatePrecision.YEAR), year=year).order_by("pk")

    def for_cards(self):
        return self.select_related("province", "commune__province", "organising_province", "series")


def _lasting(comparison: str, today: datetime.date) -> Q:
    """Editions whose `last_date` compares so with today: by "gte" or by "lt", each the other's opposite."""
    dated = Q(date_precision__in=[DatePrecision.DAY, DatePrecision.MONTH])
    by_end = dated & Q(**{f"end_date__{comparison}": today})
    by_day = Q(date_precision=DatePrecision.DAY, end_date=None, **{f"start_date__{comparison}": today})
    month = today.replace(day=1)
    by_month = Q(date_precision=DatePrecision.MONTH, end_date=None, **{f"start_date__{comparison}": month})
    undated = Q(date_precision=DatePrecision.YEAR) | Q(start_date=None, end_date=None)
    return by_end | by_day | by_month | (undated & Q(**{f"year__{comparison}": today.year}))


class FairEdition(ModeratedRecord):
    """One holding of a fair. Its organising province may differ from the one where it is held."""

    series = models.ForeignKey(
        FairSeries,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("thuộc loạt"),
    )
    name_vi = models.CharField(_("tên hội chợ"), max_length=255)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=255, blank=True)
    fair_type = models.CharField(_("loại"), max_length=16, choices=FairType.choices, default=FairType.OTHER)
    year = models.PositiveSmallIntegerField(_("năm"))
    start_date = models.DateField(_("từ ngày"), null=True, blank=True)
    end_date = models.DateField(_("đến ngày"), null=True, blank=True)
    date_precision = models.CharField(
        _("ngày biết đến đâu"), max_length=6, choices=DatePrecision.choices, default=DatePrecision.DAY
    )
    date_note = models.CharField(_("ghi chú về ngày"), max_length=240, blank=True)
    opening_hours_vi = models.CharField(_("giờ mở cửa"), max_length=160, blank=True)
    opening_hours_en = models.CharField(_("giờ mở cửa (tiếng Anh)"), max_length=160, blank=True)
    venue = models.CharField(_("địa điểm"), max_length=300, blank=True)
    commune = models.ForeignKey(
        "places.Commune",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("xã, phường"),
    )
    province = models.ForeignKey(
        "places.Province",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="fairs",
        verbose_name=_("tỉnh nơi diễn ra"),
    )
    province_as_printed = models.CharField(_("tên tỉnh lúc đó"), max_length=80, blank=True)
    organising_province = models.ForeignKey(
        "places.Province",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tỉnh tổ chức"),
    )
    region = models.CharField(_("khu vực"), max_length=20, choices=Region.choices, blank=True)
    organiser = models.CharField(_("đơn vị tổ chức"), max_length=300, blank=True)
    host = models.CharField(_("đơn vị đăng cai"), max_length=300, blank=True)
    map = models.ForeignKey(
        "common.Photo",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sơ đồ gian hàng"),
    )
    map_alt_vi = models.CharField(_("mô tả sơ đồ"), max_length=240, blank=True)
    map_alt_en = models.CharField(_("mô tả sơ đồ (tiếng Anh)"), max_length=240, blank=True)
    booth_count = models.PositiveIntegerField(_("số gian hàng"), null=True, blank=True)
    booth_count_basis = models.CharField(
        _("số gian hàng chắc đến đâu"),
        max_length=40,
        blank=True,
        help_text=_("Ví dụ: đúng, khoảng, trên, kế hoạch."),
    )
    exhibitors_summary = models.CharField(_("đơn vị tham gia (tóm tắt)"), max_length=300, blank=True)
    registration_opens = models.DateField(_("nhận đăng ký từ ngày"), null=True, blank=True)
    registration_closes = models.DateField(_("hạn đăng ký"), null=True, blank=True)
    booth_cost_vi = models.CharField(
        _("chi phí gian hàng và hỗ trợ"),
        max_length=400,
        blank=True,
        help_text=_("Cơ sở trả bao nhiêu, phần nào được hỗ trợ, trả khi nào."),
    )
    booth_cost_en = models.CharField(_("chi phí gian hàng (tiếng Anh)"), max_length=400, blank=True)
    dossier_vi = models.TextField(_("hồ sơ đăng ký gồm"), blank=True)
    dossier_en = models.TextField(_("hồ sơ đăng ký (tiếng Anh)"), blank=True)
    programme_vi = models.TextField(_("chương trình"), blank=True)
    programme_en = models.TextField(_("chương trình (tiếng Anh)"), blank=True)
    about_vi = models.TextField(_("giới thiệu"), blank=True)
    about_en = models.TextField(_("giới thiệu (tiếng Anh)"), blank=True)
    contact = models.CharField(_("liên hệ ban tổ chức"), max_length=300, blank=True)

    cancelled_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("lý do hủy"), max_length=300, blank=True, editable=False)
    source_reference = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    source_url = models.CharField(_("nguồn"), max_length=800, blank=True, editable=False)
    source_note = models.CharField(_("ghi chú của nguồn"), max_length=800, blank=True, editable=False)

    objects = FairEditionQuerySet.as_manager()

    row_fields: ClassVar[frozenset[str]] = ModeratedRecord.row_fields | {
        "cancelled_at",
        "cancel_reason",
        "source_reference",
        "source_url",
        "source_note",
    }

    editorial_fields: ClassVar[frozenset[str]] = frozenset(
        {
            "series",
            "name_vi",
            "name_en",
            "fair_type",
            "year",
            "start_date",
            "end_date",
            "date_precision",
            "date_note",
            "opening_hours_vi",
            "opening_hours_en",
            "venue",
            "commune",
            "province",
            "province_as_printed",
            "organising_province",
            "region",
            "organiser",
            "host",
            "map",
            "map_alt_vi",
            "map_alt_en",
            "booth_count",
            "booth_count_basis",
            "exhibitors_summary",
            "registration_opens",
            "registration_closes",
            "booth_cost_vi",
            "booth_cost_en",
            "dossier_vi",
            "dossier_en",
            "programme_vi",
            "programme_en",
            "about_vi",
            "about_en",
            "contact",
        }
    )

    class Meta:
        verbose_name = _("kỳ hội chợ")
        verbose_name_plural = _("hội chợ")
        ordering = ["-year", models.F("start_date").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_date=None) | Q(end_date=None) | Q(end_date__gte=models.F("start_date")),
                name="fair_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        if self.commune_id and self.commune is not None:
            self.province_id = self.commune.province_id
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        problems = {}
        if self.start_date and self.end_date and self.end_date < self.start_date:
            problems["end_date"] = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        opens, closes = self.registration_opens, self.registration_closes
        if opens and closes and closes < opens:
            problems["registration_closes"] = _("Hạn đăng ký phải từ ngày mở đăng ký trở đi.")
        if problems:
            raise ValidationError(problems)

    def names_to_search(self) -> list[str]:
        return [self.name_vi, self.name_en, self.organiser, self.venue]

    @property
    def name(self) -> str:
        return in_language(self, "name")

    @property
    def spoken_name(self) -> SpokenName:
        return spoken_name(self, gloss=GLOSSES[FairType(self.fair_type)])

    def in_words(self, field: str) -> str:
        """One of the paired text fields, in the reader's language."""
        return in_language(self, field)

    @property
    def about_words(self) -> str:
        return self.in_words("about")

    @property
    def programme_words(self) -> str:
        return self.in_words("programme")

    @property
    def map_alt_words(self) -> str:
        return self.in_words("map_alt")

    @property
    def knows_days(self) -> bool:
        """Its first day is known, and so it can stand in a calendar."""
        return self.start_date is not None and self.date_precision == DatePrecision.DAY

    @property
    def last_date(self) -> datetime.date:
        """The last day it can be on: its end, its only known day, or the end of the month or year that is known."""
        is_dated = self.date_precision != DatePrecision.YEAR
        if is_dated and self.end_date:
            return self.end_date
        if not is_dated or self.start_date is None:
            return datetime.date(self.year, 12, 31)
        if self.date_precision == DatePrecision.MONTH:
            start = self.start_date
            return start.replace(day=calendar.monthrange(start.year, start.month)[1])
        return self.start_date

    def state_on(self, day: datetime.date) -> FairState:
        """The fair's state on a local day; registration counts only before the first day."""
        if self.cancelled_at:
            return FairState.CANCELLED
        if day > self.last_date:
            return FairState.ENDED
        if self.knows_days and day >= self.start_date:
            return FairState.RUNNING
        return self._registration_on(day)

    def _registration_on(self, day: datetime.date) -> FairState:
        if self.registration_closes and day > self.registration_closes:
            return FairState.REGISTRATION_CLOSED
        if self.registration_opens and day >= self.registration_opens:
            return FairState.REGISTRATION_OPEN
        return FairState.PLANNED

    @property
    def state(self) -> FairState:
        return self.state_on(timezone.localdate())

    def get_absolute_url(self) -> str:
        return reverse("fairs:edition", args=[self.slug])
