"""The register of awards: rounds, decisions, awards, and what later happened to them (DESIGN §5).

An award's row says what was awarded, word for word, and is never changed or deleted: triggers on both databases
refuse it (`products.guards`). What happens later is appended as an event. `AwardStanding` is the sum of both for
reading and filtering; it can be thrown away and made again from the register.
"""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from places.models import Region
from places.names import spelled


class AwardLevel(models.TextChoices):
    """Levels of the programme. District is the old lowest level (until 30/6/2025), which old rows keep."""

    COMMUNE = "commune", _("Cấp xã")
    DISTRICT = "district", _("Cấp huyện")
    PROVINCE = "province", _("Cấp tỉnh")
    REGION = "region", _("Cấp khu vực")
    NATIONAL = "national", _("Cấp quốc gia")

    @property
    def rank(self) -> int:
        """1 for the lowest to 5 for the highest."""
        return list(AwardLevel).index(self) + 1


class Evidence(models.TextChoices):
    """What an entry rests on. Only a checked one carries a seal, a QR or the wording of a certificate."""

    CHECKED = "checked", _("đã đối chiếu với quyết định")
    TRANSCRIBED = "transcribed", _("chép từ nguồn, chưa đối chiếu")


def year_or_unknown(year: int | None) -> str:
    """The year as text; some sources name none, which is said and never filled in."""
    return str(year) if year else str(_("chưa rõ năm"))


class AwardState(models.TextChoices):
    """What an award is worth today."""

    IN_FORCE = "in_force", _("còn hiệu lực")
    EXPIRED = "expired", _("đã hết hiệu lực")
    REVOKED = "revoked", _("đã thu hồi")
    SUPERSEDED = "superseded", _("đã thay bằng quyết định khác")
    UNKNOWN = "unknown", _("chưa rõ thời hạn")


class SelectionRoundQuerySet(models.QuerySet):
    """Sets of rounds."""

    def with_award_counts(self):
        """Rounds that have awards, with `award_count`."""
        return self.annotate(award_count=models.Count("awards", distinct=True)).filter(award_count__gt=0)

    def highest_first(self):
        """National rounds before regional ones and so on down, each the newest first; of unknown year last."""
        ranks = [models.When(level=level.value, then=level.rank) for level in AwardLevel]
        rank = models.Case(*ranks, default=0, output_field=models.PositiveSmallIntegerField())
        return self.order_by(rank.desc(), models.F("year").desc(nulls_last=True), "province_as_printed", "slug")


class SelectionRound(models.Model):
    """One selection ("kỳ bình chọn"): a level, a year, and the province or region that held it."""

    level = models.CharField(_("cấp"), max_length=10, choices=AwardLevel.choices)
    year = models.PositiveSmallIntegerField(
        _("năm"), null=True, blank=True, help_text=_("Để trống khi nguồn không ghi năm.")
    )
    region = models.CharField(_("khu vực"), max_length=20, choices=Region.choices, blank=True)
    province = models.ForeignKey(
        "places.Province",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rounds",
        verbose_name=_("tỉnh"),
    )
    province_as_printed = models.CharField(
        _("tên tỉnh khi bình chọn"), max_length=80, blank=True, help_text=_("Tên lúc đó, ví dụ Bắc Giang.")
    )
    ordinal = models.PositiveSmallIntegerField(_("lần thứ"), null=True, blank=True)
    slug = models.SlugField(_("địa chỉ trang"), max_length=120, unique=True)
    about_vi = models.TextField(_("giới thiệu"), blank=True)
    about_en = models.TextField(_("giới thiệu (tiếng Anh)"), blank=True)

    objects = SelectionRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("kỳ bình chọn")
        verbose_name_plural = _("kỳ bình chọn")
        ordering = [models.F("year").desc(nulls_last=True), "slug"]

    def __str__(self) -> str:
        region = self.get_region_display()
        where = spelled(self.province_as_printed) or region[:1].lower() + region[1:]
        words = {"level": self.get_level_display(), "where": where, "year": year_or_unknown(self.year)}
        return (_("%(level)s %(where)s %(year)s") if where else _("%(level)s %(year)s")) % words

    def get_absolute_url(self) -> str:
        return reverse("products:round", args=[self.slug])


class DecisionQuerySet(models.QuerySet):
    """Sets of decisions."""

    def released(self):
        return self.filter(released_at__isnull=False)

    def drafts(self):
        return self.filter(released_at=None)

    def with_award_counts(self):
        """With `award_count`: how many awards stand in the register under each."""
        return self.annotate(award_count=models.Count("standings", distinct=True))

    def by_year_and_level(self):
        """The newest year first, in it the highest level; with `listed_year` and `top_rank`, None where unknown.

        The year is that of signing, else of the round, else of its newest award; the rank is its highest award's.
        """
        known = (ExtractYear("date"), "round__year", models.Max("standings__year"))
        year = Coalesce(*known, output_field=models.IntegerField())
        ranked = self.annotate(listed_year=year, top_rank=models.Max("standings__level_rank"))
        newest = [models.F(name).desc(nulls_last=True) for name in ("listed_year", "top_rank", "date")]
        return ranked.order_by(*newest, "-pk")


