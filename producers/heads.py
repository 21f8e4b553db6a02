"""How producers and craft villages name themselves to those who find them by other ways."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from common.heads import Crumb, Head, description_of, with_page
from common.languages import in_language, language_of, translated

from . import structured
from .models import CraftVillage, Producer


def producer_head(page: Mapping[str, Any]) -> Head:
    """Name and province; then what it makes with how many awards, where, since when."""
    producer: Producer = page["producer"]
    address = producer.get_absolute_url() if producer.slug else ""
    province = producer.province.name if producer.province else ""
    is_shown = bool(producer.slug) and not producer.is_example
    return Head(
        title=producer.name,
        qualifiers=(province,),
        description=_producer_description(page),
        path=with_page(address, page["page"].number) if address else "",
        is_indexable=not producer.is_example,
        kind="profile",
        picture=("producer", producer.slug) if producer.slug else None,
        crumbs=(
            Crumb(pgettext("plural", "Cơ sở"), reverse("pages:producers")),
            Crumb(producer.name, address, language_of(producer, "name")),
        ),
        nodes=(structured.producer_node(page),) if is_shown else (),
    )


def _producer_description(page: Mapping[str, Any]) -> str:
    producer: Producer = page["producer"]
    count = page["awarded_count"]
    awarded = ngettext(
        "%(count)s sản phẩm công nghiệp nông thôn tiêu biểu được công nhận.",
        "%(count)s sản phẩm công nghiệp nông thôn tiêu biểu được công nhận.",
        count,
    ) % {"count": count}
    place = _("%(form)s ở %(place)s.") % {"form": producer.get_legal_form_display(), "place": page["place"]}
    since = _("Thành lập năm %(year)s.") % {"year": producer.founded_year} if producer.founded_year else ""
    return description_of(
        translated(producer, "summary"),
        place if page["place"] and producer.legal_form != "unknown" else page["place"],
        awarded if count else "",
        since,
    )


def village_head(village: CraftVillage, page: Page) -> Head:
    """Name and province; then the craft, the year of recognition, and how many products are shown."""
    address = village.get_absolute_url()
    province = village.commune.province if village.commune else village.province
    place = province.name if province else ""
    count = page.paginator.count
    listed = ngettext("%(count)s sản phẩm của làng trong sổ.", "%(count)s sản phẩm của làng trong sổ.", count) % {
        "count": count
    }
    recognised = _("Công nhận năm %(year)s.") % {"year": village.recognised_year} if village.recognised_year else ""
    craft = in_language(village, "craft")
    return Head(
        title=village.name,
        qualifiers=(place,),
        description=description_of(
            f"{_('Làng nghề')}: {', '.join(filter(None, [craft, place]))}." if craft or place else "",
            recognised,
            listed if count else "",
            translated(village, "about"),
        ),
        path=with_page(address, page.number),
        is_indexable=not village.is_example,
        picture=("village", village.slug),
        crumbs=(
            Crumb(pgettext("plural", "Làng nghề"), reverse("pages:villages")),
            Crumb(village.name, address, language_of(village, "name")),
        ),
        nodes=() if village.is_example else (structured.village_node(village),),
    )
