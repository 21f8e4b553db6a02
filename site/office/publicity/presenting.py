"""What the screen after a decision offers: pictures in both languages and shapes, and the label of each award."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from pages.sharing.views import SHAPES
from products.models import AwardStanding, Decision


@dataclass(frozen=True)
class PictureLink:
    """A picture to download; width and height in pixels."""

    address: str
    width: int
    height: int
    language: str


def pictures_of(decision: Decision) -> list[PictureLink]:
    """The decision's pictures: each shape in each language."""
    links = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for shape, (width, height) in SHAPES.items():
                address = reverse("pages:share_picture", args=["decision", decision.slug, shape])
                links.append(PictureLink(address, width, height, language))
    return links


def standings_of(decision: Decision) -> Any:
    """The decision's awards in the order of its list."""
    return (
        AwardStanding.objects.filter(decision=decision)
        .select_related("award", "decision", "product")
        .order_by("award__position", "pk")
    )


def header(decision: Decision) -> dict[str, Any]:
    title = _("Sau quyết định %(number)s") % {"number": decision.number}
    crumbs = [
        {"url": reverse("importing:released", args=[decision.pk]), "label": str(decision)},
        {"url": "", "label": _("Ảnh, bản tin và tem")},
    ]
    return {"page_title": title, "header_title": title, "header_icon": "image", "breadcrumbs_items": crumbs}
