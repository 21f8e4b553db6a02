"""The search box in Wagtail's admin: its menu, its list, its screen."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .reading import PERMISSION, QueryReadingScreen
from .report_views import QueriesReport
from .status import IndexStatusScreen
from .viewsets import SEARCH_BOX_MENU, SearchBoxGroup

register_snippet(SearchBoxGroup)


@hooks.register("register_admin_urls")
def searching_urls() -> list[URLPattern]:
    return [
        path("o-tim-kiem/cach-hieu/", QueryReadingScreen.as_view(), name="query_reading"),
        path("o-tim-kiem/tinh-trang/", IndexStatusScreen.as_view(), name="search_status"),
        path("tu-khoa/", QueriesReport.as_view(), name="queries_report"),
    ]


class SearchBoxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register(SEARCH_BOX_MENU)
def reading_menu_item() -> MenuItem:
    address = reverse("query_reading")
    return SearchBoxMenuItem(_("Cách hiểu câu tìm"), address, name="query-reading", icon_name="glasses", order=200)


@hooks.register(SEARCH_BOX_MENU)
def status_menu_item() -> MenuItem:
    address = reverse("search_status")
    return SearchBoxMenuItem(_("Tình trạng chỉ mục"), address, name="search-status", icon_name="tasks", order=300)


@hooks.register("register_reports_menu_item")
def queries_menu_item() -> MenuItem:
    return MenuItem(_("Từ khóa tìm kiếm"), reverse("queries_report"), name="queries", icon_name="search", order=110)
