"""What tells the index that a record changed: saves and deletions of registered kinds, and what lower apps announce."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from taggit.models import Tag, TaggedItemBase

from common.after_commit import announcing
from common.kept import forget_kept
from fairs.models import FairEdition
from fairs.signals import fairs_changed
from places.models import Commune, FormerUnit, Province
from producers.models import CraftVillage, Producer
from producers.signals import producers_changed
from products.models import Award, AwardStanding, Category, Decision, Product, ProductCertificate, ProductTag
from products.signals import awards_changed, decision_released, products_changed

from . import kinds
from .documents import fairs, producers, products, villages
from .models import Synonym
from .outbox import enqueue


def connect() -> None:
    """Called once, when all apps are ready."""
    kinds.on_register(_listen_to)
    changed = ((post_save, "saved"), (post_delete, "deleted"))
    for signal, name in changed:
        signal.connect(producer_changed, sender=Producer, dispatch_uid=f"search-producer-{name}")
        signal.connect(village_changed, sender=CraftVillage, dispatch_uid=f"search-village-{name}")
        signal.connect(category_changed, sender=Category, dispatch_uid=f"search-category-{name}")
        signal.connect(standing_changed, sender=AwardStanding, dispatch_uid=f"search-standing-{name}")
        signal.connect(certificate_changed, sender=ProductCertificate, dispatch_uid=f"search-certificate-{name}")
        signal.connect(tag_changed, sender=ProductTag, dispatch_uid=f"search-tag-{name}")
    post_save.connect(tag_renamed, sender=Tag, dispatch_uid="search-tag-renamed")
    post_save.connect(commune_renamed, sender=Commune, dispatch_uid="search-commune-renamed")
    for model in (Category, Commune, FormerUnit, Province, Synonym, Tag):
        for signal, name in changed:
            signal.connect(forget_kept, sender=model, dispatch_uid=f"search-kept-{model.__name__}-{name}")
    post_save.connect(decision_changed, sender=Decision, dispatch_uid="search-decision-saved")
    # While it is announced and not after the commit: a process killed in between would leave the record unindexed.
    announcing.connect(products_announced, sender=products_changed, dispatch_uid="search-products-announced")
    announcing.connect(awards_announced, sender=awards_changed, dispatch_uid="search-awards-announced")
    announcing.connect(decisions_announced, sender=decision_released, dispatch_uid="search-decisions-announced")
    announcing.connect(producers_announced, sender=producers_changed, dispatch_uid="search-producers-announced")
    announcing.connect(fairs_announced, sender=fairs_changed, dispatch_uid="search-fairs-announced")


def _listen_to(kind: kinds.Kind) -> None:
    def record_changed(sender: type[Model], instance: Model, **_others: Any) -> None:
        enqueue(kind.name, [instance.pk])

    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        uid = f"search-{kind.name}-record-{name}"
        signal.connect(record_changed, sender=kind.model, weak=False, dispatch_uid=uid)


def producer_changed(sender: type[Model], instance: Producer, **_others: Any) -> None:
    """A product shows its maker's name and place."""
    enqueue(products.KIND, Product.objects.filter(producer=instance.pk).values_list("pk", flat=True))


def village_changed(sender: type[Model], instance: CraftVillage, **_others: Any) -> None:
    makers = Producer.objects.filter(craft_village=instance.pk)
    enqueue(producers.KIND, makers.values_list("pk", flat=True))
    enqueue(products.KIND, Product.objects.filter(producer__in=makers).values_list("pk", flat=True))


def category_changed(sender: type[Model], instance: Category, **_others: Any) -> None:
    """A category's name is found with its products, and its place in the tree counts for all below it."""
    below = {instance.pk}
    while added := set(Category.objects.filter(parent__in=below).values_list("pk", flat=True)) - below:
        below |= added
    enqueue(products.KIND, Product.objects.filter(category__in=below).values_list("pk", flat=True))


def standing_changed(sender: type[Model], instance: AwardStanding, **_others: Any) -> None:
    enqueue(products.KIND, [instance.product_id])


def certificate_changed(sender: type[Model], instance: ProductCertificate, **_others: Any) -> None:
    enqueue(products.KIND, [instance.product_id])


def tag_changed(sender: type[Model], instance: TaggedItemBase, **_others: Any) -> None:
    enqueue(products.KIND, [instance.content_object_id])


def tag_renamed(sender: type[Model], instance: Tag, created: bool, **_others: Any) -> None:
    if not created:
        enqueue(products.KIND, ProductTag.objects.filter(tag=instance.pk).values_list("content_object_id", flat=True))


def commune_renamed(sender: type[Model], instance: Commune, created: bool, **_others: Any) -> None:
    """Whoever is in a commune is found by its name and counted under its address."""
    if created:
        return
    makers = Producer.objects.filter(commune=instance.pk).values_list("pk", flat=True)
    enqueue(producers.KIND, makers)
    enqueue(products.KIND, Product.objects.filter(producer__commune=instance.pk).values_list("pk", flat=True))
    enqueue(villages.KIND, CraftVillage.objects.filter(commune=instance.pk).values_list("pk", flat=True))
    enqueue(fairs.KIND, FairEdition.objects.filter(commune=instance.pk).values_list("pk", flat=True))


def decision_changed(sender: type[Model], instance: Decision, **_others: Any) -> None:
    decisions_announced(sender=sender, ids=[instance.pk])


def products_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    enqueue(products.KIND, ids)


def awards_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    enqueue(products.KIND, Award.objects.filter(pk__in=ids).values_list("product_id", flat=True).distinct())


def decisions_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    """Standings, since an award may have been checked against a decision that its own row does not name."""
    standings = AwardStanding.objects.filter(decision__in=ids)
    enqueue(products.KIND, standings.values_list("product_id", flat=True).distinct())


def producers_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    numbers = list(ids)
    enqueue(producers.KIND, numbers)
    enqueue(products.KIND, Product.objects.filter(producer__in=numbers).values_list("pk", flat=True))


def fairs_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    enqueue(fairs.KIND, ids)
