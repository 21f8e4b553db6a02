"""The office on a telephone: a wide list scrolls in its own frame, the page never sideways."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from search.query_log.models import QueryDay
from tests.cast import signed_in
from tests.factories.fairs import ExhibitorFactory
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

SCREENS = (
    "wagtailadmin_home",
    "wagtailsnippets_products_product:list",
    "wagtailsnippets_producers_producer:list",
    "wagtailsnippets_fairs_fairedition:list",
    "awards:index",
    "decisions:index",
    "office:desk",
    "queries_report",
    "search_status",
    "wagtailsnippets_search_synonym:list",
    "wagtailsnippets_search_synonym:add",
)


def test_no_page_moves_sideways_on_a_telephone(admin_user, workshop, live_server, browser_page):
    product = ProductFactory(producer=workshop, name_vi="Miến dong Bình Lư tráng tay phơi sương loại đặc biệt")
    AwardFactory(product=product)
    ExhibitorFactory(producer=workshop)
    QueryDay.objects.create(day=timezone.localdate(), text="x" * 90, level="nothing", language="vi", count=1250)
    cookie = signed_in(admin_user).cookies[settings.SESSION_COOKIE_NAME]
    browser_page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": live_server.url}]
    )
    browser_page.set_viewport_size({"width": 360, "height": 740})
    addresses = [reverse(name) for name in SCREENS]
    addresses += [
        reverse("office:rename", args=["product", product.pk]),
        reverse("office:assign_producer", args=[product.pk]),
        reverse("office:trust", args=[workshop.pk]),
        reverse("wagtailsnippets_products_product:inspect", args=[product.pk]),
        reverse("wagtailsnippets_products_product:edit", args=[product.pk]),
        reverse("query_reading") + "?q=mua+mieens+binh+lu+cap+quoc+gia",
    ]
    wide = {}
    for address in addresses:
        assert browser_page.goto(live_server.url + address).status == 200
        width = browser_page.evaluate("document.scrollingElement.scrollWidth")
        if width > 360:
            wide[address] = width
    assert not wide
