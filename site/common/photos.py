"""What is made of a photo after it was stored: its sizes and its ground. Takes seconds; never part of a visit."""

from django.db.models import Q
from PIL import Image, UnidentifiedImageError
from wagtail.images.models import Filter

from .after_commit import announce
from .grounds import nearest_ground
from .models import Photo, SiteIdentity
from .renditions import ALL_SPECS, SEAL_SPECS, specs_for
from .signals import photos_changed


class UnreadablePhotoError(Exception):
    """The photo's file is gone or broken. Says which photo; its pages show the drawing or a plain ground."""


def wanted_specs(photo: Photo) -> tuple[str, ...]:
    """The sizes this photo is shown in: those of every photo, and the footer's for the centre's sign."""
    is_seal = SiteIdentity.objects.filter(seal=photo).exists()
    return specs_for(photo, ALL_SPECS + SEAL_SPECS if is_seal else ALL_SPECS)


def prepare_photo(*, photo_id: int) -> int:
    """Make the sizes that are missing and find the ground; returns how many sizes were made, 0 for a deleted photo.

    Announces `photos_changed` when anything was. Raises UnreadablePhotoError.
    """
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is None:
        return 0
    lost = list(photo.renditions.filter(Q(file="") | Q(width=0) | Q(height=0)))
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
    """The sizes that are not there yet, or only around a focal point of earlier."""
    made = set(photo.renditions.values_list("filter_spec", "focal_point_key"))
    return [spec for spec in wanted_specs(photo) if (spec, Filter(spec).get_cache_key(photo)) not in made]


def _ground_of(photo: Photo) -> str:
    with photo.open_file() as file, Image.open(file) as picture:
        return nearest_ground(picture)
