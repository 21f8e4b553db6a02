"""Addresses of the screens after a decision, below the admin's."""

from django.urls import path

from . import views

app_name = "publicity"
urlpatterns = [
    path("<int:pk>/", views.overview, name="overview"),
    path("<int:pk>/ban-tin-<str:language>.docx", views.bulletin, name="bulletin"),
    path("<int:pk>/tem/<str:code>.zip", views.label, name="label"),
    path("<int:pk>/tem.zip", views.all_labels, name="all_labels"),
]
