"""Uploaded pictures: what people really send, and what somebody hostile would send."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from common.errors import Refusal
from common.images import LONGEST_SIDE, clean_picture
from common.models import Photo

GPS_TAG, ORIENTATION_TAG = 0x8825, 0x0112


def picture(mode="RGB", size=(640, 480), form="JPEG", **options) -> io.BytesIO:
    written = io.BytesIO()
    Image.new(mode, size, options.pop("colour", None) or 0).save(written, form, **options)
    written.seek(0)
    return written


def opened(cleaned) -> Image.Image:
    cleaned.seek(0)
    return Image.open(cleaned)


def with_location() -> io.BytesIO:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = 6
    exif.get_ifd(GPS_TAG)[1] = "N"
    exif.get_ifd(GPS_TAG)[2] = (21.0, 35.0, 40.0)
    return picture(exif=exif)


def test_a_phone_photo_loses_its_location_and_stands_upright():
    sent = with_location()
    assert Image.open(sent).getexif().get_ifd(GPS_TAG)

    kept = opened(clean_picture(sent, name="IMG_0001.jpg"))

    assert not kept.getexif()
    assert kept.size == (480, 640)


def test_a_heic_photo_is_kept_as_jpeg():
    cleaned = clean_picture(picture(form="HEIF"), name="IMG_0002.HEIC")
    assert cleaned.name == "IMG_0002.jpg"
    assert opened(cleaned).format == "JPEG"


def test_a_print_file_in_cmyk_becomes_srgb():
    kept = opened(clean_picture(picture(mode="CMYK"), name="in.jpg"))
    assert kept.mode == "RGB"


def test_an_unreadable_colour_profile_does_not_stop_the_photo():
    kept = opened(clean_picture(picture(icc_profile=b"not a profile"), name="anh.jpg"))
    assert kept.mode == "RGB"


def test_a_colour_profile_is_applied_and_removed():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in opened(clean_picture(picture(icc_profile=profile), name="anh.jpg")).info


def test_a_transparent_logo_stays_transparent():
    cleaned = clean_picture(picture(mode="RGBA", form="PNG"), name="logo.png")
    assert cleaned.name == "logo.png"
    assert opened(cleaned).mode == "RGBA"


def test_a_huge_photo_is_made_smaller():
    kept = opened(clean_picture(picture(size=(5000, 2000)), name="to.jpg"))
    assert kept.width == LONGEST_SIDE


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không phải là ảnh"),
        (b"%PDF-1.7 hello", "không phải là ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "không phải là ảnh"),
        (picture(form="PNG", size=(9000, 9000)).getvalue(), "quá nhiều điểm ảnh"),
        (picture(size=(800, 800)).getvalue()[:600], "bị hỏng"),
        (picture(form="PNG", mode="L", size=(14000, 14000)).getvalue(), "quá nhiều điểm ảnh"),
    ],
    ids=["empty", "pdf", "svg", "bomb", "truncated", "larger bomb"],
)
def test_what_is_not_a_usable_picture_is_refused_with_a_sentence(content, words):
    with pytest.raises(Refusal) as refused:
        clean_picture(io.BytesIO(content), name="x.jpg")
    assert words in str(refused.value)


@pytest.mark.django_db
def test_a_photo_stored_by_code_is_cleaned_too(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("IMG_0003.jpg", with_location().getvalue(), "image/jpeg")

    photo = Photo.objects.create(title="Giàn phơi", file=upload)

    with Image.open(photo.file.path) as stored:
        assert not stored.getexif()
        assert stored.size == (photo.width, photo.height) == (480, 640)
