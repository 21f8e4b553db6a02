"""Uploaded pictures: verified by decoding, re-encoded, upright, in sRGB, without location or any other metadata."""

import io
import logging
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from common.errors import Refusal

register_heif_opener()
logger = logging.getLogger(__name__)

LARGEST_FILE_BYTES = 20 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
"""A 50-megapixel picture takes 150 MB of memory to decode; no phone of today takes a larger one."""
LONGEST_SIDE = 3200
"""Pixels kept of the longer side: four times the widest place on a page at double density is not needed."""
READABLE_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF")
JPEG_QUALITY = 88


class CleanPicture(ContentFile):
    """A picture that went through `clean_picture`; a photo's file is never anything else."""


def clean_picture(upload: IO[bytes], *, name: str) -> CleanPicture:
    """The picture in `upload`, decoded and written anew: JPEG, or PNG where parts are transparent.

    Raises Refusal with a sentence for the person who uploaded: too large, not a picture, broken, too many pixels.
    """
    upload.seek(0)
    content = upload.read(LARGEST_FILE_BYTES + 1)
    if len(content) > LARGEST_FILE_BYTES:
        raise Refusal(_("Ảnh lớn hơn 20 MB. Chụp lại ở cỡ nhỏ hơn, hoặc gửi qua Zalo rồi lưu về để ảnh nhẹ đi."))
    picture = _decoded(content)
    transparent = "A" in picture.getbands() and picture.getchannel("A").getextrema()[0] < 255  # type: ignore[operator]
    written = io.BytesIO()
    if transparent:
        picture.save(written, "PNG", optimize=True, icc_profile=None)
    else:
        picture.convert("RGB").save(written, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0][:80] or "anh"
    return CleanPicture(written.getvalue(), name=f"{stem}.{'png' if transparent else 'jpg'}")


def _decoded(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=READABLE_FORMATS) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise Refusal(_("Ảnh có quá nhiều điểm ảnh (hơn 50 triệu). Chụp lại ở cỡ nhỏ hơn."))
            opened.load()
            upright = ImageOps.exif_transpose(opened) or opened
            kept = _in_srgb(_shrunk(upright))
            # Pillow writes what it finds here into the new file: a JPEG's comment may name a place, too.
            kept.info = {}
            return kept
    except Image.DecompressionBombError as error:
        raise Refusal(_("Ảnh có quá nhiều điểm ảnh (hơn 50 triệu). Chụp lại ở cỡ nhỏ hơn.")) from error
    except UnidentifiedImageError as error:
        raise Refusal(_("Tệp này không phải là ảnh. Chọn ảnh JPG, PNG, WebP, AVIF hoặc HEIC.")) from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Refusal(_("Ảnh bị hỏng hoặc chưa tải lên hết. Mở thử ảnh trên máy rồi tải lại.")) from error


def _shrunk(picture: Image.Image) -> Image.Image:
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    """RGB or RGBA; a print profile (CMYK) is converted by its own profile where it is readable."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError) as error:
            logger.info("A picture's colour profile is unreadable and was left out: %s", error)
        else:
            return converted or picture.convert("RGB")
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")
