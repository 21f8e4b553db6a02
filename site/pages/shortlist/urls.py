"""Addresses of the buyer's choice; Vietnamese and English."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "shortlist"
urlpatterns = [
    path(pgettext_lazy("address", "danh-sach-chon/"), views.shortlist, name="list"),
    path(pgettext_lazy("address", "so-sanh/"), views.compare, name="compare"),
    path(pgettext_lazy("address", "so-sanh/bang.xlsx"), views.download, name="download"),
]
