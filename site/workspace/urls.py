"""Addresses of the producer's corner; see docs/addresses.md."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import labels, views

app_name = "workspace"
urlpatterns = [
    path(pgettext_lazy("address", "goc-co-so/"), views.home, name="home"),
    path(pgettext_lazy("address", "goc-co-so/dang-nhap/"), views.SignInView.as_view(), name="sign_in"),
    path(pgettext_lazy("address", "goc-co-so/dang-xuat/"), views.SignOutView.as_view(), name="sign_out"),
    path(pgettext_lazy("address", "goc-co-so/san-pham/<slug:slug>/"), views.edit_product, name="product"),
    path(pgettext_lazy("address", "goc-co-so/san-pham/<slug:slug>/tem/"), labels.overview, name="labels"),
    path(pgettext_lazy("address", "goc-co-so/san-pham/<slug:slug>/tem/<str:code>.zip"), labels.kit, name="label"),
    path(pgettext_lazy("address", "goc-co-so/ho-so/<slug:slug>/"), views.edit_producer, name="producer"),
]
