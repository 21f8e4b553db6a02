"""The few sizes in which photos are shown, and how a page names them.

A size is made by a task after upload (`common.tasks`), never on a visitor's request: what is not made yet, or lost,
is left out, and the page shows the drawn pattern or a plain ground instead. Nothing here writes or opens a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter

from . import languages
from .models import Photo, PhotoRendition

CARD_WIDTHS = (160, 320, 480, 640)
"""A card is 104 to 335 CSS pixels wide and a thumbnail 52 to 88: these serve both from single to triple density."""
WHOLE_WIDTHS = (480, 640, 960, 1280)
"""The widest place for a whole photo is 650 CSS pixels on a desktop, 903 on a tablet held upright."""
LOOKED_AT_ALONE = "max-1600x1600|format-webp"
"""What a click on a gallery's photo opens: one address, so one format that every browser reads."""
FALLBACK = "format-jpeg"
"""For browsers without AVIF and WebP, for mail and for other sites' previews; see `specs_for` on transparency."""
MODERN = ("format-avif", "format-webp")
TYPES = {"avif": "image/avif", "webp": "image/webp"}


def _each(sizes: tuple[str, ...], fallback: str) -> tuple[str, ...]:
    """Every size in every modern format, and one in the format of last resort."""
    return (*(f"{size}|{modern}" for modern in MODERN for size in sizes), f"{fallback}|{FALLBACK}")


CARD_SPECS = _each(tuple(f"fill-{width}x{width * 3 // 4}" for width in CARD_WIDTHS), "fill-480x360")
"""4:3, cut around the focal point."""
GALLERY_SPECS = (
    *_each(tuple(f"max-{width}x{width}" for width in WHOLE_WIDTHS), "max-960x960"),
    LOOKED_AT_ALONE,
)
"""Whole, whatever its shape."""
SEAL_SPECS = ("height-128|format-webp", f"height-128|{FALLBACK}")
"""The centre's sign in the footer."""
ALL_SPECS = (*CARD_SPECS, *GALLERY_SPECS)

_CUT = Filter(CARD_SPECS[0])
"""Every cut depends on the same four numbers of the focal point, so that one of them gives the key of all."""
TALL, WIDE = 1.15, 1.9
"""A photo narrower than the first (width to height) or wider than the second is shown whole, never cut to 4:3."""


@dataclass(frozen=True)
class Source:
    """A `<source>`: one format in its widths."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """What a `<picture>` needs: addresses and the true size in pixels, so that nothing jumps when it arrives."""

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[Source, ...] = ()
    full: str = ""
    ground: str = ""
    """The plain colour that stands until the picture has come: a class of components.css."""
    alt_language: str = ""
    """The code of the language of `alt` where that is not the page's."""
    cut: "Picture | None" = None
    """The same photo cut to 4:3."""

    @property
    def thumbnail(self) -> "Picture":
        """For a row of small ones."""
        return self.cut or self

    @property
    def shape(self) -> str:
        """`tall`, `wide`, or nothing for what fits 4:3 without losing much."""
        ratio = self.width / self.height
        return "tall" if ratio < TALL else "wide" if ratio > WIDE else ""


def specs_for(photo: Photo, specs: Iterable[str]) -> tuple[str, ...]:
    """The sizes for this photo: a transparent one falls back to PNG, since JPEG would paint its ground white."""
    fallback = "format-png" if photo.is_transparent else FALLBACK
    return tuple(spec.replace(FALLBACK, fallback) for spec in specs)


def picture_of(entry: Any, specs: tuple[str, ...]) -> Picture | None:
    """The `photo` of a row that has its words in `alt_<language>`; see `picture`."""
    return picture(entry.photo, specs, alt=entry.alt, language=languages.language_of(entry, "alt"))


def picture(photo: Photo | None, specs: tuple[str, ...], *, alt: str, language: str = "") -> Picture | None:
    """The photo in those of `specs` that are made, from its prefetched renditions; None while none of them is.

    `language` is that of `alt`, where it may be another than the page's.
    """
    if photo is None:
        return None
    made = _made(photo)
    found = [made[spec] for spec in specs_for(photo, specs) if spec in made]
    if not found:
        return None
    fallback = next((each for each in found if _format_of(each) not in TYPES), found[-1])
    full = made.get(LOOKED_AT_ALONE) if LOOKED_AT_ALONE in specs else None
    return Picture(
        src=fallback.url,
        width=fallback.width,
        height=fallback.height,
        alt=alt,
        sources=_sources([each for each in found if each is not full]),
        full=full.url if full else "",
        ground=photo.ground,
        alt_language=language if language != languages.current() else "",
        cut=picture(photo, CARD_SPECS, alt=alt, language=language) if specs is not CARD_SPECS else None,
    )


def _made(photo: Photo) -> dict[str, PhotoRendition]:
    """Usable renditions by their spec, those of the focal point of today before those of an earlier one."""
    today = {"", _CUT.get_cache_key(photo)}
    made: dict[str, PhotoRendition] = {}
    for rendition in photo.renditions.all():
        if rendition.file and (rendition.focal_point_key in today or rendition.filter_spec not in made):
            made[rendition.filter_spec] = rendition
    return made


def _sources(found: list[PhotoRendition]) -> tuple[Source, ...]:
    sources = []
    for name, media_type in TYPES.items():
        # A photo smaller than a size is not enlarged: two sizes may then be the same picture.
        by_width = {each.width: each.url for each in found if _format_of(each) == name}
        if by_width:
            srcset = ", ".join(f"{url} {width}w" for width, url in sorted(by_width.items()))
            sources.append(Source(media_type, srcset))
    return tuple(sources)


def _format_of(rendition: PhotoRendition) -> str:
    return rendition.filter_spec.rpartition("format-")[2]


def load_renditions(*lists: Iterable[Any]) -> None:
    """The renditions of the `photo` of all these rows, in one query."""
    photos = [entry.photo for rows in lists for entry in rows if entry.photo]
    prefetch_related_objects(photos, "renditions")


def plate_photo(entries: Iterable[Any]) -> dict[str, Any]:
    """`{"photo": Picture}`, the input of `<c-plate>`, of the first row whose `photo` has sizes for lists.

    Nothing until they are made: the drawing stands in for seconds only. The name beside it says what it is, so its
    alternative text is empty.
    """
    shown = (picture(entry.photo, CARD_SPECS, alt="") for entry in entries)
    found = next(filter(None, shown), None)
    return {"photo": found} if found else {}
