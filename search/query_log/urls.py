"""Addresses that no person reads: one for all languages."""

from django.urls import path

from . import views

app_name = "query_log"
urlpatterns = [path("", views.seen, name="seen")]
