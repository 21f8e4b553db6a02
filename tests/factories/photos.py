"""Photos as people send them: rough, upright, sideways, very wide; and photos with their sizes made."""

import io
import random
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image, ImageChops
from wagtail.models import Collection

from common.models import Photo
from common.photos import prepare_photo


def rough_picture(width: int, height: int, *, seed: int = 1) -> Image.Image:
    """Detail of every scale and sensor noise: as hard to compress as a photo by kitchen light."""
    dice = random.Random(seed)
    size = (width, height)
    bands = []
    for _band in range(3):
        band = Image.new("L", size, 128)
        scale = 256
        while scale >= 2:
            rough = (max(2, width // scale + 2), max(2, height // scale + 2))
            layer = Image.frombytes("L", rough, dice.randbytes(rough[0] * rough[1]))
            band = Image.blend(band, layer.resize(size, Image.Resampling.BICUBIC), 0.28 if scale > 8 else 0.1)
            scale //= 2
        bands.append(band)
    colour = Image.merge("YCbCr", bands).convert("RGB")
    grain = Image.merge("RGB", [Image.effect_noise(size, 18)] * 3)
    return ImageChops.add(colour, grain, 1, -128)


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
