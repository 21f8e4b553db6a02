"""The import in Wagtail's admin: its addresses and its menu item."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .access import may_import


@hooks.register("register_admin_urls")
def importing_urls() -> list[URLResolver]:
    return [path("nhap-ket-qua/", include("office.importing.urls"))]


class ImportMenuItem(MenuItem):
    """Shown to those who may enter decisions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_import(request.user)


@hooks.register("register_admin_menu_item")
def importing_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Nhập kết quả"), reverse("importing:start"), name="importing", icon_name="upload", order=120
    )
