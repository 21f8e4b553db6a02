"""Public pages that show nouns of several apps; Vietnamese and English."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views
from .sharing.views import share_picture

app_name = "pages"
urlpatterns = [
    path(pgettext_lazy("address", "co-so/"), views.producers, name="producers"),
    path(pgettext_lazy("address", "co-so/<slug:slug>/"), views.producer, name="producer"),
    path(pgettext_lazy("address", "lang-nghe/<slug:slug>/"), views.village, name="village"),
    path(pgettext_lazy("address", "anh-chia-se/<str:kind>/<str:slug>.jpg"), share_picture, name="share_picture"),
    path(
        pgettext_lazy("address", "anh-chia-se/<str:kind>/<str:slug>/<str:shape>.jpg"),
        share_picture,
        name="share_picture",
    ),
]
