"""What the pages of a producer, a craft village and the home page show."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from common.renditions import GALLERY_SPECS, load_renditions, picture
from fairs.models import FairEdition
from fairs.presenting import fair_line
from places.models import Province
from producers.models import CraftVillage, Producer, ProducerPhoto
from producers.presenting import address_words, place_words, register_facts
from products.models import AwardStanding, Product
from products.presenting.cards import best_award_first, product_card, with_card_parts
from search import browse

NEWEST_ON_HOME = 8
FAIRS_ON_HOME = 3
CATEGORIES_ON_BOARD = 9
PRODUCTS_A_PAGE = 60


def load_page_parts(producer: Producer) -> None:
    """Everything of a stored producer that its page shows, in a constant number of queries."""
    photos = ProducerPhoto.objects.select_related("photo")
    prefetch_related_objects([producer], Prefetch("photos", photos))


def producer_page(producer: Producer, *, number: str | None = None) -> dict[str, Any]:
    """Products with an award first, best level first; then those without. Contacts only by standing consent.

    `number` is the page asked for, of a producer with more products than one page holds.
    """
    published = Product.objects.published()
    mine = best_award_first(published.filter(producer_id=producer.pk) if producer.pk else published.none())
    counted = mine.aggregate(
        every=Count("pk"),
        awarded=Count("pk", filter=Q(best_rank__isnull=False)),
        in_force=Count("pk", filter=Q(has_award_in_force=True)),
    )
    page = products_page(with_card_parts(mine, with_renditions=False), number, count=counted["every"])
    products = page.object_list
    shown = [item for item in producer.photos.all() if item.photo_id]
    load_renditions(shown, *(product.photos.all() for product in products))
    cards = [product_card(product, is_maker_told=False) for product in products]
    return {
        "producer": producer,
        "description": producer.summary,
        "place": place_words(producer),
        "address": address_words(producer),
        "facts": register_facts(producer),
        "channels": list(producer.channels.public()) if producer.pk else [],
        "photos": [picture(item.photo, GALLERY_SPECS, alt=item.alt) for item in shown],
        "page": page,
        "awarded": [card for card in cards if card["level"]],
        "others": [card for card in cards if not card["level"]],
        "awarded_count": counted["awarded"],
        "in_force": counted["in_force"],
        "verification": getattr(producer, "verification", None),
        "exhibits": coming_exhibits(producer),
    }


def products_page(products: QuerySet, number: str | None, *, count: int | None = None) -> Page:
    """One page of the products, read; the last one for a number beyond it. `count` where it is known already."""
    paginator = Paginator(products, PRODUCTS_A_PAGE)
    if count is not None:
        paginator.count = count
    page = paginator.get_page(number)
    page.object_list = list(page.object_list)
    return page


def coming_exhibits(producer: Producer) -> QuerySet:
    """Fairs to come where the producer has a booth, unless they were called off."""
    coming = FairEdition.objects.published().upcoming().filter(cancelled_at=None).values("pk")
    return producer.exhibits.filter(edition__in=coming).select_related("edition")


def village_page(village: CraftVillage, *, number: str | None = None) -> dict[str, Any]:
    """The village with its producers and what they make, the best award first."""
    producers = Producer.objects.published().filter(craft_village=village).for_cards()
    made_here = best_award_first(Product.objects.published().filter(producer__craft_village=village))
    page = products_page(with_card_parts(made_here), number)
    return {
        "village": village,
        "producers": producers,
        "page": page,
        "cards": [product_card(product) for product in page.object_list],
    }


def provinces_with_producers() -> QuerySet:
    """Provinces of today with `producer_count` published producers, in Vietnamese order."""
    published = Q(producers__live=True, producers__archived_at=None, producers__merged_into=None)
    counted = Province.objects.annotate(producer_count=Count("producers", filter=published))
    return counted.filter(producer_count__gt=0).order_by("sort_key")


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
