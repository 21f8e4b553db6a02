"""The records that editors placed on a page, loaded together: live ones only, each kind in one go.

A page's blocks first say what they ask for (`Asked`), then everything is loaded (`load`), then each block takes its
own out of the result (`Placed`). What was withdrawn since it was placed is not in the result, so it is not shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Model, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from common.models import Photo
from common.renditions import GALLERY_SPECS, Picture, picture_of
from fairs.models import FairEdition
from fairs.presenting import FairLine, fair_line
from producers.models import CraftVillage, Producer, ProducerPhoto
from producers.presenting import place_words
from products.models import AwardStanding, Decision, Product
from products.presenting.cards import product_card, with_card_parts
from products.presenting.register import RegisterRow, rows_of
from search import browse

BEST, NEWEST = "best", "newest"
ORDERS = {
    BEST: ("-level_rank", "-year", "product__sort_key", "pk"),
    NEWEST: ("-year", "-level_rank", "product__sort_key", "pk"),
}


@dataclass(frozen=True)
class ProductRule:
    """Awarded products chosen by what they are; empty values ask for nothing. Slugs of a category and a province."""

    level: str = ""
    year: int | None = None
    category: str = ""
    province: str = ""
    order: str = BEST
    most: int = 8

    @property
    def address(self) -> str:
        """The list that the same choice gives on the catalogue's own page."""
        asked = {"level": self.level, "year": self.year, "category": self.category, "province": self.province}
        return browse.browse_address(**{facet: value for facet, value in asked.items() if value})


@dataclass
class Asked:
    """What the blocks of one page ask for; gathered before anything is loaded."""

    chosen: list[Model] = field(default_factory=list)
    """Records that an editor picked, withdrawn ones among them."""
    rules: list[ProductRule] = field(default_factory=list)
    photos: list[Photo | None] = field(default_factory=list)
    next_fairs: int = 0
    figures: bool = False

    def choose(self, *records: Model | None) -> None:
        self.chosen.extend(record for record in records if record is not None)

    def keys(self, kind: type[Model]) -> list[int]:
        return sorted({record.pk for record in self.chosen if isinstance(record, kind)})


@dataclass(frozen=True)
class PlacedList:
    """The beginning of a decision's list."""

    decision: Decision
    rows: list[RegisterRow]
    total: int


@dataclass
class Placed:
    """What may be shown, by key; a record that is not here is not public."""

    cards: dict[int, dict[str, Any]] = field(default_factory=dict)
    by_rule: dict[ProductRule, list[dict[str, Any]]] = field(default_factory=dict)
    stories: dict[int, dict[str, Any]] = field(default_factory=dict)
    villages: dict[int, dict[str, Any]] = field(default_factory=dict)
    fairs: dict[int, FairLine] = field(default_factory=dict)
    next_fairs: list[FairLine] = field(default_factory=list)
    lists: dict[int, PlacedList] = field(default_factory=dict)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)


def load(asked: Asked) -> Placed:
    """Everything asked for, as it is public now. A kind that nobody asked for costs no query."""
    placed = Placed()
    _load_products(asked, placed)
    if keys := asked.keys(Producer):
        placed.stories = _stories(keys)
    if keys := asked.keys(CraftVillage):
        placed.villages = _villages(keys)
    _load_fairs(asked, placed)
    if keys := asked.keys(Decision):
        decisions = Decision.objects.released().filter(pk__in=keys)
        placed.lists = {decision.pk: _list_of(decision) for decision in decisions}
    if asked.figures:
        placed.figures = figures()
    # The same photo may stand in several blocks, as several objects.
    prefetch_related_objects([photo for photo in asked.photos if photo is not None], "renditions")
    return placed


def is_shown(record: Model) -> bool:
    """Whether the public sees this record: published, released, not archived, not merged away."""
    if isinstance(record, Decision):
        return record.is_released
    if isinstance(record, CraftVillage):
        return record.archived_at is None
    return record.is_public


def _load_products(asked: Asked, placed: Placed) -> None:
    found = {rule: _keys_by_rule(rule) for rule in dict.fromkeys(asked.rules)}
    wanted = {*asked.keys(Product), *(key for keys in found.values() for key in keys)}
    products = with_card_parts(Product.objects.published()).in_bulk(wanted) if wanted else {}
    placed.cards = {key: product_card(product) for key, product in products.items()}
    for rule, keys in found.items():
        card = partial(product_card, levels=[rule.level] * bool(rule.level), years=[str(rule.year)] * bool(rule.year))
        placed.by_rule[rule] = [card(products[key]) for key in keys if key in products]


