"""Lists and pages of the register. Nothing in them is edited by a form of its own."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from common import text
from office.catalogue.sorting import ReadOnlyIndexView, ReadOnlyViewSet
from office.exports import ExportColumn, SafeExportMixin
from products.models import Award, Decision, SelectionRound
from products.services.decisions import number_key

from .filters import AwardFilterSet, DecisionFilterSet

AWARD_EXPORT = (
    ExportColumn("code", _("Mã kiểm tra"), lambda award: award.code),
    ExportColumn("level", _("Cấp"), lambda award: str(award.standing.get_level_display())),
    ExportColumn("year", _("Năm"), lambda award: award.standing.year),
    ExportColumn("product_name", _("Sản phẩm khi công nhận"), lambda award: award.standing.product_name),
    ExportColumn("producer_name", _("Cơ sở khi công nhận"), lambda award: award.standing.producer_name),
    ExportColumn("place", _("Địa chỉ khi công nhận"), lambda award: award.standing.place),
    ExportColumn("decision", _("Quyết định"), lambda award: str(award.standing.decision or "")),
    ExportColumn("certificate_no", _("Số giấy chứng nhận"), lambda award: award.standing.certificate_no),
    ExportColumn("valid_until", _("Có hiệu lực đến"), lambda award: award.standing.valid_until),
    ExportColumn("state", _("Giá trị hôm nay"), lambda award: str(award.standing.state.label)),
    ExportColumn("evidence", _("Căn cứ"), lambda award: str(award.standing.get_evidence_display())),
    ExportColumn("product", _("Hồ sơ sản phẩm"), lambda award: award.product.slug),
)


class AwardIndexView(ReadOnlyIndexView):
    """The list of awards. Names are found without accents, codes and certificates as they are typed."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("standing__decision", "product__producer")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        by_name = Q()
        for word in text.key(self.search_query).split():
            by_name &= Q(product__search_key__contains=word) | Q(product__producer__search_key__contains=word)
        typed = self.search_query.strip()
        by_number = Q(code__iexact=typed) | Q(standing__certificate_no__icontains=typed)
        by_decision = Q(standing__decision__number_key__contains=number_key(typed))
        return queryset.filter(by_name | by_number | by_decision)


class AwardPage(generic.InspectView):
    """One award: what was awarded, what happened since, and what may be recorded now."""

    template_name = "office/register/award.html"
    any_permission_required = ["view"]
    page_title = _("Giấy công nhận")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        award = self.object
        return {
            **super().get_context_data(**kwargs),
            "award": award,
            "standing": award.standing,
            "events": award.events.select_related("by", "document", "superseded_by"),
            "may_record": self.request.user.has_perm("products.add_awardevent"),
        }


class AwardViewSet(ReadOnlyViewSet):
    """Awards."""

    model = Award
    name = "awards"
    icon = "success"
    menu_label = _("Giấy công nhận")
    url_prefix = "so-cong-nhan/giay"
    index_view_class = AwardIndexView
    inspect_view_class = AwardPage
    inspect_template_name = "office/register/award.html"
    inspect_view_fields = ["code"]
    filterset_class = AwardFilterSet
    export_columns = AWARD_EXPORT
    export_filename = "so-cong-nhan"
    list_display = [
        "product_name",
        Column("level", label=_("Cấp"), accessor="standing.get_level_display", sort_key="standing__level_rank"),
        Column("year", label=_("Năm"), accessor="standing.year", sort_key="standing__year"),
        Column("producer_name", label=_("Cơ sở khi công nhận"), accessor="standing.producer_name"),
        Column("decision", label=_("Quyết định"), accessor="standing.decision"),
        Column("state", label=_("Giá trị hôm nay"), accessor=lambda award: award.standing.state.label),
        DateColumn("valid_until", label=_("Có hiệu lực đến"), accessor="standing.valid_until"),
        Column("evidence", label=_("Căn cứ"), accessor="standing.get_evidence_display"),
        Column("code", label=_("Mã kiểm tra")),
    ]


class DecisionIndexView(ReadOnlyIndexView):
    """The list of decisions, searched by number, title or issuer."""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("round__province").with_award_counts()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        typed = self.search_query.strip()
        words = Q(title__icontains=typed) | Q(issuer__icontains=typed)
        return queryset.filter(words | Q(number_key__contains=number_key(typed)))


def decision_state(decision: Decision) -> Any:
    return _("Đã công bố") if decision.is_released else _("Dự thảo")


