"""Products drawn beforehand for lists: shown while they are true, and not a moment longer."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from common.page_cache import forget_pages
from common.photos import prepare_photo
from places.models import Province
from products.models import Product, ProductPhoto
from products.plates import triggers
from products.plates.filling import fill
from products.plates.models import ChangedPlate, StoredPlate
from products.plates.reading import stored_plates
from products.presenting.cards import product_card, with_card_parts
from search import lifecycle, outbox
from tests.factories.photos import PhotoFactory
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory

LIST = "/vi/san-pham/"


@pytest.fixture
def tea(db) -> Product:
    product = ProductFactory(
        name_vi="Chè Ví Dụ", producer=ProducerFactory(name_vi="Hợp tác xã Ví Dụ"), category=CategoryFactory()
    )
    AwardFactory(product=product)
    fill()
    return product


def plate(product: Product, **how) -> str | None:
    found = stored_plates([product.pk], **how)
    return str(found[product.pk]["markup"]) if found else None


def test_it_says_what_the_card_says_in_each_language(tea):
    assert "Chè Ví Dụ" in plate(tea) and "Hợp tác xã Ví Dụ" in plate(tea)
    with translation.override("en"):
        assert plate(tea) and "Chọn" not in plate(tea)
    assert fill() == 0


@pytest.mark.parametrize("words", [(), ("chè",), ("che", "du"), ("hop", "tac"), ("<b>",), ("không",)])
def test_looked_for_words_are_marked_as_on_a_card_that_is_drawn_now(tea, words):
    Product.objects.filter(pk=tea.pk).update(name_vi="Chè <b> & “Ví Dụ”\ue000")
    fill()
    card = product_card(with_card_parts(Product.objects.published()).get())
    now = get_template("products/_card.html").render({"card": card, "marked": words}).strip()
    numbered = re.compile(r"-n\d+")  # drawings on one page are told apart by a number
    assert numbered.sub("", plate(tea, words=words)) == numbered.sub("", now.replace("\ue000", ""))


def change_of(what: str, tea: Product) -> None:
    """What changes a card, each without a word to anybody."""
    standing = tea.standings.get()
    if what == "name":
        Product.objects.filter(pk=tea.pk).update(name_vi="Chè tên khác")
    elif what == "maker":
        type(tea.producer).objects.filter(pk=tea.producer_id).update(name_vi="Tên cơ sở khác")
    elif what == "category":
        type(tea.category).objects.filter(pk=tea.category_id).update(motif="gom")
    elif what == "award":
        type(standing).objects.filter(pk=standing.pk).update(revoked_date=timezone.localdate())
    elif what == "place":
        Province.objects.create(code="99", name_vi="Ví Dụ", slug="vi-du")
    else:
        ProductPhoto.objects.create(product=tea, photo=PhotoFactory())


@pytest.mark.parametrize("what", ["name", "maker", "category", "award", "place", "photo"])
def test_after_any_change_it_is_not_shown_until_it_is_drawn_again(tea, what):
    change_of(what, tea)
    assert plate(tea) is None
    fill()
    assert plate(tea) is not None and not ChangedPlate.objects.exists()


def test_a_size_made_later_comes_into_it(tea):
    photo = PhotoFactory()
    ProductPhoto.objects.create(product=tea, photo=photo)
    fill()
    assert "<img" not in plate(tea)
    prepare_photo(photo_id=photo.pk)
    assert plate(tea) is None
    fill()
    assert "<img" in plate(tea)


def test_the_day_after_an_award_lapsed_it_is_drawn_again(tea, monkeypatch):
    last = tea.standings.get().valid_until
    after = datetime.combine(last + timedelta(days=1), datetime.min.time(), timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: after)
    assert plate(tea) is None
    fill()
    assert "hết hiệu lực" in plate(tea)


@pytest.mark.postgres
def test_a_table_emptied_as_a_whole_is_noted_as_well(tea):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE products_productphoto")
    assert plate(tea) is None


def test_what_is_withdrawn_is_not_shown_though_it_is_drawn(tea):
    with connection.cursor() as cursor:
        triggers.remove(connection)
        cursor.execute("UPDATE products_product SET live = %s WHERE id = %s", [False, tea.pk])
        triggers.install(connection)
    assert plate(tea) is None


def test_with_two_awards_a_narrowed_list_draws_its_own(tea):
    assert plate(tea, narrowed=True)
    AwardFactory(product=tea)
    fill()
    assert plate(tea) and plate(tea, narrowed=True) is None


def test_another_release_does_not_use_it(tea, monkeypatch):
    monkeypatch.setattr("products.plates.reading.version", lambda: "another")
    assert plate(tea) is None


def test_every_table_that_a_card_is_drawn_from_is_watched(tea):
    prepare_photo(photo_id=ProductPhoto.objects.create(product=tea, photo=PhotoFactory()).photo_id)
    with CaptureQueriesContext(connection) as queries:
        for product in with_card_parts(Product.objects.filter(pk=tea.pk)):
            product_card(product)
    read = {
        table for table in connection.introspection.table_names() for query in queries if f'"{table}"' in query["sql"]
    }
    assert read and read <= set(triggers.TABLES)
    assert triggers.missing(connection) == []


def test_a_list_with_drawn_plates_is_the_list_drawn_anew(tea, client, django_assert_max_num_queries):
    for number in range(5):
        AwardFactory(product=ProductFactory(name_vi=f"Miến Ví Dụ {number}"))
    StoredPlate.objects.all().delete()
    lifecycle.ensure_index()
    outbox.drain()
    drawn_anew = client.get(LIST).content
    fill()
    forget_pages()
    Client().get(LIST)
    forget_pages()
    with django_assert_max_num_queries(4):
        from_plates = client.get(LIST).content
    assert _whatever_the_drawings_are_called(from_plates) == _whatever_the_drawings_are_called(drawn_anew)


def _whatever_the_drawings_are_called(page: bytes) -> bytes:
    """Without blanks, and without the number that tells a drawing of a stored plate from one of the page's own."""
    return re.sub(rb"(pat-[a-z-]+-\d+)-n\d+", rb"\1", b"".join(page.split()))
