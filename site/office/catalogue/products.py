"""Products in the admin."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button

from office.exports import ExportColumn
from products.models import AwardStanding, Product, ProductPhoto

from .acts import ASSIGN_PERMISSION
from .columns import PHOTOS_FOR_THUMBNAILS, BestAwardColumn, StatusColumn, ThumbnailColumn, best_award, status_words
from .english import UNTRANSLATED, UntranslatedFirstMixin
from .filters import ProductFilterSet
from .listing import RecordIndexView
from .product_panels import product_tabs
from .reading import READ_OF_PRODUCT
from .viewsets import RecordEditView, RecordViewSet


def province_of(product: Product) -> Any:
    return product.producer.province if product.producer else None


def award_words(product: Product) -> str:
    best = best_award(product)
    return f"{best.get_level_display()} {best.year or ''}".strip() if best else ""


EXPORT_COLUMNS = (
    ExportColumn("name_vi", _("Tên sản phẩm"), lambda product: product.name_vi),
    ExportColumn("name_en", _("Tên tiếng Anh"), lambda product: product.name_en),
    ExportColumn("producer", _("Cơ sở sản xuất"), lambda product: str(product.producer or "")),
    ExportColumn("province", _("Tỉnh, thành phố"), lambda product: str(province_of(product) or "")),
    ExportColumn("category", _("Loại sản phẩm"), lambda product: str(product.category or "")),
    ExportColumn("group", _("Nhóm của chương trình"), lambda product: str(product.group or "")),
    ExportColumn("award", _("Công nhận cao nhất"), award_words),
    ExportColumn("status", _("Tình trạng"), lambda product: ", ".join(words for _kind, words in status_words(product))),
    UNTRANSLATED,
    ExportColumn("slug", _("Địa chỉ trang"), lambda product: product.slug),
    ExportColumn("created_at", _("Ngày tạo"), lambda product: product.created_at),
)


class ProductIndexView(UntranslatedFirstMixin, RecordIndexView):
    """The list of products: photos and awards come with one query each for the whole page."""

    def get_queryset(self) -> QuerySet:
        ranked = AwardStanding.objects.best_first()
        photos = ProductPhoto.objects.prefetch_related(Prefetch("photo", PHOTOS_FOR_THUMBNAILS))
        return (
            super()
            .get_queryset()
            .select_related("producer__province", "category", "group")
            .prefetch_related(Prefetch("standings", ranked, to_attr="ranked_standings"), Prefetch("photos", photos))
        )


class ProductEditView(RecordEditView):
    kind = "product"

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """With the awards of this product, for those who may see the register, and whose the product is."""
        buttons = super().header_more_buttons
        if self.request.user.has_perm(ASSIGN_PERMISSION):
            address = reverse("office:assign_producer", args=[self.object.pk])
            label = _("Đổi cơ sở làm ra sản phẩm") if self.object.producer_id else _("Ghi cơ sở làm ra sản phẩm")
            buttons.append(Button(label, url=address, icon_name="group", priority=30))
        if self.request.user.has_perm("products.view_award"):
            address = f"{reverse('awards:index')}?product={self.object.pk}"
            buttons.append(Button(_("Công nhận của sản phẩm"), url=address, icon_name="success", priority=6))
        return buttons


class ProductViewSet(RecordViewSet):
    """Products: what a draft holds is edited here; whose a product is, a screen of its own says."""

    model = Product
    icon = "tag"
    menu_label = pgettext_lazy("plural", "Sản phẩm")
    menu_name = "products"
    menu_order = 20
    add_to_admin_menu = True
    url_prefix = "san-pham"
    index_view_class = ProductIndexView
    edit_view_class = ProductEditView
    inspect_view_enabled = True
    inspect_view_fields = READ_OF_PRODUCT
    filterset_class = ProductFilterSet
    export_columns = EXPORT_COLUMNS
    export_filename = "san-pham"
    list_display = [
        "name_vi",
        ThumbnailColumn("photo", label=_("Ảnh")),
        Column("producer", label=_("Cơ sở"), sort_key="producer__sort_key"),
        Column("province", label=_("Tỉnh"), accessor=province_of),
        BestAwardColumn("award", label=_("Công nhận cao nhất")),
        StatusColumn("status", label=_("Tình trạng")),
        UpdatedAtColumn(label=_("Cập nhật")),
    ]
    edit_handler = product_tabs(producer=FieldPanel("producer", read_only=True))
    add_handler = product_tabs(producer=FieldPanel("producer"))

    @cached_property
    def _add_handler(self) -> Any:
        return self.add_handler.bind_to_model(self.model)

    def get_add_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """A new product says whose it is."""
        return super().get_add_view_kwargs(
            **{"panel": self._add_handler, "form_class": self._add_handler.get_form_class(), **kwargs}
        )
