"""Public pages that show nouns of several apps; Vietnamese and English."""

from django.urls import path, register_converter
from django.utils.translation import pgettext_lazy

from . import views
from .found.feeds import FairsFeed, NewsFeed, ResultsFeed
from .found.search_feed import SearchFeed
from .presenting.levels import LevelConverter
from .sharing.views import share_picture

register_converter(LevelConverter, "level")

app_name = "pages"
urlpatterns = [
    path(pgettext_lazy("address", "san-pham/<slug:slug>/"), views.product, name="product"),
    path(pgettext_lazy("address", "co-so/"), views.producers, name="producers"),
    path(pgettext_lazy("address", "co-so/<slug:slug>/"), views.producer, name="producer"),
    path(pgettext_lazy("address", "lang-nghe/"), views.villages, name="villages"),
    path(pgettext_lazy("address", "lang-nghe/<slug:slug>/"), views.village, name="village"),
    path(pgettext_lazy("address", "tieu-bieu/"), views.awards, name="awards"),
    path(pgettext_lazy("address", "tieu-bieu/<level:level>/"), views.awards_of_level, name="awards_of_level"),
    path(pgettext_lazy("address", "tieu-bieu/<level:level>/<int:year>/"), views.awards_of_year, name="awards_of_year"),
    path(
        pgettext_lazy("address", "tieu-bieu/<level:level>/khong-ro-nam/"),
        views.awards_of_unknown_year,
        name="awards_of_unknown_year",
    ),
    path(pgettext_lazy("address", "nguon-tin/ket-qua.atom"), ResultsFeed(), name="feed_results"),
    path(pgettext_lazy("address", "nguon-tin/hoi-cho.atom"), FairsFeed(), name="feed_fairs"),
    path(pgettext_lazy("address", "nguon-tin/tin-tuc.atom"), NewsFeed(), name="feed_news"),
    path(pgettext_lazy("address", "nguon-tin/tim.atom"), SearchFeed(), name="feed_search"),
    path(pgettext_lazy("address", "anh-chia-se/<str:kind>/<str:slug>.jpg"), share_picture, name="share_picture"),
    path(
        pgettext_lazy("address", "anh-chia-se/<str:kind>/<str:slug>/<str:shape>.jpg"),
        share_picture,
        name="share_picture",
    ),
]
