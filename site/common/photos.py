"""What is made of a photo after it was stored: its sizes and its ground. Takes seconds; never part of a visit."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from PIL import Image, UnidentifiedImageError
from wagtail.images.models import Filter

from .after_commit import announce
from .grounds import nearest_ground
from .models import Photo, PhotoRendition, SiteIdentity
from .renditions import ALL_SPECS, SEAL_SPECS, specs_for
from .signals import photos_changed

BATCH = 200
"""Photos, with some twenty sizes each, that are held in memory at a time."""
OURS = "|format-"
"""In every specification made here and in none of the admin's own, which are left alone."""


class UnreadablePhotoError(Exception):
    """The photo's file is gone or broken. Says which photo; its pages show the drawing or a plain ground."""


def prepare_photo(*, photo_id: int) -> int:
    """Make the sizes that are missing and find the ground; returns how many sizes were made, 0 for a deleted photo.

    Announces `photos_changed` when anything was. Raises UnreadablePhotoError.
    """
    photo = _photos().filter(pk=photo_id).first()
    if photo is None:
        return 0
    lost = list(photo.renditions.filter(file=""))
    missing = missing_specs(photo)
    needs_ground = not (photo.ground or photo.is_transparent)
    if not (lost or missing or needs_ground):
        return 0
    try:
        # Not save(): whoever edits the photo meanwhile keeps what they wrote, and this task is not called again.
        Photo.objects.filter(pk=photo_id).update(ground=_ground_of(photo))
        for rendition in lost:
            rendition.file = photo.generate_rendition_file(rendition.filter)
            rendition.save()
        photo.create_renditions(*map(Filter, missing))
    except (OSError, UnidentifiedImageError, ValueError) as error:
        raise UnreadablePhotoError(f'Photo {photo_id} "{photo.title}" ({photo.file.name}): {error}') from error
    announce(photos_changed, Photo, [photo_id])
    return len(lost) + len(missing)


def missing_specs(photo: Photo) -> list[str]:
    """The sizes that are not there yet, or only around an earlier focal point. For a photo of `photos_in_batches`."""
    made = {(each.filter_spec, each.focal_point_key) for each in photo.renditions.all()}
    return [spec for spec, focus in _wanted(photo) if (spec, focus) not in made]


def photos_in_batches() -> Iterator[list[Photo]]:
    """Every photo with its renditions, the newest first: what somebody has just added is seen first."""
    batch = list(_photos().order_by("-pk")[:BATCH])
    while batch:
        yield batch
        batch = list(_photos().filter(pk__lt=batch[-1].pk).order_by("-pk")[:BATCH])


def forget_lost_files(photo: Photo) -> int:
    """Drop the sizes whose files the storage no longer has, so that they are made again; returns how many."""
    lost = [each.pk for each in photo.renditions.all() if each.file and not each.file.storage.exists(each.file.name)]
    return _delete(lost)


def forget_unused(photo: Photo) -> int:
    """Delete sizes around earlier focal points and those that nothing shows any more; returns how many.

    Done at night, since a page that somebody has open still names them.
    """
    wanted = set(_wanted(photo))
    ours = [each for each in photo.renditions.all() if OURS in each.filter_spec]
    return _delete([each.pk for each in ours if (each.filter_spec, each.focal_point_key) not in wanted])


def forget_all(photo: Photo) -> int:
    """Delete every size of ours: after another quality was set. Returns how many."""
    return _delete([each.pk for each in photo.renditions.all() if OURS in each.filter_spec])


def _photos() -> QuerySet[Photo]:
    is_seal = Exists(SiteIdentity.objects.filter(seal=OuterRef("pk")))
    return Photo.objects.annotate(is_seal=is_seal).prefetch_related("renditions")


def _wanted(photo: Photo) -> list[tuple[str, str]]:
    """Specification and key of the focal point: the sizes of every photo, and the footer's of the centre's sign."""
    specs = ALL_SPECS + SEAL_SPECS if photo.is_seal else ALL_SPECS
    return [(spec, Filter(spec).get_cache_key(photo)) for spec in specs_for(photo, specs)]


def _delete(renditions: list[int]) -> int:
    if renditions:
        PhotoRendition.objects.filter(pk__in=renditions).delete()
    return len(renditions)


def _ground_of(photo: Photo) -> str:
    with photo.open_file() as file, Image.open(file) as picture:
        return nearest_ground(picture)
