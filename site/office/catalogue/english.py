"""What still has no English: awarded products and their makers, those of the highest level first."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Max, Model, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.languages import GLOSS, SOURCE
from office.exports import ExportColumn
from producers.models import Producer
from products.models import AwardStanding, Product

AWARDED_WITHOUT = {"awarded": "yes", "english": "no"}
"""The query of the lists of products and of producers that need translating first."""
LISTS = {Product: "wagtailsnippets_products_product:list", Producer: "wagtailsnippets_producers_producer:list"}


def paired_fields(model: type[Model]) -> list[str]:
    """The texts that have a field in Vietnamese and one in English, without their language."""
    names = {field.name for field in model._meta.fields}
    texts = [name.removesuffix(f"_{SOURCE}") for name in names if name.endswith(f"_{SOURCE}")]
    return sorted(text for text in texts if f"{text}_{GLOSS}" in names)


def having_english(queryset: QuerySet) -> QuerySet:
    """Records of which every text that is written in Vietnamese is written in English too."""
    missing = Q()
    for text in paired_fields(queryset.model):
        missing |= Q(**{f"{text}_{GLOSS}": ""}) & ~Q(**{f"{text}_{SOURCE}": ""})
    return queryset.exclude(missing)


def highest_level_first(queryset: QuerySet) -> QuerySet:
    """Products, or producers, by the highest award of theirs whose mark may stand, then by name."""
    owner = "product" if queryset.model is Product else "product__producer"
    ranks = AwardStanding.objects.marked().filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    ranked = queryset.annotate(best_rank=Subquery(ranks.annotate(rank=Max("level_rank")).values("rank")))
    return ranked.order_by(F("best_rank").desc(nulls_last=True), "sort_key", "pk")


class UntranslatedFirstMixin:
    """A list that, asked for what has no English and in no other order, begins with the highest awards."""

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        asked = self.request.GET  # type: ignore[attr-defined]
        ordered = super().order_queryset(queryset)  # type: ignore[misc]
        return highest_level_first(ordered) if asked.get("english") == "no" and not asked.get("ordering") else ordered


def untranslated_words(record: Any) -> str:
    """The texts of a record that await English, by the names of their fields, for a translator's list."""
    fields = record._meta.get_field
    waiting = [
        str(fields(f"{text}_{SOURCE}").verbose_name)
        for text in paired_fields(type(record))
        if getattr(record, f"{text}_{SOURCE}") and not getattr(record, f"{text}_{GLOSS}")
    ]
    return ", ".join(waiting)


UNTRANSLATED = ExportColumn("untranslated", gettext_lazy("Chưa có tiếng Anh"), untranslated_words)


def list_address(model: type[Model]) -> str:
    return f"{reverse(LISTS[model])}?{urlencode(AWARDED_WITHOUT)}"


class UntranslatedItem(MenuItem):
    """A report that is a list narrowed; for those who may change what is on it."""

    def __init__(self, label: str | Promise, model: type[Model], **kwargs: Any) -> None:
        self.permission = f"{model._meta.app_label}.change_{model._meta.model_name}"
        super().__init__(label, list_address(model), name=f"untranslated-{model._meta.model_name}", **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_reports_menu_item")
def untranslated_products() -> MenuItem:
    return UntranslatedItem(gettext_lazy("Sản phẩm chưa có tiếng Anh"), Product, icon_name="globe", order=300)


@hooks.register("register_reports_menu_item")
def untranslated_producers() -> MenuItem:
    return UntranslatedItem(gettext_lazy("Cơ sở chưa có tiếng Anh"), Producer, icon_name="globe", order=310)
