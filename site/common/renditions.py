"""The few sizes in which photos are shown. They are made by a task after upload, never on a visitor's request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from .models import Photo

CARD_SPECS = ("fill-480x360|format-webp", "fill-960x720|format-webp")
"""4:3 for lists; the second for dense screens."""
GALLERY_SPECS = ("max-960x960|format-webp", "max-1600x1600|format-webp")
ALL_SPECS = (*CARD_SPECS, *GALLERY_SPECS)


@dataclass(frozen=True)
class Picture:
    """What an <img> needs: addresses and the true size in pixels, so that nothing jumps when it arrives."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str
    full: str = ""


def picture(photo: Photo | None, specs: tuple[str, ...], *, alt: str) -> Picture | None:
    """The photo in `specs` (smallest first) from its prefetched renditions; the original until they are made."""
    if photo is None:
        return None
    made = {rendition.filter_spec: rendition for rendition in photo.renditions.all()}
    found = [made[spec] for spec in specs if spec in made]
    if not found:
        return Picture(photo.file.url, "", photo.width, photo.height, alt, photo.file.url)
    first, last = found[0], found[-1]
    srcset = ", ".join(f"{rendition.url} {rendition.width}w" for rendition in found) if len(found) > 1 else ""
    return Picture(first.url, srcset, first.width, first.height, alt, last.url)


def load_renditions(*lists: Iterable[Any]) -> None:
    """The renditions of the `photo` of all these rows, in one query."""
    photos = [entry.photo for rows in lists for entry in rows if entry.photo]
    prefetch_related_objects(photos, "renditions")


def plate_photo(entries: Iterable[Any]) -> dict[str, Any]:
    """Inputs of `<c-plate>` for the first of these rows whose `photo` has sizes for lists; none until they are made.

    A list never carries an original: it may weigh megabytes, and the drawing stands in for seconds only.
    """
    for entry in entries:
        made = entry.photo and any(size.filter_spec in CARD_SPECS for size in entry.photo.renditions.all())
        shown = picture(entry.photo, CARD_SPECS, alt="") if made else None
        if shown is not None:
            return {
                "photo": shown.src,
                "photo_srcset": shown.srcset,
                "photo_width": shown.width,
                "photo_height": shown.height,
            }
    return {}
