"""A site whose search is Elasticsearch: what is saved is found, and what goes wrong with the server is not noticed."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from products.models import Product
from search import kinds, lifecycle, outbox, reporting, services, targets, tasks
from search.document import Reference
from search.engines import forget_engines, get_breaker, get_embedded, get_engine
from search.engines.base import FACETS, NoIndexError, Query, UnavailableError
from search.engines.elastic import ElasticEngine
from search.models import EngineName, IndexTarget, OutboxEntry
from search.plan.model import Plan
from tests.factories.products import ProductFactory
from tests.restored import restore_pages

from .engines import cluster_settings, document, elastic_engine, found, needs_elasticsearch, site_on

pytestmark = needs_elasticsearch
everywhere = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cluster(settings, db) -> Iterator[ElasticEngine]:
    restore_pages()
    with site_on(settings) as cluster:
        # On a shared machine a first answer may take longer than a page would wait.
        cluster.client = cluster.client.options(request_timeout=20)
        lifecycle.ensure_followed()
        lifecycle.ensure_cluster_followed()
        yield cluster


def search(query: str) -> set[Reference]:
    return {hit.reference for hit in services.search(services.Request(text=query)).found.hits}


def found_there(cluster: ElasticEngine, words: str) -> set[int]:
    return set(found(cluster, words))


@everywhere
def test_what_is_saved_is_found_and_what_is_rolled_back_is_not(cluster: ElasticEngine):
    product = ProductFactory(name_vi="Miến tỏi đen")
    assert found_there(cluster, "miến tỏi đen") == {product.pk}
    assert search("mien toi den") == {Reference("product", product.pk)}

    def save_and_fail() -> None:
        with transaction.atomic():
            ProductFactory(name_vi="Miến Quỳnh Côi")
            raise InterruptedError

    with pytest.raises(InterruptedError):
        save_and_fail()
    assert found_there(cluster, "quỳnh côi") == set()
    assert not OutboxEntry.objects.exists()


@everywhere
def test_what_is_withdrawn_is_gone_and_never_shown_before(cluster: ElasticEngine):
    product = ProductFactory(name_vi="Miến tỏi đen")
    Product.objects.filter(pk=product.pk).update(live=False)
    assert found_there(cluster, "miến") == {product.pk}
    assert "Miến tỏi đen" not in Client().get("/vi/tim/?q=mien").content.decode()
    outbox.enqueue("product", [product.pk])
    outbox.drain()
    assert found_there(cluster, "miến") == set()


@everywhere
def test_a_page_made_before_the_cluster_knew_is_not_shown_after(cluster: ElasticEngine, monkeypatch):
    ProductFactory(name_vi="Miến thứ nhất")
    client = Client()
    assert "Miến thứ hai" not in client.get("/vi/tim/?q=mien").content.decode()
    monkeypatch.setattr("search.outbox.drain_cluster", lambda **_options: 0)
    ProductFactory(name_vi="Miến thứ hai")
    assert "Miến thứ hai" not in client.get("/vi/tim/?q=mien").content.decode()
    monkeypatch.undo()
    outbox.drain_cluster()
    assert "Miến thứ hai" in client.get("/vi/tim/?q=mien").content.decode()


@pytest.mark.django_db
def test_lists_totals_and_counts_are_those_of_the_other_engine(cluster: ElasticEngine, catalogue):
    outbox.drain()
    for words in (
        "",
        "chè",
        "che",
        "mien toi",
        "bình gốm",
        "chè quốc gia 2023",
        "htx hảo đạt",
        "không có gì",
        "chè gốm",
    ):
        request = services.Request(text=words, facets=FACETS)
        reading, step, _looser = services.climb(request, services.Names())
        query = replace(services.query_for(request, step, reading), limit=50)
        here, there = get_embedded().run(step.plan, query), cluster.run(step.plan, query)
        assert {hit.reference for hit in here.hits} == {hit.reference for hit in there.hits}, words
        assert here.total == there.total
        assert {name: dict(values) for name, values in here.facets.items()} == there.facets


# Writers who overtake each other


def test_a_late_writer_overwrites_nothing_and_brings_nothing_back():
    with elastic_engine() as engine:
        with engine.rebuild() as new:
            new.put([document(1, "Tên cũ"), document(2, "Bị xóa")])
        engine.index.put([document(1, "Tên mới")], version=7)
        engine.index.delete([Reference("product", 2)], version=7)
        assert engine.index.put([document(1, "Tên cũ"), document(2, "Bị xóa")], version=6) == {}
        engine.index.refresh()
        assert found(engine, "tên mới") == [1]
        assert engine.count(Plan(), Query()) == 1


@everywhere
def test_while_one_drains_another_leaves_it_to_him(cluster: ElasticEngine):
    target = IndexTarget.objects.get(engine=EngineName.ELASTICSEARCH)
    with targets.leased(target) as version, pytest.raises(targets.LeasedError), targets.leased(target):
        pass
    with targets.leased(target):
        ProductFactory(name_vi="Miến đợi")
        assert OutboxEntry.objects.filter(target=target).exists()
    outbox.drain()
    assert len(found_there(cluster, "miến đợi")) == 1
    target.refresh_from_db()
    assert target.version > version + 1 and target.leased_until is None


@everywhere
def test_a_lease_that_its_holder_forgot_runs_out(cluster: ElasticEngine, monkeypatch):
    target = IndexTarget.objects.get(engine=EngineName.ELASTICSEARCH)
    monkeypatch.setattr(targets, "LEASE_SECONDS", -1)
    with targets.leased(target) as first, targets.leased(target) as second:
        assert second > first


@everywhere
def test_what_is_saved_during_a_rebuild_is_in_the_new_index(cluster: ElasticEngine, monkeypatch):
    first, gone = ProductFactory(name_vi="Miến tỏi đen"), ProductFactory(name_vi="Miến sắp xóa")
    number, before = gone.pk, cluster.index.name
    really = kinds.Kind.documents

    def save_meanwhile(kind, ids=None):
        made = list(really(kind, ids))
        if kind.name == "product" and number in list(ids or ()):
            monkeypatch.setattr(kinds.Kind, "documents", really)
            first.name_vi = "Miến đổi tên"
            first.save()
            gone.delete()
            ProductFactory(name_vi="Miến mới làm")
        return iter(made)

    monkeypatch.setattr(kinds.Kind, "documents", save_meanwhile)
    lifecycle.rebuild_cluster()
    assert cluster.index.name != before
    assert found_there(cluster, "miến đổi tên") == {first.pk}
    assert found_there(cluster, "sắp xóa") == set() and len(found_there(cluster, "mới làm")) == 1
    assert not lifecycle.compare(cluster)
    assert IndexTarget.objects.filter(engine=EngineName.ELASTICSEARCH).count() == 1


@everywhere
def test_a_rebuild_that_fails_leaves_no_queue_and_no_index(cluster: ElasticEngine, monkeypatch):
    ProductFactory(name_vi="Miến tỏi đen")
    before = cluster.index.name

    def fail(*_arguments):
        raise InterruptedError

    monkeypatch.setattr(lifecycle, "fill", fail)
    with pytest.raises(InterruptedError):
        lifecycle.rebuild_cluster()
    assert [target.name for target in IndexTarget.objects.filter(engine=EngineName.ELASTICSEARCH)] == [before]
    assert list(cluster.client.indices.get(index=f"{cluster.family}-*").body) == [before]
    assert len(found_there(cluster, "miến")) == 1


# What servers do


@everywhere
def test_an_index_deleted_behind_our_back_comes_back_whole_and_no_ghost_of_it(cluster: ElasticEngine):
    product = ProductFactory(name_vi="Miến tỏi đen")
    name = cluster.index.name
    cluster.client.indices.delete(index=name)
    with pytest.raises(NoIndexError):
        cluster.index_named(name).delete([Reference("product", product.pk)], version=9)
    product.name_vi = "Miến đổi tên"
    product.save()
    assert not cluster.client.indices.exists(index=name)
    assert search("miến đổi tên") == {Reference("product", product.pk)}
    tasks.drain_waiting()
    assert cluster.index.name != name
    assert found_there(cluster, "miến đổi tên") == {product.pk}
    assert not cluster.client.indices.exists(index=name)


@everywhere
def test_when_the_server_is_gone_pages_saves_and_the_clock_go_on(cluster: ElasticEngine, settings):
    ProductFactory(name_vi="Miến có trước")
    elsewhere = get_embedded().folder
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "urls": [f"http://127.0.0.1:{unused_port()}"]}
    forget_engines()
    assert get_embedded().folder == elsewhere
    ProductFactory(name_vi="Miến sau đó")
    page = Client().get("/vi/tim/?q=mien").content.decode()
    assert "Miến có trước" in page and "Miến sau đó" in page
    assert OutboxEntry.objects.filter(target__engine=EngineName.ELASTICSEARCH).exists()
    assert not OutboxEntry.objects.filter(target__engine=EngineName.EMBEDDED).exists()
    with pytest.raises(UnavailableError):
        outbox.drain_cluster()
    OutboxEntry.objects.create(target=IndexTarget.objects.get(engine=EngineName.EMBEDDED), kind="product", object_id=9)
    with pytest.raises(UnavailableError):
        tasks.drain_waiting()
    with pytest.raises(UnavailableError):
        tasks.verify()
    assert not OutboxEntry.objects.filter(target__engine=EngineName.EMBEDDED).exists()
    told = next(each for each in reporting.report() if each.engine == EngineName.ELASTICSEARCH)
    assert told.trouble and told.waiting and not told.is_well
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "urls": cluster_settings()["urls"]}
    forget_engines()
    outbox.drain()
    assert len(found_there(cluster, "miến")) == 2
    assert not OutboxEntry.objects.exists()


def unused_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.mark.django_db
def test_a_hung_server_costs_three_requests_and_no_page_more_than_one(settings, indexed):
    ProductFactory(name_vi="Miến tỏi đen")
    indexed()
    with socket.socket() as hung:
        hung.bind(("127.0.0.1", 0))
        hung.listen(20)
        settings.ELASTICSEARCH = cluster_settings(f"http://127.0.0.1:{hung.getsockname()[1]}")
        forget_engines()
        try:
            costs = []
            for _ in range(5):
                started = time.monotonic()
                assert len(search("miến tỏi")) == 1
                costs.append(time.monotonic() - started)
                time.sleep(1.05 if get_breaker().state == "resting" else 0)
        finally:
            get_engine().first.client.close()
            settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "urls": []}
            forget_engines()
    assert all(cost > 0.7 for cost in costs[:3])
    assert all(cost < 0.7 for cost in costs[3:])


# By hand


@everywhere
def test_the_commands_of_a_cluster(cluster: ElasticEngine, capsys):
    product = ProductFactory(name_vi="Miến tỏi đen")
    before = cluster.index.name
    call_command("search_index", "rebuild", "--engine", "elasticsearch")
    assert "product: 1/1" in capsys.readouterr().out and cluster.index.name != before
    cluster.index.delete([Reference("product", product.pk)], version=10**9)
    cluster.index.refresh()
    call_command("search_index", "verify")
    assert f"Thiếu: product {product.pk}" in capsys.readouterr().out
    call_command("search_index", "status")
    out = capsys.readouterr().out
    assert "Cụm Elasticsearch" in out and "Cầu dao: closed" in out and "Chờ cập nhật: 0" in out
