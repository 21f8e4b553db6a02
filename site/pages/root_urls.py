"""Addresses without a language: the front door and the printed short addresses."""

from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(url="/vi/", permanent=False), name="root"),
]
