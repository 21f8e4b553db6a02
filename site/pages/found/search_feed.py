"""A feed of what is new in one search, at the search's own words and choices."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from common import languages
from common.addresses import public_address
from common.identity import identity_of
from common.models import SiteIdentity
from common.sitemaps import latest
from common.text import for_xml
from products.models import Award, AwardLevel, Product
from search.kinds import CardWishes, Kind
from search.newest import newest_found
from search.state import ListState

from .feeds import FOUNDED, AtomFeed, tag_of

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Followed:
    """A search, and the site that answers it."""

    state: ListState
    identity: SiteIdentity


@dataclass(frozen=True)
class Entry:
    """One record that was found. `changed_at`: when it was published last or, if later, recognised."""

    kind: Kind
    record: Any
    card: dict[str, Any]
    changed_at: datetime.datetime


class SearchFeed(AtomFeed):
    """The records of a search, those last recognised first."""

    kind = "search"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"  # there are as many of these as there are words
        return response

    def get_object(self, request: HttpRequest) -> Followed:
        """The search of this address; an order and a page mean nothing to a feed."""
        state = replace(ListState.from_address(request.GET).at(1), sort="")
        return Followed(state, identity_of(request))

    def title(self, followed: Followed) -> str:
        words = for_xml(followed.state.query)
        return f"“{words}” – {followed.identity.name}" if words else f"{_('Tìm kiếm')} – {followed.identity.name}"

    def link(self, followed: Followed) -> str:
        return public_address(followed.state.address(reverse("search:results")))

    def feed_url(self, followed: Followed) -> str:
        return public_address(followed.state.address(reverse("pages:feed_search")))

    def feed_guid(self, followed: Followed) -> str:
        return tag_of(self.kind, f"{languages.current()}?{urlencode(followed.state.parameters())}")

    def author_name(self, followed: Followed) -> str:
        return super().author_name(followed.identity)

    def items(self, followed: Followed) -> Iterable[Entry]:
        found = newest_found(followed.state, MOST_ENTRIES)
        awarded = _last_awarded(record.pk for _kind, record in found if isinstance(record, Product))
        for kind, record in found:
            card = kind.card(record, CardWishes())
            if not card.get("is_example"):
                last = awarded.get(record.pk) if isinstance(record, Product) else None
                changed_at = latest(getattr(record, "last_published_at", None), last)
                yield Entry(kind, record, card, changed_at or FOUNDED)

    def item_title(self, item: Entry) -> str:
        return str(item.card["name"])

    def item_link(self, item: Entry) -> str:
        return public_address(item.card["href"])

    def item_guid(self, item: Entry) -> str:
        return tag_of(f"{item.kind.name}/{languages.current()}", item.record.pk)

    def item_description(self, item: Entry) -> str:
        card = item.card
        level = f"{AwardLevel(card['level']).label} {card['year']}".strip() if card.get("level") else ""
        return " · ".join(filter(None, [str(item.kind.label), level, card.get("maker"), card.get("place")]))

    def item_updateddate(self, item: Entry) -> datetime.datetime:
        return item.changed_at


def _last_awarded(product_ids: Iterable[int]) -> dict[int, datetime.datetime]:
    """When an award of each product was last written into the register; one query, none without products."""
    ids = list(product_ids)
    awards = Award.objects.filter(product__in=ids).order_by() if ids else Award.objects.none()
    return dict(awards.values_list("product").annotate(last=Max("created_at")))
