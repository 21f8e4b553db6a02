"""Filters of the office's lists."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from fairs.models import Exhibitor, FairEdition, FairType
from places.models import Province
from producers.models import ContactChannel, CraftVillage, LegalForm, Producer, Verification
from products.models import AwardLevel, AwardStanding, Product, ProductGroup

from .english import having_english
from .listing import with_waiting
from .tree import category_branch, category_choices

FAIR_TIMES = (("soon", _("Trong 60 ngày tới")), ("upcoming", _("Đang và sắp diễn ra")), ("past", _("Đã qua")))
SOON = datetime.timedelta(days=60)
YES_OR_NO = (("yes", _("Có")), ("no", _("Không")))
STATUSES = (
    ("live", _("Đang hiện")),
    ("draft", _("Chưa hiện")),
    ("changed", _("Đang hiện, có bản nháp mới hơn")),
    ("waiting", _("Chờ duyệt")),
    ("archived", _("Trong kho")),
)


def fairs_at(time: str) -> Any:
    """Keys of the fairs that are "past", "upcoming" (running ones too) or that begin "soon"."""
    today = timezone.localdate()
    found = FairEdition.objects.past(today) if time == "past" else FairEdition.objects.upcoming(today)
    if time == "soon":
        found = found.filter(start_date__lte=today + SOON)
    return found.order_by().values("pk")


def yes_or_no(label: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=YES_OR_NO, method="by_yes_or_no", widget=forms.RadioSelect, empty_label=_("Tất cả")
    )


def from_list(label: Any, queryset: Any, field_name: str, **options: Any) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=label, queryset=queryset, field_name=field_name, widget=forms.Select, empty_label=_("Tất cả"), **options
    )


def from_choices(label: Any, choices: Any, field_name: str, **options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label,
        choices=choices,
        field_name=field_name,
        widget=forms.RadioSelect,
        empty_label=_("Tất cả"),
        **options,
    )


class RecordFilterSet(WagtailFilterSet):
    """What every moderated kind is filtered by. Without a status chosen, what is in the store-room is left out."""

    status = django_filters.ChoiceFilter(
        label=_("Tình trạng"),
        choices=STATUSES,
        method="by_status",
        widget=forms.RadioSelect,
        empty_label=_("Tất cả, trừ trong kho"),
    )
    example = yes_or_no(_("Là ví dụ"))

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.form.cleaned_data.get("status") != "archived":
            queryset = queryset.filter(archived_at=None)
        return super().filter_queryset(queryset)

    def by_status(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        conditions: dict[str, dict[str, Any]] = {
            "live": {"live": True},
            "draft": {"live": False},
            "changed": {"live": True, "has_unpublished_changes": True},
            "archived": {"archived_at__isnull": False},
        }
        if value == "waiting":
            return with_waiting(queryset).filter(is_waiting=True)
        return queryset.filter(**conditions[value])

    def by_yes_or_no(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """One yes-or-no question: the method of its name says what yes means."""
        having = getattr(self, f"having_{name}")(queryset)
        return having if value == "yes" else queryset.exclude(pk__in=having.order_by().values("pk"))

    def having_example(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(is_example=True)

    def having_english(self, queryset: QuerySet) -> QuerySet:
        return having_english(queryset)

    def having_photo(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(photos__photo__isnull=False).distinct()


class ProductFilterSet(RecordFilterSet):
    """The list of products."""

    province = from_list(_("Tỉnh, thành phố"), Province.objects.current(), "producer__province")
    category = django_filters.ChoiceFilter(
        label=_("Loại sản phẩm"), choices=category_choices, method="by_category", empty_label=_("Tất cả")
    )
    group = from_list(_("Nhóm của chương trình"), ProductGroup.objects.all(), "group")
    level = from_choices(_("Cấp công nhận"), AwardLevel.choices, "level", method="by_award")
    year = django_filters.NumberFilter(label=_("Năm công nhận"), method="by_award")
    awarded = yes_or_no(_("Đã được công nhận"))
    photo = yes_or_no(_("Có ảnh"))
    contact = yes_or_no(_("Cơ sở có cách liên hệ"))
    english = yes_or_no(_("Đủ bản tiếng Anh"))

    class Meta:
        model = Product
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Level and year are asked of one award: "cấp tỉnh" of 2020 with a national one of 2024 is not both."""
        asked = {name: self.form.cleaned_data.get(name) for name in ("level", "year")}
        wanted = {name: value for name, value in asked.items() if value not in (None, "")}
        if wanted:
            queryset = queryset.filter(Exists(AwardStanding.objects.filter(product=OuterRef("pk"), **wanted)))
        return super().filter_queryset(queryset)

    def by_award(self, queryset: QuerySet, _name: str, _value: Any) -> QuerySet:
        return queryset

    def by_category(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(category__in=category_branch(value))

    def having_awarded(self, queryset: QuerySet) -> QuerySet:
        return queryset.awarded()

    def having_contact(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(Exists(ContactChannel.objects.filter(producer=OuterRef("producer"))))


class ProducerFilterSet(RecordFilterSet):
    """The list of producers."""

    province = from_list(_("Tỉnh, thành phố"), Province.objects.current(), "province")
    legal_form = from_choices(_("Loại hình"), LegalForm.choices, "legal_form")
    craft_village = from_list(_("Làng nghề"), CraftVillage.objects.published(), "craft_village")
    awarded = yes_or_no(_("Có sản phẩm được công nhận"))
    verified = yes_or_no(_("Đã xác minh"))
    contact = yes_or_no(_("Có cách liên hệ"))
    english = yes_or_no(_("Đủ bản tiếng Anh"))
    photo = yes_or_no(_("Có ảnh"))

    class Meta:
        model = Producer
        fields: list[str] = []

    def having_awarded(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(Exists(AwardStanding.objects.filter(product__producer=OuterRef("pk"))))

    def having_verified(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(Exists(Verification.objects.filter(producer=OuterRef("pk"))))

    def having_contact(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(Exists(ContactChannel.objects.filter(producer=OuterRef("pk"))))


class FairFilterSet(RecordFilterSet):
    """The list of fairs."""

    time = from_choices(_("Thời gian"), FAIR_TIMES, "time", method="by_time")
    fair_type = from_choices(_("Loại"), FairType.choices, "fair_type")
    province = from_list(_("Tỉnh nơi diễn ra"), Province.objects.current(), "province")
    year = django_filters.NumberFilter(label=_("Năm"), field_name="year")

    class Meta:
        model = FairEdition
        fields: list[str] = []

    def by_time(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(pk__in=fairs_at(value))


class ExhibitorFilterSet(WagtailFilterSet):
    """The list of exhibitors."""

    edition = from_list(_("Hội chợ"), FairEdition.objects.filter(merged_into=None), "edition")

    class Meta:
        model = Exhibitor
        fields: list[str] = []
