"""What a review of moderation found, kept from coming back."""

import pytest

from common.errors import NotAllowed
from common.moderation import approve, open_change, publish_own, submit_changes
from office.catalogue.services import change_text, publish_latest, unpublish
from products.models import Product
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def product(workshop):
    return ProductFactory(producer=workshop, name_vi="Miến dong", summary_vi="")


def locked_by(product, user):
    Product.objects.filter(pk=product.pk).update(locked=True, locked_by=user)
    return Product.objects.get(pk=product.pk)


def draft_of(product, **values):
    draft = Product.objects.get(pk=product.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft


def seen(product):
    revision = Product.objects.get(pk=product.pk).latest_revision
    return {"revision_id": revision.pk, "seen_at": revision.created_at}


def test_nobody_submits_or_approves_what_another_holds_locked(product, producer, moderator, director):
    submit_changes(draft_of(product, name_vi="Miến dong một"), by=producer)
    locked_by(product, director)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        submit_changes(draft_of(product, name_vi="Miến dong hai"), by=producer)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        approve(**seen(product), by=moderator)
    assert open_change(product) is not None
    assert approve(**seen(product), by=director).name_vi == "Miến dong một"


def test_staff_publish_nothing_that_another_holds_locked(product, moderator, director):
    draft_of(product, name_vi="Miến dong mới").save_revision(user=moderator)
    record = locked_by(product, director)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        publish_own(**seen(product), by=moderator)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        publish_latest(record=record, by=moderator)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        unpublish(record=record, by=moderator)
    with pytest.raises(NotAllowed, match="đang bị khóa"):
        change_text(record=record, change=lambda draft: None, by=moderator)
    kept = Product.objects.get(pk=product.pk)
    assert kept.live and kept.name_vi == "Miến dong"
    publish_own(**seen(product), by=director)
