"""Addresses without a language: the front door, and the short ones that are printed and never change."""

from django.urls import path

from common.failures import service_worker

from . import views
from .found import views as found

urlpatterns = [
    path("", views.front_door, name="root"),
    path("k/<str:code>", views.short_verify, name="short_verify"),
    path("robots.txt", found.robots, name="robots"),
    path("sitemap.xml", found.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", found.sitemap_file, name="sitemap_file"),
    path(".well-known/security.txt", found.security_txt, name="security_txt"),
    path("worker.js", service_worker, name="service_worker"),
    path("manifest.webmanifest", found.manifest, name="manifest"),
    path("favicon.ico", found.favicon, name="favicon"),
]
