"""Addresses of the review screens, below the admin's."""

from django.urls import path

from . import views

app_name = "review"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:submission_id>/", views.detail, name="detail"),
    path("<int:submission_id>/duyet/", views.approve_change, name="approve"),
    path("<int:submission_id>/tra-lai/", views.send_back_change, name="send_back"),
    path("<int:submission_id>/xem/<slug:language>/", views.preview, name="preview"),
]
