"""Products and the register in the sitemap. What changed a product for the public is its own publishing, what the
register wrote about its awards, and the midnight at which one of them lapsed.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from common.sitemaps import SlugSection, latest

from .models import Award, AwardEvent, AwardStanding, Decision, DecisionEvent, Product, SelectionRound

Changes = Mapping[int, datetime.datetime | None]
ONE_DAY = datetime.timedelta(days=1)


class ProductSection(SlugSection):
    """Published products that are no examples."""

    name = "san-pham"
    address = "pages:product"

    def records(self) -> QuerySet:
        return Product.objects.published().filter(is_example=False)

    def changes(self, keys: list[int]) -> Changes:
        if not keys:
            return {}
        span = (keys[0], keys[-1])
        published = dict(Product.objects.filter(pk__range=span).values_list("pk", "last_published_at"))
        awarded = _register_changes("product_id", span)
        return {key: latest(published.get(key), *awarded.get(key, ())) for key in keys}


class DecisionSection(SlugSection):
    """Released decisions."""

    name = "quyet-dinh"
    address = "products:decision"

    def records(self) -> QuerySet:
        return Decision.objects.released()

    def changes(self, keys: list[int]) -> Changes:
        if not keys:
            return {}
        span = (keys[0], keys[-1])
        released = dict(Decision.objects.filter(pk__range=span).values_list("pk", "released_at"))
        corrected = _newest(DecisionEvent.objects.filter(**_within("decision_id", span)), "decision_id", "recorded_at")
        awarded = _register_changes("decision_id", span)
        return {key: latest(released.get(key), corrected.get(key), *awarded.get(key, ())) for key in keys}


class RoundSection(SlugSection):
    """Selection rounds that have awards."""

    name = "binh-chon"
    address = "products:round"

    def records(self) -> QuerySet:
        return SelectionRound.objects.filter(awards__isnull=False).distinct()

    def changes(self, keys: list[int]) -> Changes:
        if not keys:
            return {}
        awarded = _register_changes("round_id", (keys[0], keys[-1]))
        return {key: latest(*awarded.get(key, ())) for key in keys}


def _register_changes(owner: str, span: tuple[int, int]) -> dict[int, tuple[Any, ...]]:
    """By owner (a product, a decision, a round): when an award was written, had an event, lapsed last."""
    lapsed = AwardStanding.objects.filter(valid_until__lt=timezone.localdate())
    written = _newest(Award.objects.filter(**_within(owner, span)), owner, "created_at")
    events = AwardEvent.objects.filter(**_within(f"award__{owner}", span))
    happened = _newest(events, f"award__{owner}", "recorded_at")
    ended = _newest(lapsed.filter(**_within(f"award__{owner}", span)), f"award__{owner}", "valid_until")
    return {
        key: (moment, happened.get(key), ended[key] + ONE_DAY if key in ended else None)
        for key, moment in written.items()
    }


def _within(column: str, span: tuple[int, int]) -> dict[str, int]:
    return {f"{column}__gte": span[0], f"{column}__lte": span[1]}


def _newest(rows: QuerySet, owner: str, moment: str) -> dict[int, Any]:
    return dict(rows.order_by().values_list(owner).annotate(newest=Max(moment)))
