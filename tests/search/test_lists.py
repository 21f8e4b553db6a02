"""The pages: what is counted, what each link gives, what is shown and what never is."""

import pytest
from django.urls import reverse

from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


def test_the_browse_page_lists_awarded_products_only(client, indexed):
    awarded = ProductFactory(awarded=True, name_vi="Miến dong Bình Lư")
    ProductFactory(name_vi="Bánh chưa ai công nhận")
    indexed()
    page = client.get(reverse("search:browse")).content.decode()
    assert "Miến dong Bình Lư" in page
    assert "Bánh chưa ai công nhận" not in page
    assert awarded.get_absolute_url() in page
