"""What a list shows of each kind: the inputs of the component `plate`, from what one prefetch brought."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common import days
from common.moderation import in_language
from fairs.models import DatePrecision, FairEdition
from producers.models import CraftVillage, LegalForm, Producer, ProducerPhoto
from products.models import AwardStanding, AwardState, Product, ProductPhoto

from .documents.products import counted_standings
from .kinds import CardWishes

SMALLEST_WIDTH = 320


def products_for_cards(products: QuerySet[Product]) -> QuerySet[Product]:
    """With maker, place, awards by one prefetch, and pictures with the sizes made of them by two."""
    standings = AwardStanding.objects.select_related("award", "decision").order_by("-level_rank", "-year", "award_id")
    photos = ProductPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    return products.for_cards().prefetch_related(Prefetch("standings", standings), Prefetch("photos", photos))


def product_card(product: Product, wishes: CardWishes) -> dict[str, Any]:
    """The award shown is the highest in force among those asked for, else the highest of them."""
    today = timezone.localdate()
    standing = shown_standing(counted_standings(product, today), wishes)
    producer = product.producer if product.producer and product.producer.is_public else None
    as_awarded = standing.producer_name if standing else ""
    maker = producer.name if producer else as_awarded
    return {
        "href": product.get_absolute_url(),
        "name": product.name,
        "level": standing.level if standing else "",
        "state": standing.state_on(today).value if standing else "",
        "year": standing.year or "" if standing else "",
        "maker": maker,
        "maker_missing": "" if maker else _("Cơ sở: chưa có trong sổ"),
        "place": _product_place(product, standing, wishes),
        "motif": product.motif,
        "seed": product.pk,
        "is_example": product.is_example,
        **picture(product.photos.all()),
    }


def shown_standing(standings: list[AwardStanding], wishes: CardWishes) -> AwardStanding | None:
    """The one award a card has room for; `standings` come with the highest first."""
    asked = [
        standing
        for standing in standings
        if (not wishes.levels or standing.level in wishes.levels)
        and (not wishes.years or str(standing.year) in wishes.years)
    ]
    among = asked or standings
    in_force = [standing for standing in among if standing.state == AwardState.IN_FORCE]
    return next(iter(in_force or among), None)


def _product_place(product: Product, standing: AwardStanding | None, wishes: CardWishes) -> str:
    """Today's province; with the one it was when awarded, where that had another name."""
    producer = product.producer
    province = producer.province if producer else None
    then = standing.award.province_name if standing else ""
    now = province.name if province else wishes.provinces_now.get(then, "")
    is_same = not now or not then or then == (province.name_vi if province else now)
    return now or then if is_same else _("%(now)s (trước là %(then)s)") % {"now": now, "then": then}


def picture(photos: Any) -> dict[str, Any]:
    """The first photo in the sizes that were made of it after the upload; none are made for a visitor."""
    for entry in photos:
        sizes = sorted(entry.photo.renditions.all(), key=lambda size: size.width) if entry.photo else []
        fitting = [size for size in sizes if size.width >= SMALLEST_WIDTH]
        if fitting:
            return {
                "photo": fitting[0].url,
                "photo_srcset": ", ".join(f"{size.url} {size.width}w" for size in fitting),
                "photo_width": fitting[0].width,
                "photo_height": fitting[0].height,
            }
    return {}


def producers_for_cards(producers: QuerySet[Producer]) -> QuerySet[Producer]:
    photos = ProducerPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    return producers.for_cards().prefetch_related(Prefetch("photos", photos))


def producer_card(producer: Producer, wishes: CardWishes) -> dict[str, Any]:
    known_form = producer.legal_form != LegalForm.UNKNOWN
    return {
        "href": producer.get_absolute_url(),
        "name": producer.name,
        "maker": str(producer.get_legal_form_display()) if known_form else "",
        "place": producer.province.name if producer.province else "",
        "motif": "khac",
        "seed": producer.pk,
        "is_example": producer.is_example,
        **picture(producer.photos.all()),
    }


def fairs_for_cards(editions: QuerySet[FairEdition]) -> QuerySet[FairEdition]:
    return editions.for_cards()


def fair_card(edition: FairEdition, wishes: CardWishes) -> dict[str, Any]:
    return {
        "href": edition.get_absolute_url(),
        "name": edition.name,
        "maker": fair_days(edition),
        "place": edition.province.name if edition.province else "",
        "motif": "khac",
        "seed": edition.pk,
        "is_example": edition.is_example,
    }


def fair_days(edition: FairEdition) -> str:
    """As much of the date as is known: "2.2 – 13.2 · 2026", "tháng 5/2026", "2026"."""
    start = edition.start_date
    if start is None or edition.date_precision == DatePrecision.YEAR:
        return str(edition.year)
    if edition.date_precision == DatePrecision.MONTH:
        return _("tháng %(month)s") % {"month": days.month_and_year(start)}
    return f"{days.day_range(start, edition.end_date)} · {edition.year}"


def villages_for_cards(villages: QuerySet[CraftVillage]) -> QuerySet[CraftVillage]:
    return villages.select_related("commune__province", "province")


def village_card(village: CraftVillage, wishes: CardWishes) -> dict[str, Any]:
    province = village.province or (village.commune.province if village.commune else None)
    return {
        "href": village.get_absolute_url(),
        "name": village.name,
        "maker": in_language(village, "craft"),
        "place": province.name if province else "",
        "motif": "khac",
        "seed": village.pk,
        "is_example": village.is_example,
    }
