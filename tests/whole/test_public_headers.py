"""Headers of every public page: one strict policy, word for word, and nothing that names or follows a reader."""

import pytest
from django.test import Client
from django.urls import reverse

from pages.services import ensure_articles
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "worker-src": "'self'",
}
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
UNUSED = {"accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb"}


def addresses() -> list[str]:
    """Pages, files and refusals that strangers are answered with."""
    ensure_articles()
    award = AwardFactory(product=ProductFactory(producer=ProducerFactory(craft_village=CraftVillageFactory())))
    product, fair = award.product, FairEditionFactory()
    records = [product, product.producer, product.producer.craft_village, award, award.decision, award.round, fair]
    names = ("home", "search:browse", "search:results", "pages:producers", "pages:awards", "fairs:calendar")
    lists = (
        *names,
        "products:decisions",
        "products:verify_form",
        "shortlist:list",
        "pages:feed_results",
        "pages:feed_search",
        "search:suggest",
    )
    return [
        *(record.get_absolute_url() for record in records),
        *(reverse(name) for name in lists),
        reverse("inquiries:ask_product", args=[product.slug]),
        reverse("fairs:edition_file", args=[fair.slug]),
        reverse("pages:product", args=["khong-co"]),
        ProductFactory(archived=True).get_absolute_url(),
        "/robots.txt",
        "/sitemap.xml",
        "/manifest.webmanifest",
    ]


def test_every_answer_to_a_stranger_carries_the_strict_headers():
    for address in addresses():
        response = Client().get(address)
        assert response.status_code in {200, 404, 410}, address
        policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
        assert policy == POLICY, address
        assert {name: response.get(name) for name in HEADERS} == HEADERS, address
        assert set(response["Permissions-Policy"].split(", ")) == {f"{feature}=()" for feature in UNUSED}, address
