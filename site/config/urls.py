"""Root addresses. The catalogue's addresses come before Wagtail's, in both languages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from common.views import components
from pages.views import home

handler400 = "common.failures.bad_request"
handler403 = "common.failures.forbidden"
handler404 = "pages.failures.not_found"
handler500 = "common.failures.server_error"

urlpatterns = [
    path("admin/thanh-phan/", components, name="components"),
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("dia-danh/", include("places.urls")),
    path("luot-xem/", include("common.visits.urls")),
    path("luot-tim/", include("search.query_log.urls")),
    path("", include("pages.root_urls")),
]
if settings.ONLY_LOOPBACK:
    # On a laptop Django serves the uploads that a proxy serves elsewhere (ops/nginx.conf).
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("", home, name="home"),
    path("", include("search.urls")),
    path("", include("products.urls")),
    path("", include("fairs.urls")),
    path("", include("inquiries.urls")),
    path("", include("workspace.urls")),
    path("", include("pages.shortlist.urls")),
    path("", include("pages.urls")),
    path("", include(wagtail_urls)),
)
