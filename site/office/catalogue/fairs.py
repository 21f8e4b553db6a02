"""Fairs in the admin."""

from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column, DateColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from fairs.models import Exhibitor, FairEdition, FairSeries
from office.exports import ExportColumn

from .columns import StatusColumn, status_words
from .filters import ExhibitorFilterSet, FairFilterSet
from .forms import ExhibitorForm, FairForm
from .listing import OfficeIndexView, RecordIndexView, holding_words
from .viewsets import ListedViewSet, RecordEditView, RecordViewSet

FAIR_EXPORT = (
    ExportColumn("name_vi", _("Tên hội chợ"), lambda fair: fair.name_vi),
    ExportColumn("year", _("Năm"), lambda fair: fair.year),
    ExportColumn("start_date", _("Từ ngày"), lambda fair: fair.start_date),
    ExportColumn("end_date", _("Đến ngày"), lambda fair: fair.end_date),
    ExportColumn("province", _("Tỉnh nơi diễn ra"), lambda fair: str(fair.province or fair.province_as_printed)),
    ExportColumn("venue", _("Địa điểm"), lambda fair: fair.venue),
    ExportColumn("organiser", _("Đơn vị tổ chức"), lambda fair: fair.organiser),
    ExportColumn("booth_count", _("Số gian hàng"), lambda fair: fair.booth_count),
    ExportColumn("exhibitor_count", _("Đơn vị đã ghi"), lambda fair: fair.exhibitor_count),
    ExportColumn("state", _("Diễn ra"), lambda fair: str(fair.state.label)),
    ExportColumn("status", _("Tình trạng"), lambda fair: ", ".join(words for _kind, words in status_words(fair))),
)
EXHIBITOR_EXPORT = (
    ExportColumn("edition", _("Hội chợ"), lambda exhibitor: str(exhibitor.edition)),
    ExportColumn("name", _("Đơn vị"), str),
    ExportColumn("zone_name", _("Khu"), lambda exhibitor: exhibitor.zone_name),
    ExportColumn(
        "booth_number", pgettext_lazy("the sign on one booth", "Số gian hàng"), lambda exhibitor: exhibitor.booth_number
    ),
    ExportColumn(
        "products",
        _("Sản phẩm mang đến"),
        lambda exhibitor: "; ".join(str(product) for product in exhibitor.products.all()),
    ),
)


class FairIndexView(RecordIndexView):
    """The list of fairs, the newest first."""

    def get_queryset(self) -> QuerySet:
        return (
            super()
            .get_queryset()
            .select_related("province")
            .annotate(exhibitor_count=Count("exhibitors", distinct=True))
        )


CONTENT_TAB = ObjectList(
    [
        FieldPanel("name_vi"),
        FieldRowPanel([FieldPanel("series"), FieldPanel("fair_type")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("date_precision")]),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")]),
                FieldPanel("date_note"),
                FieldPanel("opening_hours_vi"),
            ],
            heading=_("Thời gian"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("venue"),
                FieldPanel("commune"),
                FieldRowPanel([FieldPanel("province"), FieldPanel("province_as_printed")]),
                FieldRowPanel([FieldPanel("organising_province"), FieldPanel("region")]),
            ],
            heading=_("Địa điểm"),
        ),
        MultiFieldPanel(
            [FieldPanel("organiser"), FieldPanel("host"), FieldPanel("contact")], heading=_("Đơn vị tổ chức")
        ),
        FieldPanel("about_vi"),
        FieldPanel("programme_vi"),
        PublishingPanel(heading=_("Hẹn ngày hiện và ngày gỡ")),
    ],
    heading=_("Nội dung"),
)
REGISTRATION_TAB = ObjectList(
    [
        FieldRowPanel([FieldPanel("registration_opens"), FieldPanel("registration_closes")]),
        FieldPanel("booth_cost_vi"),
        FieldPanel("dossier_vi"),
        FieldRowPanel([FieldPanel("booth_count"), FieldPanel("booth_count_basis")]),
        FieldPanel("exhibitors_summary"),
    ],
    heading=_("Đăng ký gian hàng"),
)
PARTS_TAB = ObjectList(
    [
        MultiFieldPanel([FieldPanel("map"), FieldPanel("map_alt_vi")], heading=_("Sơ đồ gian hàng")),
        InlinePanel(
            "zones",
            [FieldPanel("name_vi"), FieldPanel("name_en"), FieldPanel("booth_count")],
            heading=_("Khu gian hàng"),
            label=_("Khu"),
        ),
        InlinePanel("closed_days", [FieldPanel("date"), FieldPanel("reason")], heading=_("Ngày nghỉ"), label=_("Ngày")),
        InlinePanel(
            "documents",
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("number"), FieldPanel("date")]),
                FieldPanel("document"),
                FieldPanel("url"),
            ],
            heading=_("Văn bản"),
            label=_("Văn bản"),
        ),
        InlinePanel(
            "results",
            [FieldPanel("text_vi"), FieldPanel("text_en"), FieldPanel("source")],
            heading=_("Kết quả sau hội chợ"),
            label=_("Kết quả"),
        ),
    ],
    heading=_("Khu, văn bản, kết quả"),
)
ENGLISH_TAB = ObjectList(
    [
        FieldPanel(f"{name}_en")
        for name in ("name", "opening_hours", "booth_cost", "dossier", "programme", "about", "map_alt")
    ],
    heading=_("Tiếng Anh"),
)