class DecisionPage(generic.InspectView):
    """One decision with its corrections."""

    template_name = "office/register/decision.html"
    any_permission_required = ["view"]
    page_title = _("Quyết định công nhận")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decision = self.object
        return {
            **super().get_context_data(**kwargs),
            "decision": decision,
            "award_count": decision.standings.count(),
            "events": decision.events.select_related("by"),
            "may_record": self.request.user.has_perm("products.change_decision"),
        }


class DecisionViewSet(ReadOnlyViewSet):
    """Decisions."""

    model = Decision
    name = "decisions"
    icon = "doc-full"
    menu_label = pgettext_lazy("plural", "Quyết định")
    url_prefix = "so-cong-nhan/quyet-dinh"
    ordering = (F("date").desc(nulls_last=True), "-pk")
    index_view_class = DecisionIndexView
    inspect_view_class = DecisionPage
    inspect_template_name = "office/register/decision.html"
    inspect_view_fields = ["number"]
    filterset_class = DecisionFilterSet
    export_filename = "quyet-dinh"
    export_columns = (
        ExportColumn("number", _("Số quyết định"), lambda decision: decision.number),
        ExportColumn("date", _("Ngày ký"), lambda decision: decision.date),
        ExportColumn("issuer", _("Cơ quan ban hành"), lambda decision: decision.issuer),
        ExportColumn("title", _("Trích yếu"), lambda decision: decision.title),
        ExportColumn("round", _("Kỳ bình chọn"), lambda decision: str(decision.round or "")),
        ExportColumn("award_count", _("Số công nhận"), lambda decision: decision.award_count),
        ExportColumn("state", _("Tình trạng"), lambda decision: str(decision_state(decision))),
    )
    list_display = [
        "__str__",
        DateColumn("date", label=_("Ngày ký"), sort_key="date"),
        Column("issuer", label=_("Cơ quan ban hành")),
        Column("round", label=_("Kỳ bình chọn")),
        Column("award_count", label=_("Số công nhận"), sort_key="award_count"),
        Column("state", label=_("Tình trạng"), accessor=decision_state),
    ]


class RoundIndexView(SafeExportMixin, generic.IndexView):
    """The list of selections."""

    any_permission_required = ["view", "change"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("province").with_award_counts()

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        typed = self.search_query.strip()
        year = Q(year=int(typed)) if typed.isascii() and typed.isdecimal() else Q(pk=None)
        by_address = Q(slug__contains=text.key(typed).replace(" ", "-"))  # which is the round's words without accents
        return queryset.filter(Q(province_as_printed__icontains=typed) | by_address | year)


class RoundViewSet(ModelViewSet):
    """Selections: made with their results, so here only what is said about them is edited."""

    model = SelectionRound
    name = "rounds"
    icon = "calendar"
    menu_label = _("Kỳ bình chọn")
    url_prefix = "so-cong-nhan/ky"
    ordering = (F("year").desc(nulls_last=True), "slug")
    index_view_class = RoundIndexView
    add_to_reference_index = False
    copy_view_enabled = False
    search_fields = ["province_as_printed"]
    list_display = [
        "__str__",
        Column("region", label=_("Khu vực"), accessor="get_region_display"),
        Column("year", label=_("Năm"), sort_key="year"),
        Column("award_count", label=_("Số công nhận"), sort_key="award_count"),
    ]
    panels = [
        FieldRowPanel([FieldPanel("ordinal"), FieldPanel("province_as_printed", read_only=True)]),
        FieldPanel("about_vi"),
        FieldPanel("about_en"),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = dict.fromkeys(("add_url_name", "delete_url_name", "usage_url_name"))
        return {**super().get_common_view_kwargs(**kwargs), **nowhere}

    def get_urlpatterns(self) -> list[Any]:
        key = self.pk_path_converter
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"edit/<{key}:pk>/", self.edit_view, name="edit"),
            path(f"history/<{key}:pk>/", self.history_view, name="history"),
            path(f"history-results/<{key}:pk>/", self.history_results_view, name="history_results"),
        ]


class RegisterGroup(ModelViewSetGroup):
    """The menu of the register; the import of results joins it through its hook."""

    menu_label = _("Sổ công nhận")
    menu_name = "register"
    menu_icon = "success"
    menu_order = 40
    submenu_hook = "register_awards_menu_item"
    items = (AwardViewSet, DecisionViewSet, RoundViewSet)
