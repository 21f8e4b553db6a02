"""Filters of the register's lists."""

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from office.catalogue.filters import from_choices, from_list
from places.models import Region
from products.models import Award, AwardLevel, AwardState, Decision, Evidence, Product, SelectionRound

STATES = [(state.value, state.label) for state in AwardState]
LAPSES = (("this_year", _("Ngày 31/12 năm nay")), ("next_year", _("Ngày 31/12 năm sau")))
DECISION_STATES = (("draft", _("Dự thảo, chưa công bố")), ("released", _("Đã công bố")))


def in_state(state: str, today: datetime.date | None = None) -> Q:
    """Awards in one state on a day, as `AwardStanding.state_on` says of each."""
    today = today or timezone.localdate()
    revoked = Q(standing__revoked_date__lte=today)
    superseded = Q(standing__superseded_date__lte=today)
    standing = Q(standing__revoked_date=None) | Q(standing__revoked_date__gt=today)
    standing &= Q(standing__superseded_date=None) | Q(standing__superseded_date__gt=today)
    return {
        AwardState.REVOKED: revoked,
        AwardState.SUPERSEDED: superseded & ~revoked,
        AwardState.UNKNOWN: standing & Q(standing__valid_until=None),
        AwardState.IN_FORCE: standing & Q(standing__valid_until__gte=today),
        AwardState.EXPIRED: standing & Q(standing__valid_until__lt=today),
    }[AwardState(state)]


def lapsing(year: int) -> Q:
    """Awards in force that lapse on the last day of a year."""
    return in_state(AwardState.IN_FORCE) & Q(standing__valid_until=datetime.date(year, 12, 31))


class AwardFilterSet(WagtailFilterSet):
    """The list of awards: what stands today, after every correction."""

    level = from_choices(_("Cấp"), AwardLevel.choices, "standing__level")
    year = django_filters.NumberFilter(label=_("Năm"), field_name="standing__year")
    state = from_choices(_("Giá trị hôm nay"), STATES, "state", method="by_state")
    lapse = from_choices(_("Sắp hết hiệu lực"), LAPSES, "lapse", method="by_lapse")
    evidence = from_choices(_("Căn cứ"), Evidence.choices, "standing__evidence")
    region = from_choices(_("Khu vực"), Region.choices, "standing__region")
    decision = from_list(_("Quyết định"), Decision.objects.released(), "standing__decision")
    product = django_filters.ModelChoiceFilter(
        label=_("Hồ sơ sản phẩm"), queryset=Product.objects.all(), widget=forms.NumberInput
    )
    round = from_list(_("Kỳ bình chọn"), SelectionRound.objects.all(), "round")

    class Meta:
        model = Award
        fields: list[str] = []

    def by_state(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(in_state(value))

    def by_lapse(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(lapsing(timezone.localdate().year + (value == "next_year")))


class DecisionFilterSet(WagtailFilterSet):
    """The list of decisions."""

    state = from_choices(_("Tình trạng"), DECISION_STATES, "state", method="by_state")
    year = django_filters.NumberFilter(label=_("Năm ký"), field_name="date__year")
    level = from_choices(_("Cấp"), AwardLevel.choices, "round__level")

    class Meta:
        model = Decision
        fields: list[str] = []

    def by_state(self, queryset: QuerySet, _name: str, value: str) -> Any:
        return queryset.drafts() if value == "draft" else queryset.released()
