"""What waits for an index, and what happens to what an index does not take."""

import datetime
import threading
import time

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from producers.models import Producer
from products.models import Product
from search import lifecycle, outbox, reporting, services, targets, tasks
from search.document import Reference
from search.documents import products
from search.engines import get_embedded
from search.engines.base import UnavailableError
from search.models import EngineName, IndexTarget, OutboxEntry
from tests.factories.producers import ProducerFactory
from tests.factories.products import ProductFactory


def found(query: str) -> list[Reference]:
    return [hit.reference for hit in services.search(services.Request(text=query)).found.hits]


@pytest.fixture
def poison(indexed, monkeypatch) -> Reference:
    """A record of which no document can be made."""
    product = ProductFactory(name_vi="Miến hỏng")
    really = products._body

    def body(product, standings):
        if product.name_vi == "Miến hỏng":
            raise ZeroDivisionError("hỏng")
        return really(product, standings)

    monkeypatch.setattr(products, "_body", body)
    return Reference("product", product.pk)


def rename(producer: Producer, name: str) -> None:
    producer.name_vi = name
    producer.save(update_fields=["name_vi"])


def try_again() -> None:
    OutboxEntry.objects.update(try_after=None)
    outbox.drain()


@pytest.mark.django_db
def test_a_record_that_cannot_be_indexed_keeps_no_other_out_and_is_given_up_after_twenty_tries(
    poison, indexed, capsys, monkeypatch
):
    indexed()
    entry = OutboxEntry.objects.get()
    assert (entry.kind, entry.object_id, entry.tries) == (*poison, 1)
    assert "ZeroDivisionError: hỏng" in entry.error and entry.try_after > timezone.now()
    other = ProductFactory(name_vi="Miến lành")
    indexed()
    assert found("miến") == [Reference("product", other.pk)]
    for _ in range(OutboxEntry.MOST_TRIES + 3):
        try_again()
    assert OutboxEntry.objects.get().tries == OutboxEntry.MOST_TRIES
    told = reporting.report()[0]
    assert [dead.object_id for dead in told.dead] == [poison.id] and told.waiting == 0 and not told.is_well
    call_command("search_index", "status")
    assert f"Hỏng: product {poison.id} · ZeroDivisionError: hỏng" in capsys.readouterr().out
    monkeypatch.undo()
    call_command("search_index", "retry")
    assert poison in found("miến") and reporting.report()[0].is_well


@pytest.mark.django_db
def test_a_rebuild_goes_past_a_record_that_cannot_be_indexed(poison, indexed):
    other = ProductFactory(name_vi="Miến lành")
    lifecycle.rebuild()
    assert poison not in dict(get_embedded().digests())
    assert found("miến") == [Reference("product", other.pk)]
    assert OutboxEntry.objects.get().object_id == poison.id


@pytest.mark.django_db
def test_a_full_disk_is_told_and_loses_nothing(indexed):
    indexed()
    limit = "PRAGMA max_page_count = {}"
    file = get_embedded().generations.connection()
    file.execute(limit.format(1))  # as many pages as there are
    product = ProductFactory(name_vi="Miến tỏi đen", story_vi="dài " * 15_000)
    with pytest.raises(UnavailableError, match="full"):
        outbox.drain()
    told = reporting.report()[0]
    assert "full" in told.trouble and told.waiting and not told.dead and not told.is_well
    file.execute(limit.format(2**30))
    outbox.drain()
    assert found("miến tỏi") == [Reference("product", product.pk)]
    assert reporting.report()[0].is_well


@pytest.mark.django_db
def test_an_index_that_follows_no_database_is_built_again_by_the_clock(indexed):
    """As after a database was put back from a backup, or a host was away for weeks."""
    indexed()
    before = get_embedded().name
    IndexTarget.objects.all().delete()
    product = ProductFactory(name_vi="Miến tỏi đen")
    assert reporting.report()[0].trouble
    tasks.drain_waiting()
    assert get_embedded().name != before
    assert found("miến tỏi") == [Reference("product", product.pk)]


@pytest.mark.django_db
def test_every_index_has_its_own_queue(indexed):
    indexed()
    targets.took_over(targets.register("index-of-another-host", EngineName.EMBEDDED, "another:/var"))
    ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    assert OutboxEntry.objects.count() == OutboxEntry.objects.filter(target__name="index-of-another-host").count() > 0
    told = reporting.report()
    assert [each.is_here for each in told] == [True, False] and told[1].waiting
    targets.register("index-being-built", EngineName.EMBEDDED, "another:/var")
    assert len(reporting.report()) == 2


