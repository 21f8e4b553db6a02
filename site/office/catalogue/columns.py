"""Cells of the office's lists. None asks the database: what they show is fetched with the page."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from common.models import Photo
from common.renditions import CARD_SPECS, picture
from products.models import AwardStanding

PHOTOS_FOR_THUMBNAILS = Photo.objects.defer("description", "description_en", "credit").prefetch_related("renditions")


class ThumbnailColumn(Column):
    """The record's first photo, from its prefetched `photos`."""

    cell_template_name = "office/catalogue/thumbnail_cell.html"

    def get_value(self, instance: models.Model) -> Any:
        first = next((item for item in instance.photos.all() if item.photo), None)
        return picture(first.photo, CARD_SPECS, alt=first.alt) if first else None


def best_award(record: Any) -> AwardStanding | None:
    """The highest award whose mark may stand, from the prefetched `ranked_standings`."""
    return next((standing for standing in record.ranked_standings if standing.is_mark_shown), None)


class BestAwardColumn(Column):
    """Level, year and state of the best award."""

    cell_template_name = "office/catalogue/award_cell.html"

    def get_value(self, instance: models.Model) -> AwardStanding | None:
        return best_award(instance)


def status_words(record: Any) -> list[tuple[str, str]]:
    """(kind, words) of everything to know about a moderated record: archived, live, waiting, a draft, an example."""
    if record.archived_at:
        found = [("off", _("trong kho"))]
    elif record.live:
        found = [("on", _("đang hiện"))]
    else:
        found = [("off", _("chưa hiện"))]
    if record.is_waiting:
        found.append(("wait", _("chờ duyệt")))
    elif record.has_unpublished_changes:
        found.append(("wait", _("có bản nháp")))
    if record.is_example:
        found.append(("off", _("ví dụ")))
    return found


class StatusColumn(Column):
    """Whether the public sees the record, and what waits."""

    cell_template_name = "office/catalogue/status_cell.html"

    def get_value(self, instance: models.Model) -> list[tuple[str, str]]:
        return status_words(instance)
