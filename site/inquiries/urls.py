"""Addresses of inquiries; Vietnamese and English."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from . import views

app_name = "inquiries"
urlpatterns = [
    path(pgettext_lazy("address", "hoi/san-pham/<slug:slug>/"), views.ask_product, name="ask_product"),
    path(pgettext_lazy("address", "hoi/co-so/<slug:slug>/"), views.ask_producer, name="ask_producer"),
    path(pgettext_lazy("address", "hoi/trung-tam/"), views.ask_centre, name="ask_centre"),
    path(pgettext_lazy("address", "hoi/nhieu-noi/"), views.ask_several, name="ask_several"),
    path(pgettext_lazy("address", "hoi/nhieu-noi/da-gui/<str:token>/"), views.sent_several, name="sent_several"),
    path(pgettext_lazy("address", "hoi/nhieu-noi/theo-doi/<str:token>/"), views.follow_several, name="follow_several"),
    path(pgettext_lazy("address", "hoi/da-gui/<str:token>/"), views.sent, name="sent"),
    path(pgettext_lazy("address", "hoi/theo-doi/<str:token>/"), views.follow, name="follow"),
    path(pgettext_lazy("address", "tra-loi/<str:token>/"), views.answer, name="answer"),
]
