"""Who may not edit a record reads it."""

import pytest
from django.urls import reverse

from producers.models import LegalForm
from tests.cast import signed_in
from tests.factories.producers import ContactChannelFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(workshop):
    ContactChannelFactory(producer=workshop, public=True, value="0987 654 321")
    ContactChannelFactory(producer=workshop, value="0911 222 333")
    workshop.legal_form, workshop.export_markets = LegalForm.COOPERATIVE, ["JP"]
    workshop.save()
    product = ProductFactory(
        producer=workshop,
        name_vi="Miến dong",
        category=CategoryFactory(name_vi="Bún, miến"),
        annual_revenue="2 tỷ đồng",
        available_months=[1, 12],
    )
    AwardFactory(product=product)
    return product


def page(browser, model, name, *keys):
    return browser.get(reverse(f"wagtailsnippets_{model}:{name}", args=keys))


def test_a_fair_officer_reads_products_and_changes_none(product, fair_officer):
    browser = signed_in(fair_officer)
    reading = reverse("wagtailsnippets_products_product:inspect", args=[product.pk])
    assert reading in page(browser, "products_product", "list").content.decode()
    words = browser.get(reading).content.decode()
    assert "Bún, miến" in words and "Tháng 12" in words and str(product.producer) in words
    assert str(product.standings.get()) in words and product.get_absolute_url() in words
    assert "2 tỷ đồng" not in words and ">None<" not in words
    editing = reverse("wagtailsnippets_products_product:edit", args=[product.pk])
    assert editing not in words and browser.get(editing).status_code == 302


def test_a_fair_officer_reads_producers_and_what_they_published(product, workshop, fair_officer):
    browser = signed_in(fair_officer)
    reading = reverse("wagtailsnippets_producers_producer:inspect", args=[workshop.pk])
    assert reading in page(browser, "producers_producer", "list").content.decode()
    words = browser.get(reading).content.decode()
    assert "0987 654 321" in words and "0911 222 333" not in words
    assert "Nhật Bản" in words and "Miến dong" in words
    assert reverse("office:trust", args=[workshop.pk]) not in words


@pytest.mark.parametrize("person", ["producer", "rival_producer"])
def test_strangers_read_nothing_here(person, product, workshop, request):
    browser = signed_in(request.getfixturevalue(person))
    assert page(browser, "products_product", "inspect", product.pk).status_code == 302
    assert page(browser, "producers_producer", "inspect", workshop.pk).status_code == 302


def test_a_moderator_looks_categories_up_and_changes_none(product, moderator):
    browser = signed_in(moderator)
    words = page(browser, "products_category", "list").content.decode()
    assert "Bún, miến" in words
    assert page(browser, "products_category", "add").status_code == 302
    assert page(browser, "products_category", "edit", product.category_id).status_code == 302
