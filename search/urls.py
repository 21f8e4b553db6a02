"""Addresses of this app; see docs/addresses.md."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "search"
urlpatterns = [
    path(pgettext_lazy("address", "san-pham/"), views.browse, name="browse"),
    path(pgettext_lazy("address", "tim/"), views.results, name="results"),
    path(pgettext_lazy("address", "goi-y/"), views.suggestions, name="suggest"),
]
