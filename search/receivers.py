"""What tells the index that a record changed: saves and deletions of registered kinds, and what lower apps announce."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from taggit.models import Tag, TaggedItemBase

from common.after_commit import announcing
from common.kept import forget_kept
from fairs.signals import fairs_changed
from places.models import Commune, FormerUnit, Province
from producers.models import CraftVillage, Producer
from producers.signals import producers_changed
from products.models import Award, AwardStanding, Category, Decision, ProductCertificate, ProductTag
from products.signals import awards_changed, decision_released, products_changed

from . import dependants, kinds
from .documents import fairs, producers, products, rounds
from .models import Synonym
from .outbox import enqueue, enqueue_all


def connect() -> None:
    """Called once, when all apps are ready."""
    kinds.on_register(_listen_to)
    changed = ((post_save, "saved"), (post_delete, "deleted"))
    for signal, name in changed:
        signal.connect(standing_changed, sender=AwardStanding, dispatch_uid=f"search-standing-{name}")
        signal.connect(certificate_changed, sender=ProductCertificate, dispatch_uid=f"search-certificate-{name}")
        signal.connect(tag_changed, sender=ProductTag, dispatch_uid=f"search-tag-{name}")
    _listen_to_what_is_shown_elsewhere()
    for model in (Category, Commune, FormerUnit, Province, Synonym, Tag):
        for signal, name in changed:
            signal.connect(forget_kept, sender=model, dispatch_uid=f"search-kept-{model.__name__}-{name}")
    # While it is announced and not after the commit: a process killed in between would leave the record unindexed.
    announcing.connect(products_announced, sender=products_changed, dispatch_uid="search-products-announced")
    announcing.connect(awards_announced, sender=awards_changed, dispatch_uid="search-awards-announced")
    announcing.connect(decisions_announced, sender=decision_released, dispatch_uid="search-decisions-announced")
    announcing.connect(producers_announced, sender=producers_changed, dispatch_uid="search-producers-announced")
    announcing.connect(fairs_announced, sender=fairs_changed, dispatch_uid="search-fairs-announced")


def _listen_to_what_is_shown_elsewhere() -> None:
    for model in (Producer, CraftVillage, Category, Decision):
        post_save.connect(shown_elsewhere_changed, sender=model, dispatch_uid=f"search-shown-{model.__name__}-saved")
    for model in (Tag, Commune):
        post_save.connect(shown_elsewhere_renamed, sender=model, dispatch_uid=f"search-shown-{model.__name__}-saved")
    for model in dependants.BY_MODEL:
        pre_delete.connect(shown_elsewhere_goes, sender=model, dispatch_uid=f"search-shown-{model.__name__}-goes")


def _listen_to(kind: kinds.Kind) -> None:
    def record_changed(sender: type[Model], instance: Model, **_others: Any) -> None:
        enqueue(kind.name, [instance.pk])

    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        uid = f"search-{kind.name}-record-{name}"
        signal.connect(record_changed, sender=kind.model, weak=False, dispatch_uid=uid)


def shown_elsewhere_changed(sender: type[Model], instance: Model, **_others: Any) -> None:
    enqueue(dependants.BY_MODEL[sender], [instance.pk])


def shown_elsewhere_renamed(sender: type[Model], instance: Model, created: bool, **_others: Any) -> None:
    """Thousands of places are loaded at once, and nothing can show a new one."""
    if not created:
        shown_elsewhere_changed(sender, instance)


def shown_elsewhere_goes(sender: type[Model], instance: Model, **_others: Any) -> None:
    """Before it is gone: afterwards nothing says who showed it."""
    for kind, ids in dependants.dependants(dependants.BY_MODEL[sender], [instance.pk]):
        enqueue(kind, ids)


def standing_changed(sender: type[Model], instance: AwardStanding, **_others: Any) -> None:
    enqueue_all({products.KIND: [instance.product_id], rounds.KIND: rounds.rounds_of_awards([instance.pk])})


def certificate_changed(sender: type[Model], instance: ProductCertificate, **_others: Any) -> None:
    enqueue(products.KIND, [instance.product_id])


def tag_changed(sender: type[Model], instance: TaggedItemBase, **_others: Any) -> None:
    enqueue(products.KIND, [instance.content_object_id])


def products_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    enqueue(products.KIND, ids)


def awards_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    numbers = list(ids)
    awarded = Award.objects.filter(pk__in=numbers).values_list("product_id", flat=True).distinct()
    enqueue_all({products.KIND: awarded, rounds.KIND: rounds.rounds_of_awards(numbers)})


def decisions_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    enqueue(dependants.DECISION, ids)


def producers_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    numbers = list(ids)
    enqueue_all({producers.KIND: numbers, dependants.PRODUCER: numbers})


def fairs_announced(sender: Any, ids: Iterable[int], **_others: Any) -> None:
    enqueue(fairs.KIND, ids)
