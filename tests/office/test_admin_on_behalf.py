"""Staff write down what a producer told them: another person reads it, and reads who wrote it."""

import pytest
from django.urls import reverse

from common.moderation import open_change
from products.models import Product
from tests.cast import signed_in
from tests.factories.fairs import FairEditionFactory
from tests.factories.products import ProductFactory
from tests.office.test_review_editors import typed

pytestmark = pytest.mark.django_db

LABEL = "Gửi duyệt, ghi theo lời cơ sở"


def address(product):
    return reverse("wagtailsnippets_products_product:edit", args=[product.pk])


@pytest.mark.parametrize(("value", "on_behalf"), [("on-behalf", True), ("1", False)])
def test_the_reviewer_reads_who_wrote_it_down(value, on_behalf, workshop, editor, moderator):
    product, browser = ProductFactory(producer=workshop), signed_in(editor)
    assert LABEL in browser.get(address(product)).content.decode()
    form = typed(browser, product, name_vi="Miến tráng tay", **{"action-submit": value})
    assert browser.post(address(product), form).status_code == 302
    waiting = open_change(product)
    assert (waiting.on_behalf, waiting.submitted_by) == (on_behalf, editor)
    assert Product.objects.get(pk=product.pk).name_vi != "Miến tráng tay"
    words = signed_in(moderator).get(reverse("review:detail", args=[waiting.pk])).content.decode()
    assert ("cán bộ ghi hộ" in words) == on_behalf
    assert LABEL not in browser.get(address(product)).content.decode()


def test_where_nobody_can_have_said_it_nobody_is_quoted(editor, fair_officer):
    assert LABEL not in signed_in(editor).get(address(ProductFactory(nobody_named=True))).content.decode()
    fair = reverse("wagtailsnippets_fairs_fairedition:edit", args=[FairEditionFactory().pk])
    assert LABEL not in signed_in(fair_officer).get(fair).content.decode()