class Decision(models.Model):
    """A decision that recognises results. A draft until its number, date and file are entered, then released."""

    round = models.ForeignKey(
        SelectionRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("kỳ bình chọn"),
    )
    title = models.CharField(_("trích yếu"), max_length=300, blank=True)
    number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    number_key = models.CharField(max_length=60, editable=False, default="", db_index=True)
    date = models.DateField(_("ngày ký"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200, blank=True)
    file = models.ForeignKey(
        "wagtaildocs.Document",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bản quyết định"),
    )
    source_url = models.URLField(_("nguồn"), max_length=500, blank=True)
    source_date = models.DateField(_("ngày xem nguồn"), null=True, blank=True)
    slug = models.SlugField(max_length=120, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyết định công nhận")
        verbose_name_plural = _("quyết định công nhận")
        ordering = [models.F("date").desc(nulls_last=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None) | (~Q(number="") & Q(slug__isnull=False)),
                name="released_decision_has_number",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title or str(_("Quyết định chưa ký"))

    def get_absolute_url(self) -> str:
        return reverse("products:decision", args=[self.slug])

    @property
    def is_released(self) -> bool:
        return self.released_at is not None


class DecisionEvent(models.Model):
    """A correction of a released decision, appended and never changed: the paper is right, our typing was not."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="events")
    recorded_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    reason = models.TextField(_("lý do"))
    changes = models.JSONField(_("thay đổi"), help_text=_("Tên cột → [trước, sau]."))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("đính chính quyết định")
        verbose_name_plural = _("đính chính quyết định")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_event_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} – {self.reason}"


class AwardQuerySet(models.QuerySet):
    """Sets of awards."""

    def with_standing(self):
        """With what their badge needs, in the one query."""
        return self.select_related("standing", "decision", "round")


class Award(models.Model):
    """What was awarded, word for word. Immutable but for the link to a product, which only `merge` moves."""

    code = models.CharField(_("mã kiểm tra"), max_length=12, unique=True)
    round = models.ForeignKey(SelectionRound, models.PROTECT, related_name="awards", verbose_name=_("kỳ bình chọn"))
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="awards", verbose_name=_("quyết định")
    )
    product = models.ForeignKey("products.Product", models.PROTECT, related_name="awards", verbose_name=_("sản phẩm"))
    position = models.PositiveIntegerField(_("thứ tự trong danh sách"), default=0)
    level = models.CharField(_("cấp"), max_length=10, choices=AwardLevel.choices)
    year = models.PositiveSmallIntegerField(
        _("năm"), null=True, blank=True, help_text=_("Để trống khi nguồn không ghi năm.")
    )
    product_name = models.CharField(_("tên sản phẩm khi công nhận"), max_length=400)
    is_set = models.BooleanField(_("là bộ sản phẩm"), default=False)
    producer_name = models.CharField(_("tên cơ sở khi công nhận"), max_length=400, blank=True)
    representative = models.CharField(_("người đại diện khi công nhận"), max_length=160, blank=True)
    place = models.CharField(_("địa chỉ khi công nhận"), max_length=400, blank=True)
    province_name = models.CharField(_("tỉnh khi công nhận"), max_length=80, blank=True)
    region = models.CharField(_("khu vực"), max_length=20, choices=Region.choices, blank=True)
    group = models.ForeignKey(
        "products.ProductGroup",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("nhóm"),
    )
    certificate_no = models.CharField(_("số giấy chứng nhận"), max_length=60, blank=True)
    granted_date = models.DateField(_("ngày công nhận"), null=True, blank=True)
    valid_until = models.DateField(_("có hiệu lực đến"), null=True, blank=True)
    evidence = models.CharField(_("căn cứ"), max_length=12, choices=Evidence.choices)
    source_url = models.URLField(_("nguồn"), max_length=500, blank=True)
    source_date = models.DateField(_("ngày xem nguồn"), null=True, blank=True)
    source_reference = models.CharField(_("mã dòng ở nguồn"), max_length=80, blank=True, db_index=True)
    name_basis = models.CharField(max_length=10, default="verbatim")
    note = models.TextField(_("ghi chú của nguồn"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    MUTABLE_COLUMNS = frozenset({"product_id"})

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("giấy công nhận")
        verbose_name_plural = _("sổ công nhận")
        ordering = [models.F("year").desc(nulls_last=True), "position", "pk"]
        indexes = [
            models.Index(fields=["product", "-year"], name="award_of_product"),
            models.Index(fields=["level", "-year"], name="award_level_year"),
        ]

    def __str__(self) -> str:
        return f"{self.product_name} – {self.get_level_display()} {year_or_unknown(self.year)}"

    def get_absolute_url(self) -> str:
        return reverse("products:verify", args=[self.code])


class AwardEventKind(models.TextChoices):
    """What can happen to an award after it was granted."""

    CORRECTED = "corrected", _("đính chính")
    CHECKED = "checked", _("đối chiếu với quyết định")
    SUPERSEDED = "superseded", _("thay bằng công nhận khác")
    REVOKED = "revoked", _("thu hồi")
    RELINKED = "relinked", _("chuyển sang hồ sơ sản phẩm khác")


class AwardEvent(models.Model):
    """One later happening, appended and never changed: what, when, from which day, why, and who recorded it."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="events")
    kind = models.CharField(_("việc"), max_length=12, choices=AwardEventKind.choices)
    recorded_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    effective_date = models.DateField(_("từ ngày"))
    reason = models.TextField(_("lý do"))
    changes = models.JSONField(_("thay đổi"), default=dict, help_text=_("Tên trường → [trước, sau]."))
    superseded_by = models.ForeignKey(Award, models.PROTECT, null=True, blank=True, related_name="supersedes")
    document = models.ForeignKey("wagtaildocs.Document", models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("việc sau công nhận")
        verbose_name_plural = _("việc sau công nhận")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="award_event_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.effective_date:%d/%m/%Y}"


class AwardStandingQuerySet(models.QuerySet):
    """Sets of standings."""

    def best_first(self):
        """Highest level first, then newest; awards of unknown year last."""
        return self.order_by("-level_rank", models.F("year").desc(nulls_last=True), "pk")

    def marked(self, today: datetime.date | None = None):
        """Awards neither revoked nor replaced by that day, whose mark may stand; as `is_mark_shown` says of one."""
        today = today or timezone.localdate()
        not_revoked = Q(revoked_date=None) | Q(revoked_date__gt=today)
        not_replaced = Q(superseded_date=None) | Q(superseded_date__gt=today)
        return self.filter(not_revoked, not_replaced)


class AwardStanding(models.Model):
    """An award as it stands after every event: what pages show and lists filter. Derived, never edited."""

    follows_merge = False  # projected anew from the award's own link

    award = models.OneToOneField(Award, models.CASCADE, related_name="standing", primary_key=True)
    product = models.ForeignKey("products.Product", models.CASCADE, related_name="standings")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="standings")
    level = models.CharField(max_length=10, choices=AwardLevel.choices)
    level_rank = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True)
    product_name = models.CharField(max_length=400)
    producer_name = models.CharField(max_length=400, blank=True)
    place = models.CharField(max_length=400, blank=True)
    region = models.CharField(max_length=20, blank=True)
    certificate_no = models.CharField(max_length=60, blank=True)
    granted_date = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    evidence = models.CharField(max_length=12, choices=Evidence.choices)
    checked_date = models.DateField(null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    revoked_date = models.DateField(null=True)
    superseded_date = models.DateField(null=True)
    superseded_by = models.ForeignKey(Award, models.SET_NULL, null=True, related_name="+")
    is_corrected = models.BooleanField(default=False)

    objects = AwardStandingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["product", "-level_rank", "-year"], name="standing_of_product"),
            models.Index(fields=["level", "-year"], name="standing_level_year"),
            models.Index(fields=["valid_until"], name="standing_valid_until"),
            models.Index(fields=["-year", "-level_rank"], name="standing_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.product_name} – {self.get_level_display()} {year_or_unknown(self.year)}"

    def state_on(self, day: datetime.date) -> AwardState:
        """What the award is worth on a day (Asia/Ho_Chi_Minh)."""
        if self.revoked_date and self.revoked_date <= day:
            return AwardState.REVOKED
        if self.superseded_date and self.superseded_date <= day:
            return AwardState.SUPERSEDED
        if self.valid_until is None:
            return AwardState.UNKNOWN
        return AwardState.IN_FORCE if day <= self.valid_until else AwardState.EXPIRED

    @property
    def state(self) -> AwardState:
        """What the award is worth today, in the time zone of the site."""
        return self.state_on(timezone.localdate())

    @property
    def is_checked(self) -> bool:
        return self.evidence == Evidence.CHECKED

    @property
    def is_mark_shown(self) -> bool:
        """Neither revoked nor replaced: its mark may stand, in the form of its state."""
        return self.state not in {AwardState.REVOKED, AwardState.SUPERSEDED}
