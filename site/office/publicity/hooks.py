"""The screens after a decision, in Wagtail's admin."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def publicity_urls() -> list[URLResolver]:
    return [path("sau-quyet-dinh/", include("office.publicity.urls"))]
