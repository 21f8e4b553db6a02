"""The index follows the database: what is saved is found, what is withdrawn is gone."""

import datetime
from dataclasses import replace

import pytest
from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from common.after_commit import announce
from common.moderation.bulk import create_live
from fairs.signals import fairs_changed
from places.models import Region
from producers.signals import producers_changed
from products.models import AwardStanding, Product
from products.services.amendments import check_award, revoke_award
from products.services.decisions import correct_decision
from products.signals import products_changed
from search import kinds, lifecycle, outbox, services, tasks
from search.document import Reference
from search.engines import get_embedded
from search.models import IndexTarget, OutboxEntry
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, DecisionFactory, DocumentFactory, ProductFactory


def found(query: str, **choices) -> list[Reference]:
    request = services.Request(text=query, choices=choices)
    return [hit.reference for hit in services.search(request).found.hits]


def this_target() -> IndexTarget:
    return IndexTarget.objects.get(name=get_embedded().name)


def save_and_fail(name: str) -> None:
    with transaction.atomic():
        ProductFactory(name_vi=name)
        raise InterruptedError


@pytest.mark.django_db(transaction=True)
def test_a_saved_product_is_found_as_soon_as_it_is_committed():
    lifecycle.ensure_index()
    product = ProductFactory(name_vi="Miến tỏi đen Việt Cường")
    assert found("miến tỏi đen") == [Reference("product", product.pk)]
    assert OutboxEntry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_found():
    lifecycle.ensure_index()

    with pytest.raises(InterruptedError):
        save_and_fail("Miến chưa từng có")
    assert found("miến chưa từng có") == []


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_that_is_rolled_back_takes_nothing_else_with_it():
    lifecycle.ensure_index()

    with transaction.atomic():
        with pytest.raises(InterruptedError):
            save_and_fail("Miến bỏ đi")
        ProductFactory(name_vi="Miến giữ lại")
    assert len(found("miến giữ lại")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "withdraw",
    [
        lambda product: Product.objects.filter(pk=product.pk).first().unpublish(),
        lambda product: setattr(product, "archived_at", timezone.now()) or product.save(),
        lambda product: product.delete(),
    ],
    ids=["unpublished", "archived", "deleted"],
)
def test_a_withdrawn_product_is_gone_at_once(withdraw, indexed, client, django_user_model):
    product = ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    number = product.pk
    withdraw(product)
    stale = services.search(services.Request(text="miến tỏi đen")).found.hits
    assert services.load(hit.reference for hit in stale) == []
    indexed()
    assert Reference("product", number) not in found("miến tỏi đen")


@pytest.mark.django_db
def test_a_bulk_change_is_not_shown_even_before_it_is_indexed(indexed, client):
    product = ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    Product.objects.filter(pk=product.pk).update(live=False)
    assert "Miến tỏi đen" not in client.get("/vi/tim/?q=mien").content.decode()


@pytest.mark.django_db
def test_a_renamed_producer_takes_its_products_along(indexed):
    producer = ProducerFactory(name_vi="HTX Hảo Đạt")
    product = ProductFactory(name_vi="Chè móc câu", producer=producer)
    indexed()
    producer.name_vi = "HTX Việt Cường"
    producer.save()
    indexed()
    assert found("việt cường chè") == [Reference("product", product.pk)]
    assert found("hảo đạt") == []


@pytest.mark.django_db
def test_a_renamed_category_takes_its_products_along(indexed, categories):
    ProductFactory(name_vi="Sản phẩm số một", category=categories.tea)
    indexed()
    categories.tea.name_vi = "Đồ uống pha"
    categories.tea.save()
    indexed()
    assert len(found("đồ uống pha")) == 1


@pytest.mark.django_db
def test_a_tag_is_found(indexed):
    product = ProductFactory(name_vi="Chè móc câu")
    indexed()
    product.tags.add("quà Tết")
    product.save()
    indexed()
    assert found("quà tết") == [Reference("product", product.pk)]


@pytest.mark.django_db
def test_an_award_makes_its_product_an_awarded_one(indexed):
    product = ProductFactory(name_vi="Chè móc câu")
    indexed()
    with TestCase.captureOnCommitCallbacks(execute=True):
        AwardFactory(product=product)
    indexed()
    assert found("", awarded=("yes",), region=(Region.NORTH,)) == [Reference("product", product.pk)]


@pytest.mark.django_db
def test_a_revoked_award_counts_no_longer(indexed, director):
    award = AwardFactory()
    indexed()
    assert len(found("", awarded=("yes",))) == 1
    with TestCase.captureOnCommitCallbacks(execute=True):
        revoke_award(award=award, effective_date=timezone.localdate(), reason="Không còn đạt.", by=director)
    indexed()
    assert found("", awarded=("yes",)) == []


