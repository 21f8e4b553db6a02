"""The office's frame: its colours, and a menu without what nobody here needs."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

LEFT_OUT = frozenset({"help", "snippets"})


@hooks.register("insert_global_admin_css")
def office_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("office/admin.css"))


@hooks.register("construct_main_menu")
def leave_out(_request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own help is in English, and every list has a place of its own in the menu."""
    items[:] = [item for item in items if item.name not in LEFT_OUT]


@hooks.register("construct_reports_menu")
def leave_out_reports(_request: HttpRequest, items: list[MenuItem]) -> None:
    """What page types are used is a programmer's question."""
    items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    actions.register_action("office.archive", _("Cất vào kho"), _("Đã cất vào kho"))
    actions.register_action("office.restore", _("Lấy khỏi kho"), _("Đã lấy khỏi kho"))
