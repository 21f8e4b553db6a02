"""Atom feeds of what is new: results, fairs, news. Ids never change, times are those of the records."""

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db import models
from django.db.models import Count, Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import languages
from common.addresses import public_address
from common.days import day
from common.identity import identity_of
from common.text import for_xml
from fairs.models import FairEdition
from fairs.presenting import fair_line
from pages.models import ArticlePage
from products.models import Decision

ENTRIES = 40
AN_HOUR = 3600
FOUNDED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""When this software came to be: the time of a feed that has no entry yet, and the date in every id (RFC 4151)."""


def tag_of(kind: str, key: int | str) -> str:
    """The id of an entry: the same whatever its address, its name and its language become."""
    host = urlsplit(settings.BASE_URL).hostname
    return f"tag:{host},{FOUNDED:%Y-%m-%d}:{kind}/{key}"


class AtomFeed(Feed):
    """A feed in the language of its address. `kind` names it in ids and in its own address."""

    feed_type = Atom1Feed
    kind: ClassVar[str]

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={AN_HOUR}"
        return response

    def get_object(self, request: HttpRequest) -> Any:
        """The site's identity, which names the feed's author."""
        return identity_of(request)

    def title(self, identity: Any) -> str:
        return f"{self.words()} – {identity.name}"

    def link(self, _identity: Any) -> str:
        return public_address(self.page())

    def feed_url(self, _identity: Any) -> str:
        return public_address(reverse(f"pages:feed_{self.kind}"))

    def feed_guid(self, _identity: Any) -> str:
        return tag_of(self.kind, languages.current())

    def author_name(self, identity: Any) -> str:
        return languages.in_language(identity, "owner")

    def author_link(self, _identity: Any) -> str:
        return public_address("/")

    def words(self) -> str:
        """What the feed is of."""
        raise NotImplementedError

    def page(self) -> str:
        """The path of the page that shows the same."""
        raise NotImplementedError

    def item_link(self, item: Any) -> str:
        return public_address(item.get_absolute_url())

    def item_guid(self, item: Any) -> str:
        return tag_of(f"{self.kind}/{languages.current()}", item.pk)

    def item_title(self, item: Any) -> str:
        return str(item)

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        """The feed, dated by its newest entry; an empty one by a day that stays.

        A character that XML cannot carry in one entry would take the whole feed from its readers.
        """
        feed = super().get_feed(obj, request)
        for entry in feed.items:
            entry.update(title=for_xml(entry["title"]), description=for_xml(entry["description"]))
        if not feed.items:
            feed.latest_post_date = lambda: FOUNDED
        return feed


class ResultsFeed(AtomFeed):
    """Released decisions, the last released first."""

    kind = "results"

    def words(self) -> str:
        return _("Kết quả bình chọn")

    def page(self) -> str:
        return reverse("products:decisions")

    def items(self) -> Iterable[Decision]:
        decisions = Decision.objects.released().annotate(
            award_count=Count("standings", distinct=True), corrected_at=Max("events__recorded_at")
        )
        return decisions.order_by("-released_at", "-pk")[:ENTRIES]

    def item_title(self, item: Decision) -> str:
        return _("Quyết định %(number)s") % {"number": item.number}

    def item_description(self, item: Decision) -> str:
        count = item.award_count  # type: ignore[attr-defined]
        listed = ngettext("%(count)s sản phẩm được công nhận", "%(count)s sản phẩm được công nhận", count)
        signed = _("ký ngày %(day)s") % {"day": day(item.date)} if item.date else ""
        sentences = [item.title, listed % {"count": count}, ", ".join(filter(None, [item.issuer, signed]))]
        return ". ".join(filter(None, sentences))

    def item_pubdate(self, item: Decision) -> datetime.datetime | None:
        return item.released_at

    def item_updateddate(self, item: Decision) -> datetime.datetime | None:
        moments = [item.released_at, item.corrected_at]  # type: ignore[attr-defined]
        return max(moment for moment in moments if moment)


class FairsFeed(AtomFeed):
    """Fairs, the last announced or changed first."""

    kind = "fairs"

    def words(self) -> str:
        return _("Hội chợ, triển lãm")

    def page(self) -> str:
        return reverse("fairs:calendar")

    def items(self) -> Iterable[FairEdition]:
        fairs = FairEdition.objects.published().filter(is_example=False, last_published_at__isnull=False)
        return fairs.for_cards().prefetch_related("closed_days").order_by("-last_published_at", "-pk")[:ENTRIES]

    def item_title(self, item: FairEdition) -> str:
        return item.name

    def item_description(self, item: FairEdition) -> str:
        line = fair_line(item, timezone.localdate())
        return " · ".join(filter(None, [line.when, line.sub, line.where, line.state_words]))

    def item_pubdate(self, item: FairEdition) -> datetime.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: FairEdition) -> datetime.datetime | None:
        moments = [item.last_published_at, item.cancelled_at]
        return max(moment for moment in moments if moment)


class NewsFeed(AtomFeed):
    """Articles in the language of the address, the newest first."""

    kind = "news"

    def words(self) -> str:
        return _("Tin tức")

    def page(self) -> str:
        return reverse("home")

    def items(self) -> models.QuerySet:
        articles = ArticlePage.objects.live().public().filter(locale__language_code=languages.current())
        return articles.order_by("-date", "-pk")[:ENTRIES]

    def item_title(self, item: ArticlePage) -> str:
        return item.title

    def item_link(self, item: ArticlePage) -> str:
        return public_address(item.address_in_list())

    def item_description(self, item: ArticlePage) -> str:
        return item.lead

    def item_pubdate(self, item: ArticlePage) -> datetime.datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: ArticlePage) -> datetime.datetime | None:
        return item.last_published_at or item.first_published_at
