"""What the page of a product shows: the product, its maker, and products near it in three ways."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from common.addresses import public_address
from common.renditions import load_renditions
from common.share_links import Share
from producers.models import CraftVillage, Producer, ProducerPhoto
from products.models import AwardStanding, Product, ProductPhoto, ProductQuerySet
from products.presenting import pages
from products.presenting.cards import product_card, shown_standing, with_card_awards
from products.presenting.heads import product_head
from search.browse import browse_address
from search.services import awarded_ids_in_village, similar_ids

from .levels import UNKNOWN_YEAR, list_address, list_title

SHOWN = 4
"""Of each group."""
LOOKED_AT = SHOWN * 3
"""Of each group at most: what an earlier group shows, a later one leaves out."""


@dataclass(frozen=True)
class Neighbours:
    """A row of products: what they have in common, how they are ordered, and where all of them are."""

    key: str
    title: str
    order: str
    more: str
    more_href: str
    products: list[Product]

    @property
    def cards(self) -> list[dict[str, Any]]:
        return [product_card(product) for product in self.products]


def product_page(product: Product) -> dict[str, Any]:
    """Everything on the page of a stored product: eight queries after the one that found it (`for_page`)."""
    pages.load_page_parts(product)
    return _page(product, has_stored_photos=True)


def draft_page(product: Product) -> dict[str, Any]:
    """The same of a draft, whose photos and papers are in memory and not in the database."""
    return _page(product, has_stored_photos=False)


def _page(product: Product, *, has_stored_photos: bool) -> dict[str, Any]:
    standings = pages.standings_of(product)
    maker = pages.public_maker(product)
    around = Surroundings.of(product, maker, pages.best_of(standings))
    near = around.load()
    _load_photos([product, *near] if has_stored_photos else near, also=product, maker=maker)
    shown = pages.product_page(product, standings)
    return {
        **shown,
        "head": product_head(shown),
        "maker_photo": pages.maker_photo(maker),
        "maker_awarded": _awarded_count(product, maker),
        "neighbours": list(around.groups(near)),
        "today": timezone.localdate(),
        "share": Share(public_address(product.get_absolute_url()), product.name) if product.slug else None,
    }


def _load_photos(stored: list[Product], *, also: Product, maker: Producer | None) -> None:
    """Photos of the products in one query, of the maker in one, and the sizes of all of them in one."""
    prefetch_related_objects(stored, Prefetch("photos", ProductPhoto.objects.select_related("photo")))
    makers = [maker] if maker else []
    prefetch_related_objects(makers, Prefetch("photos", ProducerPhoto.objects.select_related("photo")))
    others = [record for record in (*stored, *makers) if record is not also]
    load_renditions(also.photos.all(), *(record.photos.all() for record in others))


def _awarded_count(product: Product, maker: Producer | None) -> int:
    """How many products of the maker hold an award; known of what `for_page` found, counted for a draft."""
    known = getattr(product, "maker_awarded_count", None)
    if known is not None or maker is None:
        return known or 0
    marked = AwardStanding.objects.marked().filter(product=OuterRef("pk"))
    return Product.objects.published().filter(Exists(marked), producer=maker).count()


@dataclass(frozen=True)
class Surroundings:
    """What a product has in common with others: its kind, its village, the selection it was awarded in."""

    product: Product
    maker: Producer | None
    best: AwardStanding | None
    similar: list[int]
    in_village: list[int]

    @classmethod
    def of(cls, product: Product, maker: Producer | None, best: AwardStanding | None) -> "Surroundings":
        """What the index knows of it; no query of the database."""
        village = village_of(maker)
        awarded = awarded_ids_in_village(village.slug, LOOKED_AT) if village else []
        return cls(product, maker, best, similar_ids(product, LOOKED_AT), awarded)

    def load(self) -> list[Product]:
        """Candidates of every group: one query, and one for the awards on their cards."""
        others = Product.objects.published().exclude(pk=self.product.pk)
        wanted = Q(pk__in=[*self.similar, *self.in_village])
        position = Value(None, output_field=IntegerField())
        if self.best is not None:
            of_round = AwardStanding.objects.marked().filter(award__round=self.best.award.round_id)
            after = _next_in_list(of_round, others, self.best).values("product_id")[:LOOKED_AT]
            wanted |= Q(pk__in=after)
            mine = of_round.filter(product=OuterRef("pk")).order_by("award__position")
            position = Subquery(mine.values("award__position")[:1])
        return list(with_card_awards(others.filter(wanted)).annotate(position=position))

    def groups(self, near: list[Product]) -> Iterator[Neighbours]:
        """Groups that have anything; each product stands in the first that it belongs to."""
        shown: set[int] = set()
        for words, members in (
            (self._kind, self._alike),
            (self._village, self._of_village),
            (self._award, self._of_round),
        ):
            fresh = [member for member in members(near) if member.pk not in shown][:SHOWN]
            if fresh:
                shown |= {member.pk for member in fresh}
                yield words(fresh)

    def _alike(self, near: list[Product]) -> list[Product]:
        return _in_order(self.similar, near)

    def _of_village(self, near: list[Product]) -> list[Product]:
        """As the database has it now: the index may follow a moment later."""
        village = village_of(self.maker)
        there = _in_order(self.in_village, near)
        return [each for each in there if village_of(pages.public_maker(each)) == village and _is_awarded(each)]

    def _of_round(self, near: list[Product]) -> list[Product]:
        own = self.best.award.position if self.best is not None else 0
        in_round = [each for each in near if each.position is not None]
        return sorted(in_round, key=lambda each: (each.position <= own, each.position, each.pk))

    def _kind(self, members: list[Product]) -> Neighbours:
        category = self.product.category
        return Neighbours(
            key="similar",
            title=_("Cùng loại hàng"),
            order=_("Tên giống nhất đứng trước."),
            more=_("Tất cả: %(category)s") % {"category": category.name if category else ""},
            more_href=browse_address(category=category.slug) if category else "",
            products=members,
        )

    def _village(self, members: list[Product]) -> Neighbours:
        village = village_of(self.maker)
        return Neighbours(
            key="village",
            title=_("Cũng được công nhận ở làng này"),
            order=_("Mới công nhận đứng trước."),
            more=village.name if village else "",
            more_href=village.get_absolute_url() if village else "",
            products=members,
        )

    def _award(self, members: list[Product]) -> Neighbours:
        level, year = (self.best.level, self.best.year or UNKNOWN_YEAR) if self.best is not None else ("", 0)
        return Neighbours(
            key="award",
            title=_("Cùng đợt công nhận"),
            order=_("Theo thứ tự trong danh sách công nhận, tiếp sau sản phẩm này."),
            more=list_title(level, year),
            more_href=list_address(level, year),
            products=members,
        )


def _next_in_list(of_round: QuerySet, others: ProductQuerySet, best: AwardStanding) -> QuerySet:
    """Those after it in the printed list, from the top again at its end: so each of them is shown somewhere."""
    is_before = Case(When(award__position__gt=best.award.position, then=0), default=1)
    return of_round.filter(product__in=others.values("pk")).order_by(is_before, "award__position", "pk")


def village_of(maker: Producer | None) -> CraftVillage | None:
    """The craft village a maker belongs to, where that has a page of its own."""
    village = maker.craft_village if maker is not None else None
    return village if village is not None and village.archived_at is None else None


def _in_order(ids: list[int], products: list[Product]) -> list[Product]:
    by_id = {product.pk: product for product in products}
    return [by_id[pk] for pk in ids if pk in by_id]


def _is_awarded(product: Product) -> bool:
    return shown_standing(product.standings.all()) is not None
