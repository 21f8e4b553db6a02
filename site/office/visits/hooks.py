"""The report in Wagtail's admin: its address, its item among the reports, its first rows on the first page."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from common.visits.reading import PERIOD

from .report import records_of, viewed
from .views import ViewsReport

SHOWN = 5


@hooks.register("register_admin_urls")
def visits_urls() -> list[URLPattern]:
    return [path("luot-xem/", ViewsReport.as_view(), name="views_report")]


@hooks.register("register_reports_menu_item")
def visits_menu_item() -> MenuItem:
    return MenuItem(_("Lượt xem"), reverse("views_report"), name="views", icon_name="view", order=100)


class MostViewedPanel(Component):
    """What visitors looked at most in the last thirty days."""

    name = "most-viewed"
    order = 200
    template_name = "office/visits/panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"records": list(records_of(viewed(PERIOD)[:SHOWN])), "days": PERIOD}
