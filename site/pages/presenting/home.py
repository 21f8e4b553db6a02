"""What the front page shows: how much the register holds, what is new in it, fairs, provinces."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models import FairEdition
from fairs.presenting import fair_line
from products.models import AwardStanding, Product
from products.presenting.cards import product_card, with_card_parts
from search import browse

NEWEST_ON_HOME = 8
FAIRS_ON_HOME = 3
CATEGORIES_ON_BOARD = 9


def home_page(statement: str) -> dict[str, Any]:
    """The front page: what the register holds, what is new in it, fairs, provinces."""
    counted = browse.summary()
    return {
        "statement_lines": [line.strip() for line in statement.split("/")],
        "tries": [_("nước mắm"), _("miến dong"), _("mây tre"), "3116/QĐ-BCT"],
        "awarded_count": counted.total,
        "levels": counted.levels,
        "board": sorted(counted.categories, key=lambda category: -category.count)[:CATEGORIES_ON_BOARD],
        "provinces": sorted(counted.provinces, key=lambda province: -province.count),
        **newest_awards(),
        **coming_fairs(),
    }


def newest_awards() -> dict[str, Any]:
    """The newest awarded products, highest level first; four queries."""
    shown = AwardStanding.objects.marked().filter(year__isnull=False)
    of_public = shown.filter(product__live=True, product__archived_at=None, product__merged_into=None)
    newest = of_public.order_by("-year", "-level_rank", "award__position").values("product_id")[: NEWEST_ON_HOME * 2]
    products = sorted(with_card_parts(Product.objects.filter(pk__in=newest)), key=_by_newest)[:NEWEST_ON_HOME]
    return {"newest": [product_card(product) for product in products]}


def _by_newest(product: Product) -> tuple[int, int, str]:
    marked = (found for found in product.standings.all() if found.is_mark_shown)
    year, rank = max(((found.year or 0, found.level_rank) for found in marked), default=(0, 0))
    return (-year, -rank, product.sort_key)


def coming_fairs() -> dict[str, Any]:
    """The next fairs, or the latest past ones where none is announced."""
    today = timezone.localdate()
    published = FairEdition.objects.published().filter(cancelled_at=None).for_cards().prefetch_related("closed_days")
    upcoming = list(published.upcoming(today)[:FAIRS_ON_HOME])
    shown = upcoming or list(published.past(today)[:FAIRS_ON_HOME])
    return {"fairs": [fair_line(edition, today) for edition in shown], "fairs_are_past": not upcoming, "today": today}
