"""The report in Wagtail's admin: its address, and its item among the reports."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import QueriesReport


@hooks.register("register_admin_urls")
def searches_urls() -> list[URLPattern]:
    return [path("tu-khoa/", QueriesReport.as_view(), name="queries_report")]


@hooks.register("register_reports_menu_item")
def searches_menu_item() -> MenuItem:
    return MenuItem(_("Từ khóa tìm kiếm"), reverse("queries_report"), name="queries", icon_name="search", order=110)