@pytest.mark.django_db
def test_a_host_that_does_not_come_back_is_forgotten_after_a_week(indexed):
    indexed()
    gone = targets.register("index-of-another-host", EngineName.EMBEDDED, "another:/var")
    idle = targets.register("index-with-nothing-to-do", EngineName.EMBEDDED, "third:/var")
    outbox.enqueue("product", [1])
    long_ago = timezone.now() - datetime.timedelta(days=targets.FORGOTTEN_AFTER_DAYS + 1)
    IndexTarget.objects.exclude(name=get_embedded().name).update(registered_at=long_ago)
    gone.entries.update(created_at=long_ago)
    assert targets.forget_absent() > 0
    assert set(IndexTarget.objects.values_list("name", flat=True)) == {get_embedded().name, idle.name}


@pytest.mark.django_db
def test_verify_finds_what_is_behind_and_not_only_what_is_missing(indexed, capsys):
    product = ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    type(product).objects.filter(pk=product.pk).update(name_vi="Miến đổi tên")
    call_command("search_index", "verify")
    assert f"Cũ: product {product.pk}" in capsys.readouterr().out
    assert found("miến đổi tên") == [Reference("product", product.pk)]
    assert IndexTarget.objects.get().differences == 1
    tasks.verify()
    assert IndexTarget.objects.get().differences == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_index_is_not_begun_over_the_head_of_a_transaction_that_knows_nothing_of_it():
    """Else its records would be neither read, being uncommitted, nor queued, having been written down before."""
    lifecycle.ensure_index()
    saved, committing = threading.Event(), []

    def save_slowly() -> None:
        with transaction.atomic():
            ProductFactory(name_vi="Miến tỏi đen")
            saved.set()
            time.sleep(0.6)
            committing.append(time.monotonic())
        connection.close()

    thread = threading.Thread(target=save_slowly)
    thread.start()
    saved.wait()
    targets.register("another", EngineName.EMBEDDED, "another:/var")
    registered = time.monotonic()
    thread.join()
    assert committing[0] <= registered


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_index_is_replaced_while_somebody_writes_and_neither_fails():
    """What was written down for the old one is for nobody, and is swept away."""
    lifecycle.ensure_index()
    old = IndexTarget.objects.get()
    new = targets.register("beside it", old.engine, old.place)
    written, replaced, failures = threading.Event(), threading.Event(), []

    def save_meanwhile() -> None:
        try:
            with transaction.atomic():
                ProductFactory(name_vi="Miến tỏi đen")
                written.set()
                replaced.wait(5)
        except DatabaseError as error:
            failures.append(error)
        connection.close()

    thread = threading.Thread(target=save_meanwhile)
    thread.start()
    written.wait(5)
    targets.took_over(new)
    replaced.set()
    thread.join()
    assert failures == [] and Product.objects.filter(name_vi="Miến tỏi đen").exists()
    assert OutboxEntry.objects.filter(target=new).exists()
    targets.forget_absent()
    assert not OutboxEntry.objects.filter(target=old.pk).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["added", "renamed"])
def test_a_product_that_was_being_added_while_its_maker_was_renamed_has_the_new_name(first: str):
    """Neither transaction sees the other's change, whichever is committed and indexed first."""
    lifecycle.ensure_index()
    maker = ProducerFactory(name_vi="HTX Hảo Đạt")
    both_wrote, is_first_done = threading.Barrier(2), threading.Event()
    acts = {
        "added": lambda: ProductFactory(name_vi="Chè móc câu", producer=maker),
        "renamed": lambda: rename(maker, "HTX Việt Cường"),
    }

    def act(name: str) -> None:
        with transaction.atomic():
            acts[name]()
            both_wrote.wait(5)
            if name != first:
                is_first_done.wait(5)
        if name == first:
            is_first_done.set()
        connection.close()

    threads = [threading.Thread(target=act, args=[name]) for name in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [product] = found("việt cường chè")
    assert product.kind == "product" and found("hảo đạt") == []
    assert not lifecycle.compare() and not OutboxEntry.objects.exists()
