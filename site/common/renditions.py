"""The few sizes in which photos are shown. They are made by a task after upload, never on a visitor's request."""

from dataclasses import dataclass

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
