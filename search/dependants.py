"""Which records an index has to read again when another one changes that they show.

They are looked up when the change is drained and not when it is written down: on PostgreSQL a record that another
transaction is just adding is not seen by the one that changes what it shows. Drained before that one's commit it
would stay as it was, and nobody would have queued it. So a change is queued as that of "all of a producer".
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import Model, QuerySet
from taggit.models import Tag

from fairs.models import FairEdition
from places.models import Commune
from producers.models import CraftVillage, Producer
from products.models import AwardStanding, Category, Decision, Product, ProductTag

from .documents import fairs, producers, products, rounds, villages

Found = Iterator[tuple[str, QuerySet[Any, int]]]
"""The name of a kind, and the ids of its records."""


def _of_producers(ids: Collection[int]) -> Found:
    """A product shows its maker's name and place."""
    yield products.KIND, Product.objects.filter(producer__in=ids).values_list("pk", flat=True)


def _of_villages(ids: Collection[int]) -> Found:
    yield producers.KIND, Producer.objects.filter(craft_village__in=ids).values_list("pk", flat=True)
    yield products.KIND, Product.objects.filter(producer__craft_village__in=ids).values_list("pk", flat=True)


def _of_categories(ids: Collection[int]) -> Found:
    """A category's name is found with its products, and its place in the tree counts for all below it."""
    below = set(ids)
    while added := set(Category.objects.filter(parent__in=below).values_list("pk", flat=True)) - below:
        below |= added
    yield products.KIND, Product.objects.filter(category__in=below).values_list("pk", flat=True)


def _of_tags(ids: Collection[int]) -> Found:
    yield products.KIND, ProductTag.objects.filter(tag__in=ids).values_list("content_object_id", flat=True).distinct()


def _of_communes(ids: Collection[int]) -> Found:
    """Whoever is in a commune is found by its name and counted under its address."""
    yield producers.KIND, Producer.objects.filter(commune__in=ids).values_list("pk", flat=True)
    yield products.KIND, Product.objects.filter(producer__commune__in=ids).values_list("pk", flat=True)
    yield villages.KIND, CraftVillage.objects.filter(commune__in=ids).values_list("pk", flat=True)
    yield fairs.KIND, FairEdition.objects.filter(commune__in=ids).values_list("pk", flat=True)


def _of_decisions(ids: Collection[int]) -> Found:
    """Standings, since an award may have been checked against a decision that its own row does not name."""
    standings = AwardStanding.objects.filter(decision__in=ids)
    yield products.KIND, standings.values_list("product_id", flat=True).distinct()
    yield rounds.KIND, rounds.rounds_of_decisions(ids)


PRODUCER, VILLAGE, CATEGORY = "all of a producer", "all of a village", "all of a category"
TAG, COMMUNE, DECISION = "all with a tag", "all of a commune", "all of a decision"

_found = {
    PRODUCER: _of_producers,
    VILLAGE: _of_villages,
    CATEGORY: _of_categories,
    TAG: _of_tags,
    COMMUNE: _of_communes,
    DECISION: _of_decisions,
}
NAMES = frozenset(_found)
"""What such a change is called in the queue, where a record's own has the name of its kind."""
BY_MODEL: Mapping[type[Model], str] = {
    Producer: PRODUCER,
    CraftVillage: VILLAGE,
    Category: CATEGORY,
    Tag: TAG,
    Commune: COMMUNE,
    Decision: DECISION,
}


def dependants(name: str, ids: Collection[int]) -> Found:
    """What shows these records as the database is now, by kind."""
    return _found[name](ids)
