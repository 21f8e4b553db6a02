"""Addresses of the register; Vietnamese and English."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "products"
urlpatterns = [
    path(pgettext_lazy("address", "quyet-dinh/"), views.decisions, name="decisions"),
    path(pgettext_lazy("address", "quyet-dinh/<slug:slug>/"), views.decision, name="decision"),
    path(pgettext_lazy("address", "binh-chon/<slug:slug>/"), views.selection_round, name="round"),
    path(pgettext_lazy("address", "kiem-tra/"), views.verify_form, name="verify_form"),
    path(pgettext_lazy("address", "kiem-tra/<str:code>/"), views.verify, name="verify"),
]
