"""Where an award was given, beside what that province is part of today."""

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from common import languages, text
from places.models import FormerUnit
from places.names import spelled
from places.services import current_label
from producers.presenting import place_words
from products.models import AwardStanding, AwardStandingQuerySet, Product


def with_places(standings: AwardStandingQuerySet) -> AwardStandingQuerySet:
    """With `province_then`, as the award names it, and today's province that it is part of: `province_now` in the
    reader's language, `province_now_vi` to tell whether it is another.
    """
    source = "current_province__name_vi"
    name = source if languages.is_source() else "current_province__name_en"
    former = FormerUnit.objects.provinces().filter(name_vi=OuterRef("award__province_name"))
    return standings.annotate(
        province_then=F("award__province_name"),
        province_now=Subquery(former.values(name)[:1]),
        province_now_vi=Subquery(former.values(source)[:1]),
    )


def changed_to(standing: AwardStanding) -> str:
    """Today's province where it is no longer the one that the award names; nothing where that stayed."""
    then, now = standing.province_then, standing.province_now_vi or ""
    return "" if not then or text.key(now) == text.key(then) else standing.province_now or ""


def maker_place(product: Product, standing: AwardStanding | None) -> str:
    """Where the product is made today, with the province it was when awarded: "Bắc Ninh (trước đây là Bắc Giang)".

    The commune where it is known; for an unknown maker, the place that the award names. Needs `for_cards`.
    """
    changed = changed_to(standing) if standing else ""
    producer = product.producer
    if producer is None or producer.province is None:
        then = spelled(standing.province_then) if standing else ""
        return _("%(name)s (trước đây là %(former)s)") % {"name": changed, "former": then} if changed else then
    if standing and producer.commune is None and changed == producer.province.name:
        return current_label(producer.province, spelled(standing.province_then))
    return place_words(producer)
