"""How the catalogue is sorted: categories, the programme's groups, craft villages, places."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from office.exports import ExportColumn, SafeExportMixin
from places.models import Commune, Province
from producers.models import CraftVillage
from products.models import Category, ProductGroup

from .listing import ListedViewSetMixin, OfficeIndexView, holding_words
from .tree import INDENT, in_tree_order
from .viewsets import ListedViewSet

LISTS_MENU = "register_lists_menu_item"


class CategoryIndexView(OfficeIndexView):
    """The whole tree on one page, each category under the one it belongs to; a search shows what it found, flat."""

    def get_paginate_by(self, queryset: QuerySet) -> int | None:
        return None

    def get_queryset(self) -> Any:
        found = super().get_queryset().annotate(product_count=Count("products"))
        if self.is_export or self.is_searching:
            return found
        ordered = []
        for depth, category in in_tree_order(list(found.order_by("sort_order", "name_vi"))):
            category.depth = depth
            ordered.append(category)
        return ordered


def indented(category: Category) -> str:
    return f"{INDENT * getattr(category, 'depth', 0)}{category}"


class CategoryViewSet(ListedViewSet):
    """Our own tree of categories."""

    model = Category
    icon = "list-ul"
    menu_label = _("Loại sản phẩm")
    url_prefix = "danh-muc/loai"
    index_view_class = CategoryIndexView
    sort_order_field = None
    export_filename = "loai-san-pham"
    export_columns = (
        ExportColumn("name_vi", _("Tên loại"), lambda category: category.name_vi),
        ExportColumn("name_en", _("Tên tiếng Anh"), lambda category: category.name_en),
        ExportColumn("parent", _("Thuộc loại"), lambda category: str(category.parent or "")),
        ExportColumn("slug", _("Địa chỉ trang"), lambda category: category.slug),
    )
    list_display = [
        "name_vi",
        Column("place", label=_("Trong cây"), accessor=indented),
        Column("product_count", label=pgettext_lazy("plural", "Sản phẩm")),
    ]
    panels = [
        FieldPanel("parent"),
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldPanel("gloss_en"),
        FieldPanel("words"),
        FieldRowPanel([FieldPanel("motif"), FieldPanel("sort_order")]),
    ]


class NamedIndexView(OfficeIndexView):
    """A short list, searched by the name as it is written."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(name_vi__icontains=self.search_query) if self.is_searching else queryset


class ProductGroupViewSet(ListedViewSet):
    """Groups of the programme; a group that is no longer used keeps its years."""

    model = ProductGroup
    icon = "list-ol"
    menu_label = _("Nhóm của chương trình")
    url_prefix = "danh-muc/nhom"
    index_view_class = NamedIndexView
    key_searched = "name_vi"
    sort_order_field = None
    list_display = ["name_vi", "code", "from_year", "until_year"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("from_year"), FieldPanel("until_year")]),
        FieldPanel("sort_order"),
    ]


class CraftVillageViewSet(ListedViewSet):
    """Recognised craft villages."""

    model = CraftVillage
    icon = "home"
    menu_label = pgettext_lazy("plural", "Làng nghề")
    url_prefix = "danh-muc/lang-nghe"
    export_filename = "lang-nghe"
    export_columns = (
        ExportColumn("name_vi", _("Tên làng nghề"), lambda village: village.name_vi),
        ExportColumn("craft_vi", _("Nghề"), lambda village: village.craft_vi),
        ExportColumn("province", _("Tỉnh"), lambda village: str(village.province or "")),
        ExportColumn("recognised_year", _("Năm công nhận"), lambda village: village.recognised_year),
        ExportColumn("decision_number", _("Số quyết định"), lambda village: village.decision_number),
    )
    list_display = ["name_vi", "craft_vi", Column("province", label=_("Tỉnh")), "recognised_year"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("craft_vi"), FieldPanel("craft_en")]),
        MultiFieldPanel([FieldPanel("commune"), FieldPanel("province")], heading=_("Địa chỉ")),
        FieldRowPanel([FieldPanel("recognised_year"), FieldPanel("decision_number")]),
        FieldPanel("photo"),
        FieldPanel("about_vi"),
        FieldPanel("about_en"),
    ]

    def get_queryset(self, request: Any) -> QuerySet:
        return CraftVillage.objects.select_related("province")


class SortingGroup(SnippetViewSetGroup):
    """The menu of lists; the places join it through its hook."""

    menu_label = _("Danh mục")
    menu_name = "lists"
    menu_icon = "list-ul"
    menu_order = 70
    submenu_hook = LISTS_MENU
    items = (CategoryViewSet, ProductGroupViewSet, CraftVillageViewSet)


class ReadOnlyIndexView(SafeExportMixin, generic.IndexView):
    """A list to look things up in; nothing in it is edited by hand."""

    key_searched = "name_key"
    any_permission_required = ["view"]

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return holding_words(queryset, self.search_query, self.key_searched) if self.is_searching else queryset

    def get_list_buttons(self, instance: Any) -> list[Any]:
        return []


class ReadOnlyViewSet(ListedViewSetMixin, ModelViewSet):
    """A kind that is looked at: a list, and where it says so a page of each."""

    index_view_class = ReadOnlyIndexView
    add_to_reference_index = False
    inspect_view_enabled = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = dict.fromkeys(
            ("add_url_name", "edit_url_name", "delete_url_name", "history_url_name", "usage_url_name", "copy_url_name")
        )
        return {**super().get_common_view_kwargs(**kwargs), **nowhere}

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"<{self.pk_path_converter}:pk>/", self.inspect_view, name="inspect"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no form to lead to."""


class ProvinceViewSet(ReadOnlyViewSet):
    """The provinces and cities of today, as they were loaded."""

    model = Province
    name = "provinces"
    icon = "globe"
    menu_label = _("Tỉnh, thành phố")
    url_prefix = "danh-muc/tinh"
    menu_hook = LISTS_MENU
    menu_order = 10
    key_searched = "name_key"
    export_filename = "tinh-thanh"
    export_columns = (
        ExportColumn("code", _("Mã"), lambda province: province.code),
        ExportColumn("name", _("Tên"), lambda province: province.full_name),
    )
    inspect_view_fields = ["code", "full_name_vi", "name_en", "kind", "slug"]
    list_display = ["full_name_vi", "code", "name_en"]


class CommuneViewSet(ReadOnlyViewSet):
    """The communes, wards and special zones of today, as they were loaded."""

    model = Commune
    name = "communes"
    icon = "globe"
    menu_label = _("Xã, phường, đặc khu")
    url_prefix = "danh-muc/xa"
    menu_hook = LISTS_MENU
    menu_order = 20
    key_searched = "name_key"
    export_filename = "xa-phuong"
    export_columns = (
        ExportColumn("code", _("Mã"), lambda commune: commune.code),
        ExportColumn("name", _("Tên"), lambda commune: commune.full_name),
        ExportColumn("province", _("Tỉnh, thành phố"), lambda commune: str(commune.province)),
    )
    inspect_view_fields = ["code", "name_vi", "kind", "province", "slug"]
    list_display = ["name_vi", "kind", "code", Column("province", label=_("Tỉnh, thành phố"))]
    list_filter = ["province", "kind"]
    filterset_class = ModelViewSet.UNDEFINED

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_index_view_kwargs(queryset=Commune.objects.with_province(), **kwargs)
