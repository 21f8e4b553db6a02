"""Producers may write English themselves; whoever does not is not asked to."""

import pytest
from django.urls import reverse

from products.models import Product
from tests.cast import signed_in
from tests.factories.products import ProductFactory
from workspace.forms import ProducerForm, ProductForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", [ProductForm, ProducerForm])
def test_every_english_field_is_one_of_the_form_and_none_is_asked_for(form):
    assert form.english and set(form.english) <= set(form._meta.fields)
    assert not any(form.base_fields[name].required for name in form.english)


def test_the_english_part_is_folded_and_what_is_written_there_is_sent_for_review(producer, workshop):
    product = ProductFactory(producer=workshop)
    browser = signed_in(producer)
    address = reverse("workspace:product", args=[product.slug])
    words = browser.get(address).content.decode()
    assert "Bản tiếng Anh, không bắt buộc" in words and "<details" in words
    form = browser.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    browser.post(address, {**typed, "available_months": [], "name_en": "Canna noodles"})
    assert Product.objects.get(pk=product.pk).get_latest_revision_as_object().name_en == "Canna noodles"
