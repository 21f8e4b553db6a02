"""A product as a plate: the one place that decides what a list shows of it."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext as _

from common import languages
from common.renditions import plate_photo
from products.models import AwardStanding, AwardState, Product, ProductPhoto, ProductQuerySet

from .places import maker_place, with_places


def with_card_parts(products: ProductQuerySet, *, with_renditions: bool = True) -> ProductQuerySet:
    """The products with everything a card reads: four queries whatever their number.

    Without renditions where the page reads those of all its photos at once.
    """
    photos = ProductPhoto.objects.select_related("photo")
    if with_renditions:
        photos = photos.prefetch_related("photo__renditions")
    return with_card_awards(products).prefetch_related(Prefetch("photos", photos))


def with_card_awards(products: ProductQuerySet) -> ProductQuerySet:
    """The products with all that a card reads but their photos: two queries."""
    standings = with_places(AwardStanding.objects.best_first())
    return products.for_cards().prefetch_related(Prefetch("standings", standings))


def best_award_first(products: ProductQuerySet) -> ProductQuerySet:
    """By the level of the award that each card shows, then its year, then by name; those without an award last.

    With `best_rank` and `best_year` of that award, None without one, and `has_award_in_force`. Which award is shown
    is what `shown_standing` says of a list that is narrowed to nothing.
    """
    today = timezone.localdate()
    marked = AwardStanding.objects.marked(today).filter(product=OuterRef("pk"))
    in_force_first = Case(When(valid_until__gte=today, then=1), default=0).desc()
    shown = marked.order_by(in_force_first, "-level_rank", F("year").desc(nulls_last=True), "pk")
    ranked = products.annotate(
        best_rank=Subquery(shown.values("level_rank")[:1]),
        best_year=Subquery(shown.values("year")[:1]),
        has_award_in_force=Exists(marked.filter(valid_until__gte=today)),
    )
    return ranked.order_by(F("best_rank").desc(nulls_last=True), F("best_year").desc(nulls_last=True), "sort_key", "pk")


def product_card(
    product: Product,
    *,
    levels: Collection[str] = (),
    years: Collection[str] = (),
    is_maker_told: bool = True,
) -> dict[str, Any]:
    """The inputs of `<c-plate>` for a product loaded by `with_card_parts`.

    `levels` and `years` are those that the list is narrowed to: the award shown is one of them. An unpublished maker
    is named only as the award names it; none is where the page is the maker's own.
    """
    standing = shown_standing(product.standings.all(), levels=levels, years=years)
    maker = maker_name(product, standing) if is_maker_told else ""
    spoken = product.spoken_name
    return {
        "href": product.get_absolute_url(),
        "name": spoken.words,
        "name_lang": spoken.language,
        "beside": spoken.beside,
        "beside_lang": spoken.beside_language,
        "level": standing.level if standing else "",
        "state": standing.state.value if standing else "",
        "year": (standing.year or "") if standing else "",
        "maker": maker,
        "maker_lang": maker_language(product),
        "maker_missing": "" if maker or not is_maker_told else _("Nguồn không ghi tên cơ sở"),
        "place": maker_place(product, standing) if is_maker_told else "",
        "motif": product.motif,
        "seed": product.pk,
        "is_example": product.is_example,
        "choose": product.pk,
        **plate_photo(product.photos.all()),
    }


def shown_standing(
    standings: Iterable[AwardStanding], *, levels: Collection[str] = (), years: Collection[str] = ()
) -> AwardStanding | None:
    """The one award there is room for: the highest in force among those asked for, else the highest of them.

    `standings` come with the best first. A revoked or superseded award marks nothing; its own page tells of it.
    """
    today = timezone.localdate()
    counted = [standing for standing in standings if standing.is_mark_shown]
    asked = [
        standing
        for standing in counted
        if (not levels or standing.level in levels) and (not years or str(standing.year or "") in years)
    ]
    among = asked or counted
    return next((found for found in among if found.state_on(today) == AwardState.IN_FORCE), next(iter(among), None))


def maker_name(product: Product, standing: AwardStanding | None) -> str:
    """The published maker's name, else the name that the award keeps word for word."""
    if product.producer is not None and product.producer.is_public:
        return product.producer.name
    return standing.producer_name if standing else ""


def maker_language(product: Product) -> str:
    """The language in which `maker_name` answers: what an award names stays as it was printed."""
    if product.producer is not None and product.producer.is_public:
        return product.producer.spoken_name.language
    return languages.SOURCE
