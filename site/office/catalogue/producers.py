"""Producers in the admin."""

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
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
from wagtail.admin.ui.tables import BooleanColumn, Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button

from office.exports import ExportColumn
from producers.models import Producer, ProducerPhoto, Verification

from .columns import PHOTOS_FOR_THUMBNAILS, StatusColumn, ThumbnailColumn, status_words
from .english import UNTRANSLATED, UntranslatedFirstMixin
from .filters import ProducerFilterSet
from .forms import ProducerForm
from .listing import RecordIndexView
from .reading import READ_OF_PRODUCER, ProducerPage, trust_buttons
from .viewsets import RecordEditView, RecordViewSet

EXPORT_COLUMNS = (
    ExportColumn("name_vi", _("Tên cơ sở"), lambda producer: producer.name_vi),
    ExportColumn("name_en", _("Tên tiếng Anh"), lambda producer: producer.name_en),
    ExportColumn("legal_form", _("Loại hình"), lambda producer: str(producer.get_legal_form_display())),
    ExportColumn("registration_number", _("Số đăng ký, mã số thuế"), lambda producer: producer.registration_number),
    ExportColumn("address_line", _("Số nhà, đường, thôn, xóm"), lambda producer: producer.address_line),
    ExportColumn("commune", _("Xã, phường, đặc khu"), lambda producer: str(producer.commune or "")),
    ExportColumn("province", _("Tỉnh, thành phố"), lambda producer: str(producer.province or "")),
    ExportColumn("product_count", _("Số sản phẩm đang hiện"), lambda producer: producer.product_count),
    ExportColumn("verified", _("Đã xác minh"), lambda producer: str(_("có") if producer.is_verified else "")),
    ExportColumn(
        "status", _("Tình trạng"), lambda producer: ", ".join(words for _kind, words in status_words(producer))
    ),
    UNTRANSLATED,
    ExportColumn("slug", _("Địa chỉ trang"), lambda producer: producer.slug),
)


class ProducerIndexView(UntranslatedFirstMixin, RecordIndexView):
    """The list of producers; photos come with one query for the whole page."""

    def get_queryset(self) -> QuerySet:
        photos = ProducerPhoto.objects.prefetch_related(Prefetch("photo", PHOTOS_FOR_THUMBNAILS))
        shown = Q(products__live=True, products__archived_at=None, products__merged_into=None)
        return (
            super()
            .get_queryset()
            .select_related("province", "commune")
            .annotate(
                product_count=Count("products", filter=shown, distinct=True),
                is_verified=Exists(Verification.objects.filter(producer=OuterRef("pk"))),
            )
            .prefetch_related(Prefetch("photos", photos))
        )


class ProducerEditView(RecordEditView):
    """The producer's form, with the way to what never lives in a draft."""

    kind = "producer"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        key = self.object.pk
        buttons = [
            *super().header_more_buttons,
            Button(_("Liên hệ và sự đồng ý"), url=reverse("office:channels", args=[key]), icon_name="mail", priority=5),
            Button(_("Thành viên"), url=reverse("office:members", args=[key]), icon_name="group", priority=6),
            Button(_("Xác minh"), url=reverse("office:verify", args=[key]), icon_name="check", priority=7),
        ]
        return [*buttons, *trust_buttons(self.object, self.request.user)]


CONTENT_TAB = ObjectList(
    [
        FieldPanel("name_vi"),
        FieldPanel("other_names"),
        FieldPanel("summary_vi"),
        FieldPanel("about_vi"),
        FieldPanel("capacity_vi"),
        FieldPanel("export_markets"),
        FieldPanel("craft_village"),
        PublishingPanel(heading=_("Hẹn ngày hiện và ngày gỡ")),
    ],
    heading=_("Nội dung"),
)
LEGAL_TAB = ObjectList(
    [
        FieldRowPanel([FieldPanel("legal_form"), FieldPanel("founded_year")]),
        FieldPanel("legal_name"),
        FieldRowPanel([FieldPanel("registration_number"), FieldPanel("registration_place")]),
        FieldRowPanel([FieldPanel("representative"), FieldPanel("representative_title")]),
        FieldPanel("worker_count"),
    ],
    heading=_("Pháp lý"),
)
PLACE_TAB = ObjectList(
    [
        MultiFieldPanel(
            [FieldPanel("address_line"), FieldPanel("commune"), FieldPanel("province")], heading=_("Địa chỉ hiện nay")
        ),
        FieldPanel("address_as_printed"),
    ],
    heading=_("Địa chỉ"),
)
ENGLISH_TAB = ObjectList(
    [FieldPanel("name_en"), FieldPanel("summary_en"), FieldPanel("about_en"), FieldPanel("capacity_en")],
    heading=_("Tiếng Anh"),
)
PHOTO_TAB = ObjectList(
    [
        InlinePanel(
            "photos",
            [FieldPanel("photo"), FieldPanel("alt_vi"), FieldPanel("alt_en")],
            heading=_("Ảnh của cơ sở"),
            label=_("Ảnh"),
        )
    ],
    heading=_("Ảnh"),
)


class ProducerViewSet(RecordViewSet):
    """Producers. Contacts and consents are no part of a draft: they have a screen of their own."""

    model = Producer
    icon = "group"
    menu_label = pgettext_lazy("plural", "Cơ sở")
    menu_name = "producers"
    menu_order = 30
    add_to_admin_menu = True
    url_prefix = "co-so"
    index_view_class = ProducerIndexView
    edit_view_class = ProducerEditView
    inspect_view_enabled = True
    inspect_view_class = ProducerPage
    inspect_view_fields = READ_OF_PRODUCER
    filterset_class = ProducerFilterSet
    export_columns = EXPORT_COLUMNS
    export_filename = "co-so"
    list_display = [
        "name_vi",
        ThumbnailColumn("photo", label=_("Ảnh")),
        Column("get_legal_form_display", label=_("Loại hình")),
        Column("province", label=_("Tỉnh"), sort_key="province__sort_key"),
        Column("product_count", label=pgettext_lazy("plural", "Sản phẩm"), sort_key="product_count"),
        BooleanColumn("is_verified", label=_("Đã xác minh")),
        StatusColumn("status", label=_("Tình trạng")),
        UpdatedAtColumn(label=_("Cập nhật")),
    ]
    edit_handler = TabbedInterface(
        [CONTENT_TAB, LEGAL_TAB, PLACE_TAB, PHOTO_TAB, ENGLISH_TAB], base_form_class=ProducerForm
    )