class FairEditView(RecordEditView):
    kind = "fair"
    can_be_merged = False


class FairEditionViewSet(RecordViewSet):
    """Each holding of a fair."""

    model = FairEdition
    icon = "calendar-alt"
    menu_label = _("Các kỳ hội chợ")
    menu_name = "fair-editions"
    url_prefix = "hoi-cho"
    index_view_class = FairIndexView
    edit_view_class = FairEditView
    filterset_class = FairFilterSet
    export_columns = FAIR_EXPORT
    export_filename = "hoi-cho"
    ordering = ("-year", F("start_date").desc(nulls_last=True), "pk")
    list_display = [
        "name_vi",
        DateColumn("start_date", label=_("Từ ngày"), sort_key="start_date"),
        DateColumn("end_date", label=_("Đến ngày")),
        Column("province", label=_("Tỉnh"), sort_key="province__sort_key"),
        Column("state", label=_("Diễn ra"), accessor=lambda fair: fair.state.label),
        Column("exhibitor_count", label=_("Đơn vị")),
        StatusColumn("status", label=_("Tình trạng")),
        UpdatedAtColumn(label=_("Cập nhật")),
    ]
    edit_handler = TabbedInterface([CONTENT_TAB, REGISTRATION_TAB, PARTS_TAB, ENGLISH_TAB], base_form_class=FairForm)


class FairSeriesIndexView(OfficeIndexView):
    """The list of recurring fairs; few enough to be searched by name as it is typed."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(name_vi__icontains=self.search_query) if self.is_searching else queryset


class FairSeriesViewSet(ListedViewSet):
    """Fairs that come back."""

    model = FairSeries
    icon = "repeat"
    menu_label = _("Hội chợ thường kỳ")
    url_prefix = "hoi-cho-thuong-ky"
    index_view_class = FairSeriesIndexView
    key_searched = "name_vi"
    list_display = ["name_vi", "slug"]
    panels = [
        FieldPanel("name_vi"),
        FieldPanel("name_en"),
        FieldPanel("slug"),
        FieldPanel("about_vi"),
        FieldPanel("about_en"),
    ]


class ExhibitorIndexView(OfficeIndexView):
    """Who shows what; searched by the name of the unit or of the producer behind it."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        by_profile = holding_words(queryset, self.search_query, "producer__search_key")
        return by_profile | queryset.filter(name__icontains=self.search_query)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("edition", "producer").prefetch_related("products")


class ExhibitorViewSet(ListedViewSet):
    """Exhibitors change until the last evening, so they are no part of the fair's drafts."""

    model = Exhibitor
    icon = "site"
    menu_label = _("Đơn vị tham gia")
    url_prefix = "don-vi-tham-gia"
    index_view_class = ExhibitorIndexView
    filterset_class = ExhibitorFilterSet
    export_columns = EXHIBITOR_EXPORT
    export_filename = "don-vi-tham-gia"
    key_searched = "name"
    list_display = [
        "__str__",
        Column("edition", label=_("Hội chợ")),
        Column("zone_name", label=_("Khu"), sort_key="zone_name"),
        Column("booth_number", label=_("Gian hàng"), sort_key="booth_number"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldPanel("producer"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("zone_name"), FieldPanel("booth_number")]),
            FieldPanel("products"),
            FieldPanel("sort_order"),
        ],
        base_form_class=ExhibitorForm,
    )


class FairGroup(SnippetViewSetGroup):
    """The menu of fairs."""

    menu_label = pgettext_lazy("plural", "Hội chợ")
    menu_name = "fairs"
    menu_icon = "calendar-alt"
    menu_order = 50
    submenu_hook = "register_fairs_menu_item"
    items = (FairEditionViewSet, ExhibitorViewSet, FairSeriesViewSet)
