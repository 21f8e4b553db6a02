"""Photos on public pages: nothing is made or opened while somebody visits, and a lost file breaks no page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from common.models import Photo, PhotoRendition, SiteIdentity
from pages.services import ensure_articles
from producers.models import ProducerPhoto
from products.models import Product, ProductPhoto
from tests.factories.fairs import FairEditionFactory
from tests.factories.photos import PhotoFactory
from tests.factories.products import AwardFactory
from tests.markup import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def product() -> Product:
    """With a photo that is ready and one that was uploaded a moment ago; the same of its maker."""
    product = AwardFactory().product
    for place, photo in enumerate((PhotoFactory(prepared=True), PhotoFactory())):
        ProductPhoto.objects.create(product=product, photo=photo, alt_vi=f"Gói miến {place}", sort_order=place)
        ProducerPhoto.objects.create(
            producer=product.producer, photo=photo, alt_vi=f"Sân phơi {place}", sort_order=place
        )
    return product


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def test_no_visit_writes_or_opens_a_picture(product, monkeypatch):
    ensure_articles()
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.seal = PhotoFactory()
    identity.save()
    fair = FairEditionFactory(map=PhotoFactory(), map_alt_vi="Sơ đồ gian hàng")
    made = PhotoRendition.objects.count()

    def refuse_pictures(act: str) -> Callable[..., Any]:
        allowed = getattr(FileSystemStorage, act)

        def refusing(storage: FileSystemStorage, name: str, *args: Any, **kwargs: Any) -> Any:
            assert not name.startswith(("images/", "original_images/")), f"a visit called {act}({name})"
            return allowed(storage, name, *args, **kwargs)

        return refusing

    for act in ("open", "save", "exists", "size"):
        monkeypatch.setattr(FileSystemStorage, act, refuse_pictures(act))
    for address in (
        reverse("home"),
        reverse("search:browse"),
        product.get_absolute_url(),
        product.producer.get_absolute_url(),
        fair.get_absolute_url(),
    ):
        read(address)
    assert PhotoRendition.objects.count() == made


def test_a_photo_just_uploaded_is_not_sent_whole_to_anybody(product):
    originals = [photo.file.url for photo in Photo.objects.all()]
    for address in (reverse("search:browse"), product.get_absolute_url(), product.producer.get_absolute_url()):
        page = read(address)
        shown = [image["src"] for image in page.all("img")] + page.links
        assert not set(originals) & set(shown)


def test_a_photo_says_its_size_and_stands_on_its_ground(product):
    photo = next(image for image in read(product.get_absolute_url()).all("img") if image["alt"] == "Gói miến 0")
    assert int(photo["width"]) > 0
    assert int(photo["height"]) > 0
    assert photo["fetchpriority"] == "high"
    grounds = [each["class"] for each in read(product.get_absolute_url()).all("picture")]
    assert all("ground-" in each for each in grounds)


def test_in_lists_the_name_speaks_for_the_photo(product):
    assert {image["alt"] for image in read(reverse("search:browse")).all("img")} == {""}


def test_a_photo_without_words_is_called_that_and_not_by_its_file(product):
    ProductPhoto.objects.filter(product=product).update(alt_vi="")
    page = read(product.get_absolute_url())
    assert "Ảnh 1, chưa có mô tả" in {image["alt"] for image in page.all("img")}
    assert "IMG_" not in " ".join(image["alt"] for image in page.all("img"))


def test_vietnamese_words_of_a_photo_say_that_they_are_on_an_english_page(product):
    with translation.override("en"):
        address = product.get_absolute_url()
    photo = next(image for image in read(address).all("img") if image["alt"] == "Gói miến 0")
    assert photo["lang"] == "vi"


def test_files_that_were_lost_break_no_page(product, media):
    for path in media.rglob("*.*"):
        path.unlink()
    for address in (reverse("search:browse"), product.get_absolute_url(), product.producer.get_absolute_url()):
        read(address)


def test_rows_of_sizes_without_files_break_no_page(product):
    PhotoRendition.objects.update(file="")
    for address in (reverse("search:browse"), product.get_absolute_url(), product.producer.get_absolute_url()):
        assert not read(address).all("picture")
