"""Public pages that show nouns of several apps; Vietnamese and English."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "pages"
urlpatterns = [
    path(pgettext_lazy("address", "co-so/"), views.producers, name="producers"),
    path(pgettext_lazy("address", "co-so/<slug:slug>/"), views.producer, name="producer"),
    path(pgettext_lazy("address", "lang-nghe/<slug:slug>/"), views.village, name="village"),
]
