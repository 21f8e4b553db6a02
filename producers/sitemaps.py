"""Producers and craft villages in the sitemap."""

import datetime
from collections.abc import Mapping

from django.db.models import Max, QuerySet

from common.sitemaps import SlugSection, latest

from .models import CraftVillage, Producer

Changes = Mapping[int, datetime.datetime | None]


class ProducerSection(SlugSection):
    """Published producers that are no examples."""

    name = "co-so"
    address = "pages:producer"

    def records(self) -> QuerySet:
        return Producer.objects.published().filter(is_example=False)

    def changes(self, keys: list[int]) -> Changes:
        """Published, verified, or confirmed by the producer itself."""
        if not keys:
            return {}
        moments = Producer.objects.filter(pk__range=(keys[0], keys[-1])).values_list(
            "pk", "last_published_at", "verification__verified_at", "confirmed_at"
        )
        return {key: latest(*times) for key, *times in moments}


class VillageSection(SlugSection):
    """Craft villages that are no examples."""

    name = "lang-nghe"
    address = "pages:village"

    def records(self) -> QuerySet:
        return CraftVillage.objects.published().filter(is_example=False)

    def changes(self, keys: list[int]) -> Changes:
        """The village's own row carries no time; its page is made of its producers."""
        public = Producer.objects.published().filter(craft_village__in=keys)
        return dict(public.order_by().values_list("craft_village").annotate(newest=Max("last_published_at")))
