"""What Wagtail does to a row when a revision is published, and what we keep from happening."""

import contextlib
import datetime

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from common.errors import Refusal
from common.moderation import (
    WAGTAIL_ROW_FIELDS,
    ModeratedRecord,
    approve,
    open_change,
    submit_changes,
)
from fairs.models import FairEdition
from producers.models import ContactChannel, Producer, Verification
from products.models import Product
from tests.factories.producers import ContactChannelFactory, CraftVillageFactory, ProducerFactory
from tests.factories.products import CategoryFactory, ProductFactory

KINDS = [model for model in apps.get_models() if issubclass(model, ModeratedRecord)]
pytestmark = pytest.mark.django_db


def submit(record, by, **values):
    """The record's draft with these values, submitted for review."""
    draft = type(record).objects.get(pk=record.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return submit_changes(draft, by=by)


def approve_latest(record, by):
    revision = type(record).objects.get(pk=record.pk).latest_revision
    return approve(revision_id=revision.pk, seen_at=revision.created_at, by=by)


def test_the_kinds_are_the_catalogues():
    assert set(KINDS) == {Producer, Product, FairEdition}


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_declared_row_or_editorial(kind):
    fields = {
        field.name
        for field in (*kind._meta.fields, *kind._meta.many_to_many)
        if not field.name.startswith("_") and not field.primary_key
    } - WAGTAIL_ROW_FIELDS
    assert fields == kind.row_fields | kind.editorial_fields
    assert kind.row_fields & kind.editorial_fields == set()
    assert kind.harmless_fields <= kind.editorial_fields


@pytest.mark.parametrize("kind", KINDS)
def test_no_draft_loses_a_many_to_many_or_falls_with_its_target(kind):
    for field in kind._meta.many_to_many:
        assert isinstance(field, ParentalManyToManyField | ClusterTaggableManager), field
    for field in kind._meta.fields:
        if field.name in kind.editorial_fields and field.is_relation:
            assert field.remote_field.on_delete is models.SET_NULL, field
    for relation in get_all_child_relations(kind):
        for field in relation.related_model._meta.fields:
            if field.is_relation and not isinstance(field, ParentalKey):
                assert field.remote_field.on_delete in {models.SET_NULL, models.CASCADE}, field


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_outside_points_at_a_child_row(kind):
    children = {relation.related_model for relation in get_all_child_relations(kind)}
    for model in apps.get_models():
        targets = {field.related_model for field in model._meta.fields if field.is_relation}
        assert not targets & children, model


def test_a_consent_withdrawn_while_a_draft_waits_stays_withdrawn(workshop, producer, moderator):
    channel = ContactChannelFactory(producer=workshop, public=True)
    submit(workshop, producer, summary_vi="Miến dong phơi nắng.")
    ContactChannel.objects.filter(pk=channel.pk).update(consent_withdrawn_at=timezone.now())
    approve_latest(workshop, moderator)
    channel.refresh_from_db()
    assert channel.consent_withdrawn_at is not None and not channel.is_public
    assert Producer.objects.get(pk=workshop.pk).summary_vi == "Miến dong phơi nắng."


def test_what_changed_on_the_row_since_the_draft_stays(workshop, producer, moderator, director):
    product = ProductFactory(producer=workshop)
    other = ProducerFactory(name_vi="Cơ sở khác", slug="co-so-khac")
    submit(product, producer, name_vi="Miến dong tráng tay")
    now = timezone.now()
    Product.objects.filter(pk=product.pk).update(slug="dia-chi-moi", producer=other, confirmed_at=now)
    Verification.objects.create(producer=workshop, verified_at=now, verified_by=director, note="Xem giấy tờ.")
    approve_latest(product, moderator)
    product.refresh_from_db()
    assert (product.slug, product.producer, product.confirmed_at) == ("dia-chi-moi", other, now)
    assert product.name_vi == "Miến dong tráng tay" and product.live
    assert Verification.objects.filter(producer=workshop).exists()

    submit(product, producer, name_vi="Miến dong sợi nhỏ")
    Product.objects.filter(pk=product.pk).update(archived_at=now)
    approve_latest(product, moderator)
    product.refresh_from_db()
    assert product.archived_at == now and not product.is_public


def test_a_record_merged_since_the_draft_stays_merged(workshop, producer, moderator):
    product, kept = ProductFactory(producer=workshop), ProductFactory(producer=workshop)
    submit(product, producer, name_vi="Miến dong sợi nhỏ")
    Product.objects.filter(pk=product.pk).update(merged_into=kept)
    draft = Product.objects.get(pk=product.pk).latest_revision.as_object()
    assert draft.merged_into == kept
    with contextlib.suppress(Refusal):  # publishing it may be refused; coming back to life may not happen
        approve_latest(product, moderator)
    product.refresh_from_db()
    assert product.merged_into == kept


def test_a_slug_taken_meanwhile_stops_no_publishing(workshop, producer, moderator):
    product = ProductFactory(producer=workshop, slug="mien-dong")
    submit(product, producer, name_vi="Miến dong tráng tay")
    Product.objects.filter(pk=product.pk).update(slug="mien-dong-cu")
    ProductFactory(slug="mien-dong")
    approve_latest(product, moderator)
    product.refresh_from_db()
    assert product.slug == "mien-dong-cu" and product.name_vi == "Miến dong tráng tay"


def test_an_owner_gone_since_the_draft_does_not_break_it(workshop, producer, moderator):
    gone = ProducerFactory(slug="se-mat")
    product = ProductFactory(producer=gone)
    submit(product, moderator, name_vi="Miến dong tráng tay")
    Product.objects.filter(pk=product.pk).update(producer=workshop)
    gone.delete()
    draft = Product.objects.get(pk=product.pk).latest_revision.as_object()
    assert (draft.producer, draft.name_vi) == (workshop, "Miến dong tráng tay")


def test_a_target_used_only_in_a_draft_may_go(workshop, producer, moderator):
    product = ProductFactory(producer=workshop)
    category, village = CategoryFactory(), CraftVillageFactory()
    submit(product, producer, category=category)
    submit(workshop, producer, craft_village=village)
    category.delete()
    village.delete()
    assert approve_latest(product, moderator).category is None
    assert approve_latest(workshop, moderator).craft_village is None


def test_tags_survive_the_draft(workshop, producer, moderator):
    product = ProductFactory(producer=workshop)
    draft = product.get_latest_revision_as_object()
    draft.tags.add("phơi nắng", "không hàn the")
    submit_changes(draft, by=producer)
    assert list(Product.objects.get(pk=product.pk).tags.names()) == []
    approve_latest(product, moderator)
    assert set(Product.objects.get(pk=product.pk).tags.names()) == {"phơi nắng", "không hàn the"}


def test_autosave_keeps_the_id_and_moves_the_time(workshop, producer):
    """Why the id alone proves nothing, as checked in Wagtail's source."""
    submission = submit(workshop, producer, summary_vi="Lần một.")
    first = Revision.objects.get(pk=submission.revision_id)
    draft = Producer.objects.get(pk=workshop.pk).get_latest_revision_as_object()
    draft.summary_vi = "Lần hai."
    second = draft.save_revision(user=producer, overwrite_revision=first)
    assert second.pk == submission.revision_id
    assert second.created_at > submission.revision.created_at


def test_publishing_a_scheduled_revision_leaves_the_waiting_change(workshop, producer, editor):
    draft = workshop.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + datetime.timedelta(days=1)
    draft.save_revision(user=editor).publish(user=editor)
    submit(workshop, producer, summary_vi="Miến dong phơi nắng.", go_live_at=None)
    assert open_change(workshop) is not None
