"""Addresses of fairs; Vietnamese and English."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "fairs"
urlpatterns = [
    path(pgettext_lazy("address", "hoi-cho/"), views.calendar, name="calendar"),
    path(pgettext_lazy("address", "hoi-cho/lich.ics"), views.calendar_file, name="calendar_file"),
    path(pgettext_lazy("address", "hoi-cho/lich/<int:year>/<int:month>/"), views.month, name="month"),
    path(pgettext_lazy("address", "hoi-cho/<slug:slug>/"), views.edition, name="edition"),
    path(pgettext_lazy("address", "hoi-cho/<slug:slug>/lich.ics"), views.edition_file, name="edition_file"),
]
