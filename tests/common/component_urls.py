"""The addresses base.html names, all leading to the page of components, so that it is testable by itself."""

from django.urls import include, path

from common.views import components


def _named(app: str, *names: str) -> tuple[list, str]:
    return [path(f"{app}/{name}/", components, name=name) for name in names], app


urlpatterns = [
    path("", components, name="home"),
    path("thanh-phan/", components, name="components"),
    path("manifest.webmanifest", components, name="manifest"),
    path("", include(_named("search", "browse", "results", "suggest"))),
    path("", include(_named("pages", "awards", "producers", "villages", "feed_results", "feed_fairs", "feed_news"))),
    path("", include(_named("shortlist", "list"))),
    path("", include(_named("fairs", "calendar"))),
    path("", include(_named("products", "decisions", "verify_form"))),
    path("", include(_named("workspace", "home"))),
    path("wagtail/", include("wagtail.admin.urls")),
]
