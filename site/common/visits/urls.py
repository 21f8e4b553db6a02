"""Addresses that no person reads: one for all languages."""

from django.urls import path

from . import views

app_name = "visits"
urlpatterns = [
    path("", views.seen, name="seen"),
    path("<slug:kind>/<int:record_id>.gif", views.pixel, name="pixel"),
]
