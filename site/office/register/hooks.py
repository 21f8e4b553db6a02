"""The register in Wagtail's admin: its lists and its menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .merging import PERMISSION
from .viewsets import RegisterGroup


@hooks.register("register_admin_viewset")
def register_viewsets() -> Any:
    return RegisterGroup()


class MergesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_awards_menu_item")
def merges_menu_item() -> MenuItem:
    return MergesMenuItem(_("Các lần gộp hồ sơ"), reverse("office:merges"), name="merges", icon_name="copy", order=90)
