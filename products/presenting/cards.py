"""A product as a plate in a list."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from common.renditions import CARD_SPECS, Picture, picture
from producers.presenting import place_words
from products.models import AwardStanding, Product, ProductPhoto, ProductQuerySet


@dataclass(frozen=True)
class ProductCard:
    """What `<c-plate>` shows, in the order award, name, maker, place."""

    href: str
    name: str
    level: str
    state: str
    year: int | None
    maker: str
    maker_missing: str
    place: str
    picture: Picture | None
    motif: str
    seed: int
    is_example: bool


def with_card_parts(products: ProductQuerySet) -> ProductQuerySet:
    """The products with everything a card reads: four queries whatever their number."""
    photos = ProductPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    return products.for_cards().prefetch_related(
        Prefetch("standings", AwardStanding.objects.best_first()), Prefetch("photos", photos)
    )


def best_standing(product: Product) -> AwardStanding | None:
    """The award that a card shows: the highest in force, else the highest; revoked ones only when alone."""
    standings = list(product.standings.all())
    return next((found for found in standings if found.is_mark_shown), standings[0] if standings else None)


def product_card(product: Product) -> ProductCard:
    """The card of a product loaded by `with_card_parts`."""
    standing = best_standing(product)
    producer = product.producer
    first = next((item for item in product.photos.all() if item.photo_id), None)
    return ProductCard(
        href=product.get_absolute_url(),
        name=product.name,
        level=standing.level if standing else "",
        state=standing.state if standing else "",
        year=standing.year if standing else None,
        maker=producer.name if producer else "",
        maker_missing="" if producer else _("Nguồn không ghi tên cơ sở"),
        place=place_words(producer) if producer else (standing.place if standing else ""),
        picture=picture(first.photo, CARD_SPECS, alt="") if first else None,
        motif=product.motif,
        seed=product.pk,
        is_example=product.is_example,
    )
