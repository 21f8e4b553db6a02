"""Fairs in the sitemap."""

import datetime
from collections.abc import Mapping

from django.db.models import QuerySet

from common.sitemaps import SlugSection, latest

from .models import FairEdition


class FairSection(SlugSection):
    """Published fairs that are no examples."""

    name = "hoi-cho"
    address = "fairs:edition"

    def records(self) -> QuerySet:
        return FairEdition.objects.published().filter(is_example=False)

    def changes(self, keys: list[int]) -> Mapping[int, datetime.datetime | None]:
        """Published, or called off."""
        if not keys:
            return {}
        moments = FairEdition.objects.filter(pk__range=(keys[0], keys[-1])).values_list(
            "pk", "last_published_at", "cancelled_at"
        )
        return {key: latest(*times) for key, *times in moments}