@pytest.mark.django_db
def test_at_midnight_the_index_hears_of_awards_that_change(indexed):
    award = AwardFactory()
    indexed()
    today = timezone.localdate()
    AwardStanding.objects.filter(pk=award.pk).update(revoked_date=today)
    assert len(found("", awarded=("yes",))) == 1
    assert tasks.midnight(today) == 1
    tasks.drain_waiting()
    assert found("", awarded=("yes",)) == []
    AwardStanding.objects.filter(pk=award.pk).update(revoked_date=None, valid_until=today - datetime.timedelta(days=1))
    assert tasks.midnight(today) == 1


@pytest.mark.django_db
def test_exactly_what_was_read_leaves_the_outbox(indexed, monkeypatch):
    indexed()
    product = ProductFactory(name_vi="Miến")
    late: list[OutboxEntry] = []
    really_index = outbox.index

    def index_while_another_saves(references, **others):
        refused = really_index(references, **others)
        if not late:
            late.append(OutboxEntry.objects.create(target=this_target(), kind="product", object_id=product.pk))
        return refused

    monkeypatch.setattr(outbox, "index", index_while_another_saves)
    done = outbox.drain_embedded(most=1)
    assert done and OutboxEntry.objects.filter(pk=late[0].pk).exists()


@pytest.mark.django_db
def test_changes_wait_while_another_process_writes(indexed):
    indexed()
    ProductFactory(name_vi="Miến đợi")
    with get_embedded().writing(), pytest.raises(outbox.BusyError):
        outbox.drain(wait_seconds=0)
    assert OutboxEntry.objects.exists()
    indexed()
    assert len(found("miến đợi")) == 1


@pytest.mark.django_db
def test_a_change_of_an_unknown_kind_is_done_with(indexed):
    indexed()
    OutboxEntry.objects.create(target=this_target(), kind="no longer there", object_id=1)
    assert outbox.drain() >= 1
    assert not OutboxEntry.objects.exists()


@pytest.mark.django_db
def test_what_is_saved_during_a_rebuild_is_in_the_new_index(indexed, monkeypatch):
    first = ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    really = kinds.Kind.documents

    def save_meanwhile(kind, ids=None):
        yield from really(kind, ids)
        if kind.name == "product" and ids is None:
            Product.objects.filter(pk=first.pk).update(name_vi="Miến đổi tên")
            outbox.enqueue("product", [first.pk])
            outbox.drain()

    monkeypatch.setattr(kinds.Kind, "documents", save_meanwhile)
    lifecycle.rebuild()
    assert found("miến đổi tên") == [Reference("product", first.pk)]
    assert not lifecycle.compare()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signal", "kind"),
    [(products_changed, "product"), (producers_changed, "producer"), (fairs_changed, "fair")],
    ids=["products", "producers", "fairs"],
)
def test_what_lower_apps_announce_is_indexed(signal, kind: str, indexed):
    indexed()
    announce(signal, None, [7, 8])
    assert {(kind, 7), (kind, 8)} <= set(OutboxEntry.objects.values_list("kind", "object_id"))


@pytest.mark.django_db
def test_what_is_announced_is_queued_in_the_transaction_that_changes_it(indexed):
    """Nothing is committed here: what only a hook after the commit writes down is lost with a process killed then."""
    product = ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    assert not OutboxEntry.objects.exists()
    AwardFactory(product=product, checked=True)
    assert ("product", product.pk) in OutboxEntry.objects.values_list("kind", "object_id")
    [imported] = create_live([Product(name_vi="Miến nhập hàng loạt", slug="mien-nhap-hang-loat")])
    announce(products_changed, Product, [imported.pk])
    indexed()
    assert found("miến nhập hàng loạt")[0] == Reference("product", imported.pk)


@pytest.mark.django_db
def test_another_kind_can_be_made_findable_and_no_two_share_a_name(catalogue):
    product = kinds.get("product")
    kinds.register(product)
    with pytest.raises(ValueError, match="taken by Product"):
        kinds.register(replace(product, model=OutboxEntry))


@pytest.mark.django_db(transaction=True)
def test_a_corrected_number_is_found_with_awards_that_were_only_checked_against_the_decision(director):
    lifecycle.ensure_index()
    award = AwardFactory(transcribed=True, product=ProductFactory(name_vi="Miến dong"))
    signed = DecisionFactory(number="1799/QĐ-UBND", file=DocumentFactory())
    check_award(award=award, date=timezone.localdate(), reason="Đã xem bản ký.", by=director, decision=signed)
    both = [Reference("product", award.product_id), Reference("round", award.round_id)]
    assert found("1799/QĐ-UBND") == both
    correct_decision(decision=signed, changes={"number": "26/QĐ-BCT"}, reason="Gõ nhầm.", by=director)
    assert found("1799/QĐ-UBND") == [] and found("26/QĐ-BCT") == both
