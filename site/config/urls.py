"""Root addresses. The catalogue's addresses come before Wagtail's, in both languages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("dia-danh/", include("places.urls")),
    path("", include("pages.root_urls")),
]
if settings.ONLY_LOOPBACK:
    # On a laptop Django serves what a proxy serves elsewhere.
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
    if not settings.DEBUG:
        from django.urls import re_path
        from django.views.static import serve

        urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("", include("products.urls")),
    path("", include("fairs.urls")),
    path("", include("inquiries.urls")),
    path("", include("pages.urls")),
    path("", include(wagtail_urls)),
)
