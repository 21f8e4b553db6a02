"""What editorial pages add to Wagtail's admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from .addresses import fault_of_slug
from .choosers import decision_choosers


@hooks.register("register_admin_viewset")
def choose_decisions():
    return decision_choosers


@hooks.register("insert_editor_js")
def count_characters() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("pages/admin/count.js"))


@hooks.register("before_move_page")
def refuse_owned_address(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A page that would come to stand at an address of the catalogue's stays where it is, and its editor is told."""
    fault = fault_of_slug(page.slug, destination)
    if not fault:
        return None
    messages.error(request, fault)
    return redirect("wagtailadmin_pages:move", page.pk)
