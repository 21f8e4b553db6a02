"""Photos in templates: only what a task has made already."""

from django import template

from common.models import Photo
from common.renditions import CARD_SPECS, GALLERY_SPECS, SEAL_SPECS, Picture, picture

register = template.Library()
SPECS = {"card": CARD_SPECS, "whole": GALLERY_SPECS, "seal": SEAL_SPECS}


@register.simple_tag
def photo_in(size: str, photo: Photo | None, alt: str | None = None) -> Picture | None:
    """`{% photo_in "whole" edition.map as shown %}<c-picture :photo="shown" />`: the input of that component.

    Sizes: `card` (4:3, cut around the focal point), `whole`, `seal`. None while the sizes are not made. Without `alt`
    it is the photo's own words; `alt=""` is for what only decorates. One query, unless the renditions are prefetched.
    """
    words = alt if alt is not None else photo.words if photo else ""
    return picture(photo, SPECS[size], alt=words)
