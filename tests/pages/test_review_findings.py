"""What a review of the public pages found, kept from coming back."""

import pytest
from django.test import Client
from django.urls import reverse

from common import text
from tests.factories.producers import ProducerFactory
from tests.markup import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "asked", ["tinh=%00", "q=%00", "q=a%00b&tinh=lai-chau%00", "tinh=khong-co-tinh-nay", "trang=%00"]
)
def test_an_odd_address_of_the_producers_list_is_answered(asked):
    """PostgreSQL refuses the character zero in any text, so it never gets there."""
    producer = ProducerFactory()
    response = Client().get(f"{reverse('pages:producers')}?{asked}")
    assert response.status_code == 200
    if "tinh" in asked:
        assert producer.name_vi not in Page(response.content.decode()).words


@pytest.mark.parametrize(
    "address", ["search:browse", "search:results", "search:suggest", "products:verify_form", "places:suggest"]
)
def test_the_character_zero_in_what_was_typed_is_no_error(address):
    response = Client().get(f"{reverse(address)}?q=mi%00en&tinh=%00&qd=%00&ma=%00")
    assert response.status_code in {200, 404}
    assert b"\x00" not in response.content


def test_the_character_zero_is_in_no_normalised_text():
    assert text.normalise("mi\x00ến") == "miến"