def _keys_by_rule(rule: ProductRule) -> list[int]:
    """Keys of the first products by the rule. Read row by row, since a product may hold several such awards."""
    public = {"product__live": True, "product__archived_at": None, "product__merged_into": None}
    standings = AwardStanding.objects.marked().filter(**public)
    if rule.level:
        standings = standings.filter(level=rule.level)
    if rule.year:
        standings = standings.filter(year=rule.year)
    if rule.order == NEWEST:
        standings = standings.filter(year__isnull=False)
    if rule.category:
        category = Q(product__category__slug=rule.category)
        category |= Q(product__category__parent__slug=rule.category)
        standings = standings.filter(category | Q(product__category__parent__parent__slug=rule.category))
    if rule.province:
        unnamed = Q(product__producer=None, award__round__province__slug=rule.province)
        standings = standings.filter(unnamed | Q(product__producer__province__slug=rule.province))
    ordered = standings.order_by(*ORDERS[rule.order]).values_list("product_id", flat=True)
    found: dict[int, None] = {}
    for key in ordered.iterator(chunk_size=4 * rule.most):
        found[key] = None
        if len(found) == rule.most:
            break
    return list(found)


def _stories(keys: Iterable[int]) -> dict[int, dict[str, Any]]:
    producers = Producer.objects.published().for_cards().filter(pk__in=keys)
    photos = ProducerPhoto.objects.select_related("photo").prefetch_related("photo__renditions")
    by_producer: dict[int, list[ProducerPhoto]] = {}
    for photo in photos.filter(producer_id__in=keys).order_by("sort_order"):
        by_producer.setdefault(photo.producer_id, []).append(photo)
    return {
        producer.pk: {
            "producer": producer,
            "place": place_words(producer),
            "picture": _first_picture(by_producer.get(producer.pk, ())),
        }
        for producer in producers
    }


def _first_picture(photos: Iterable[ProducerPhoto]) -> Picture | None:
    made = (picture_of(each, GALLERY_SPECS) for each in photos)
    return next(filter(None, made), None)


def _villages(keys: Iterable[int]) -> dict[int, dict[str, Any]]:
    villages = CraftVillage.objects.published().select_related("commune__province", "province", "photo")
    found = villages.prefetch_related("photo__renditions").filter(pk__in=keys)
    return {village.pk: {"village": village, "place": _village_place(village)} for village in found}


def _village_place(village: CraftVillage) -> str:
    if village.commune is not None:
        return f"{village.commune.full_name}, {village.commune.province.name}"
    return village.province.name if village.province is not None else ""


def _load_fairs(asked: Asked, placed: Placed) -> None:
    today = timezone.localdate()
    published = FairEdition.objects.published().for_cards().prefetch_related("closed_days")
    if keys := asked.keys(FairEdition):
        placed.fairs = {edition.pk: fair_line(edition, today) for edition in published.filter(pk__in=keys)}
    if asked.next_fairs:
        coming = published.filter(cancelled_at=None).upcoming(today)[: asked.next_fairs]
        placed.next_fairs = [fair_line(edition, today) for edition in coming]


def _list_of(decision: Decision) -> PlacedList:
    standings = AwardStanding.objects.filter(decision=decision).order_by("award__position", "pk")
    total = standings.count()
    _stretch, rows = rows_of(standings, {}, total=total)
    return PlacedList(decision, rows, total)


def figures() -> dict[str, dict[str, Any]]:
    """What the register holds today, by name: each `count` is the number that the page at `url` gives."""
    counted = browse.summary()
    found = {
        "products": {"count": counted.total, "label": _("sản phẩm được công nhận"), "url": browse.browse_address()}
    }
    for level in counted.levels:
        words = _("sản phẩm %(level)s") % {"level": level.label[:1].lower() + level.label[1:]}
        found[level.value] = {"count": level.count, "label": words, "url": level.url}
    producers, decisions, villages = Producer.objects.published(), Decision.objects.released(), CraftVillage.objects
    others = {
        "provinces": (len(counted.provinces), _("tỉnh, thành có sản phẩm được công nhận"), ""),
        "producers": (producers.count(), pgettext("plural", "cơ sở sản xuất"), reverse("pages:producers")),
        "decisions": (decisions.count(), pgettext("plural", "quyết định công nhận"), reverse("products:decisions")),
        "villages": (villages.published().count(), pgettext("plural", "làng nghề"), ""),
    }
    return found | {name: {"count": count, "label": words, "url": url} for name, (count, words, url) in others.items()}
