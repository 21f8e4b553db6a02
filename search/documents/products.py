"""Products: their own words, and what they were called each time they were awarded."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from products.models import AwardStanding, AwardState, Category, Product

from ..document import Occasion, Reference, SearchDocument, decision_key, join
from .buying import buying_facets
from .places import Gazetteer, Whereabouts
from .producers import public_village
from .renewal import renewed_at

KIND = "product"
COUNTED_STATES = frozenset({AwardState.IN_FORCE, AwardState.EXPIRED, AwardState.UNKNOWN})
"""A revoked or superseded award is shown where the product tells its history, but finds and counts nothing."""
LEAST_BOOST, MOST_BOOST, HIGHEST_RANK = 1.03, 1.18, 5
FRESH_BOOST, FRESH_DAYS = 1.01, 365


def eligible() -> QuerySet[Product]:
    return Product.objects.published()


def prepared(products: QuerySet[Product]) -> QuerySet[Product]:
    """With all a document is made of."""
    standings = AwardStanding.objects.select_related("decision", "award__round__province", "award__decision")
    return products.select_related(
        "category", "producer__commune__province", "producer__province", "producer__craft_village"
    ).prefetch_related(
        Prefetch("standings", standings.order_by("-year", "award_id")),
        "producer__commune__former_units__parent__parent",
        "tags",
        "certificates",
    )


def to_documents(products: Iterable[Product]) -> Iterator[SearchDocument]:
    gazetteer, today = Gazetteer(), timezone.localdate()
    ancestors = _ancestors()
    for product in products:
        yield to_document(product, gazetteer=gazetteer, ancestors=ancestors, today=today)


def to_document(
    product: Product, *, gazetteer: Gazetteer, ancestors: dict[int, tuple[str, ...]], today: datetime.date
) -> SearchDocument:
    counted = counted_standings(product, today)
    producer = product.producer if product.producer and product.producer.is_public else None
    village = public_village(producer) if producer else None
    place = _whereabouts(product, counted, gazetteer)
    category = product.category
    in_force = [standing for standing in counted if standing.state_on(today) == AwardState.IN_FORCE]
    return SearchDocument(
        reference=Reference(KIND, product.pk),
        name=product.name_vi,
        other_names=join(product.other_names, *(standing.product_name for standing in counted)),
        maker=join(
            *((producer.name_vi, producer.other_names, producer.legal_name) if producer else ()),
            *(standing.producer_name for standing in counted),
            village.name_vi if village else "",
        ),
        sorts=join(category.name_vi if category else "", *(tag.name for tag in product.tags.all())),
        place=place.names,
        body=_body(product, counted),
        english_name=product.name_en,
        english=_english(product),
        facets={
            **place.facets,
            **buying_facets(product, today),
            "category": ancestors.get(product.category_id or 0, ()),
            "village": (village.slug,) if village else (),
        },
        occasions=tuple(map(_occasion, counted)),
        is_awarded=bool(counted),
        boost=_boost(in_force, product, today),
        level_rank=max((standing.level_rank for standing in counted), default=0),
        newest_year=max((standing.year or 0 for standing in counted), default=0),
        renewed_at=renewed_at(product),
    )


def counted_standings(product: Product, today: datetime.date) -> list[AwardStanding]:
    """Recognised awards that still say something: neither revoked nor superseded, their decision released."""
    return [
        standing
        for standing in product.standings.all()
        if standing.state_on(today) in COUNTED_STATES and (standing.decision is None or standing.decision.is_released)
    ]


def _occasion(standing: AwardStanding) -> Occasion:
    return Occasion(
        level=standing.level,
        year=standing.year or 0,
        region=standing.region,
        decision=decision_key(standing.decision.number) if standing.decision else "",
    )


def _whereabouts(product: Product, standings: list[AwardStanding], gazetteer: Gazetteer) -> Whereabouts:
    """Where the maker is; where no maker is known, where the award says."""
    producer = product.producer
    printed = [part for standing in standings for part in (standing.place, standing.award.province_name) if part]
    province = producer.province if producer else None
    if producer is not None:
        printed += [part for part in (producer.address_as_printed,) if part]
    elif standings:
        province = standings[0].award.round.province
    return gazetteer.locate(
        commune=producer.commune if producer else None, province=province, printed=tuple(dict.fromkeys(printed))
    )


def _body(product: Product, standings: list[AwardStanding]) -> str:
    numbers = [text for standing in standings for text in (standing.certificate_no, standing.award.code)]
    decisions = [standing.decision.number for standing in standings if standing.decision]
    return join(
        product.summary_vi,
        product.set_contents_vi,
        product.model_code,
        product.material_vi,
        product.use_vi,
        product.technology_vi,
        product.raw_material_vi,
        product.cultural_value_vi,
        product.packing_vi,
        product.markets_vi,
        *numbers,
        *decisions,
        product.story_vi,
    )


def _english(product: Product) -> str:
    category = product.category
    return join(
        product.name_en,
        product.gloss,
        *((category.name_en, category.gloss_en) if category else ()),
        product.summary_en,
        product.material_en,
        product.use_en,
        product.story_en,
    )


def _boost(in_force: list[AwardStanding], product: Product, today: datetime.date) -> float:
    """Small, so that words decide: an award in force by its level, and a little for a profile lately confirmed."""
    boost = 1.0
    if in_force:
        rank = max(standing.level_rank for standing in in_force)
        boost = LEAST_BOOST + (MOST_BOOST - LEAST_BOOST) * (rank - 1) / (HIGHEST_RANK - 1)
    confirmed = product.confirmed_at
    if confirmed and (today - timezone.localdate(confirmed)).days <= FRESH_DAYS:
        boost *= FRESH_BOOST
    return boost


def _ancestors() -> dict[int, tuple[str, ...]]:
    """For each category its own slug and those above it, so that a branch counts all that hangs on it."""
    categories = {category.pk: category for category in Category.objects.all()}
    return {pk: tuple(_upwards(categories, pk)) for pk in categories}


def _upwards(categories: dict[int, Category], pk: int | None) -> Iterator[str]:
    while pk is not None:
        yield categories[pk].slug
        pk = categories[pk].parent_id
