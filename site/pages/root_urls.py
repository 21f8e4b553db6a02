"""Addresses without a language: the front door, and the short ones that are printed and never change."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.front_door, name="root"),
    path("k/<str:code>", views.short_verify, name="short_verify"),
]
