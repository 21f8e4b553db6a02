"""Photos as people send them: rough, upright, sideways, very wide; and photos with their sizes made."""

import io
import random
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image, ImageChops, ImageFilter
from wagtail.models import Collection

from common.models import Photo
from common.photos import prepare_photo


def rough_picture(width: int, height: int, *, seed: int = 1) -> Image.Image:
    """Detail of every scale, less of it in colour, and a sensor's noise: as hard to compress as any kitchen photo."""
    dice = random.Random(seed)
    size = (width, height)
    light, *colours = (_detail(size, dice) for _band in range(3))
    grey = Image.new("L", size, 128)
    muted = (Image.blend(grey, band.filter(ImageFilter.GaussianBlur(6)), 0.5) for band in colours)
    picture = Image.merge("YCbCr", (light, *muted)).convert("RGB")
    grain = Image.merge("RGB", [Image.effect_noise(size, 18) for _band in range(3)])
    return ImageChops.add(picture, grain, 1, -128)


def _detail(size: tuple[int, int], dice: random.Random) -> Image.Image:
    band = Image.new("L", size, 128)
    scale = 512
    while scale >= 2:
        rough = (max(2, size[0] // scale + 2), max(2, size[1] // scale + 2))
        layer = Image.frombytes("L", rough, dice.randbytes(rough[0] * rough[1]))
        band = Image.blend(band, layer.resize(size, Image.Resampling.BICUBIC), 0.28 if scale > 8 else 0.1)
        scale //= 2
    return band


def rough_jpeg(width: int, height: int, *, seed: int = 1, **options: Any) -> bytes:
    written = io.BytesIO()
    rough_picture(width, height, seed=seed).save(written, "JPEG", quality=85, **options)
    return written.getvalue()


class PhotoFactory(DjangoModelFactory):
    """Stored, its sizes not made: what the site has until the worker comes to it, unless `prepared`.

    `size` is (width, height).
    """

    class Meta:
        model = Photo
        skip_postgeneration_save = True

    class Params:
        size = (640, 480)

    title = factory.Sequence(lambda number: f"IMG_{number:04}")
    # The flush after a transactional test takes the root collection away, which a migration had made.
    collection = factory.LazyFunction(lambda: Collection.get_first_root_node() or Collection.add_root(name="Root"))
    file = factory.LazyAttributeSequence(
        lambda photo, number: ContentFile(rough_jpeg(*photo.size, seed=number), name=f"IMG_{number:04}.jpg")
    )

    @factory.post_generation
    def prepared(self, create: bool, wanted: bool, **_kwargs: Any) -> None:
        if create and wanted:
            prepare_photo(photo_id=self.pk)
            self.refresh_from_db()
