"""Nobody's home is published with a photo: whatever a camera or a program wrote into the file is gone."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.images import clean_picture
from common.models import Photo
from common.photos import prepare_photo
from tests.factories.photos import PhotoFactory, rough_picture

GPS_TAG, MAKER_NOTE, OWNER = 0x8825, 0x927C, 0xA430
PLACE = b"21.5850N 105.8060E"
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    b'exif:GPSLatitude="' + PLACE + b'"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)
# Application segment 13: a Photoshop resource 0x0404 (IPTC) with one dataset, 2:90 "city".
_DATASET = b"\x1c\x02\x5a" + len(PLACE).to_bytes(2, "big") + PLACE
_RESOURCE = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(_DATASET).to_bytes(4, "big") + _DATASET
IPTC = b"\xff\xed" + (len(_RESOURCE) + 2).to_bytes(2, "big") + _RESOURCE
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")


def located_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[OWNER] = PLACE.decode()
    exif.get_ifd(GPS_TAG)[1] = "N"
    exif.get_ifd(GPS_TAG)[2] = (21.0, 35.0, 6.0)
    exif.get_ifd(0x8769)[MAKER_NOTE] = PLACE
    return exif


def located(form: str) -> bytes:
    """A picture that tells its place in every way its format knows."""
    written = io.BytesIO()
    options = {"exif": located_exif(), "xmp": XMP}
    if form == "PNG":
        options |= {"pnginfo": _png_words()}
    if form == "JPEG":
        options |= {"comment": PLACE}
    rough_picture(320, 240).save(written, form, **options)
    content = written.getvalue()
    return content[:2] + IPTC + content[2:] if form == "JPEG" else content


def _png_words():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Location", PLACE.decode())
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return words


def says_nothing(content: bytes) -> bool:
    with Image.open(io.BytesIO(content)) as kept:
        kept.load()
        told = {"exif", "xmp", "photoshop", "comment", "Location", "XML:com.adobe.xmp", "icc_profile"} & set(kept.info)
        return not told and not kept.getexif() and not kept.getxmp() and PLACE not in content


@pytest.mark.parametrize("form", FORMATS)
def test_the_place_is_in_the_file_that_is_sent_and_in_none_that_is_kept(form):
    sent = located(form)
    with Image.open(io.BytesIO(sent)) as opened:
        assert opened.getexif().get_ifd(GPS_TAG)
    assert PLACE in sent

    assert says_nothing(clean_picture(io.BytesIO(sent), name=f"a.{form.lower()}").read())


def test_a_transparent_picture_keeps_nothing_either():
    written = io.BytesIO()
    clear = rough_picture(320, 240).convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    clear.save(written, "PNG", exif=located_exif(), pnginfo=_png_words())

    assert says_nothing(clean_picture(io.BytesIO(written.getvalue()), name="logo.png").read())


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_neither_the_original_nor_any_size_on_the_server_tells_the_place(form, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile(f"IMG.{form.lower()}", located(form))
    photo = Photo.objects.create(title="Giàn phơi", file=upload, collection=PhotoFactory.build().collection)
    prepare_photo(photo_id=photo.pk)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert all(says_nothing(path.read_bytes()) for path in files)
