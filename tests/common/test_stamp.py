"""Whatever a public page can show moves the content stamp, however it was changed; nothing else does."""

import threading

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from common import stamp
from common.kept import kept_in_process
from common.stamp.triggers import public_tables
from places.models import Commune, FormerUnit, Province
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory


@pytest.fixture
def province(db) -> Province:
    return Province.objects.create(code="94", name_vi="Bắc Kạn", slug="bac-kan", is_current=True)


def moves(change) -> bool:
    before = stamp.current()
    change()
    return stamp.current() != before


def test_every_model_is_declared_public_or_private():
    """A new model: does any public page show it? Then it belongs to PUBLIC_MODELS, else to PRIVATE_MODELS."""
    models = {model._meta.label for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    public, private = set(settings.PUBLIC_MODELS), set(settings.PRIVATE_MODELS)
    undeclared = {label for label in models - public - private if label.split(".")[0] not in public}
    assert undeclared == set()
    assert public & private == set()
    assert {label for label in private if label.split(".")[0] in public} == set()
    of_one_database = {"wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"}
    assert {label for label in public | private if "." in label} - models <= of_one_database


def test_every_public_table_has_its_trigger(db):
    assert stamp.missing(connection) == []
    assert {"products_product", "wagtailcore_page", "common_siteidentity", "places_formerunit_current_communes"} <= set(
        public_tables()
    )


def test_a_trigger_that_somebody_dropped_is_missed_and_put_back(db):
    with connection.cursor() as cursor:
        on_table = ' ON "products_product"' if connection.vendor == "postgresql" else ""
        triggers = [name for name in _triggers(cursor) if "products_product_" in name]
        for name in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"{on_table}')
    assert triggers and stamp.missing(connection) == ["products_product"]
    stamp.install(connection)
    assert stamp.missing(connection) == []


def _triggers(cursor) -> list[str]:
    catalogue = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    cursor.execute(f"SELECT {column} FROM {catalogue} WHERE {column} LIKE 'content_stamp_%'")  # noqa: S608
    return [name for (name,) in cursor.fetchall()]


def test_saves_updates_imports_and_deletions_move_it(province):
    product = ProductFactory()
    assert moves(product.save)
    assert moves(lambda: type(product).objects.update(is_example=True))
    assert moves(lambda: Province.objects.bulk_create([Province(code="95", name_vi="Ví Dụ", slug="vi-du")]))
    assert moves(lambda: Province.objects.bulk_update([province], ["name_vi"]))
    assert moves(lambda: connection.cursor().execute("UPDATE places_province SET name_en = 'Bac Kan'"))
    assert moves(lambda: connection.cursor().execute("DELETE FROM places_province WHERE code = '95'"))


def test_what_hangs_on_a_record_moves_it(province):
    product = ProductFactory()
    assert moves(lambda: AwardFactory(product=product))
    assert moves(CategoryFactory)
    unit = FormerUnit.objects.create(code="1", name_vi="Xã cũ", level="commune", valid_until=timezone.localdate())
    commune = Commune.objects.create(code="2", name_vi="Xã mới", province=province)
    assert moves(lambda: unit.current_communes.add(commune))


def test_a_visit_a_session_and_a_queue_leave_it(db):
    session = Session(session_key="x", session_data="", expire_date=timezone.now())
    assert not moves(session.save)
    assert not moves(session.delete)


def test_what_is_rolled_back_has_moved_nothing(province):
    before = stamp.current()
    with transaction.atomic():
        Province.objects.update(name_vi="Tên khác")
        assert stamp.current() != before
        transaction.set_rollback(True)
    assert stamp.current() == before
    assert moves(lambda: Province.objects.update(name_vi="Tên khác"))


def test_what_a_process_keeps_is_never_older_than_the_last_change(province):
    def name() -> str:
        return kept_in_process("test", lambda: Province.objects.get(pk=province.pk).name_vi)

    assert name() == "Bắc Kạn"
    Province.objects.filter(pk=province.pk).update(name_vi="Thái Nguyên")
    assert name() == "Thái Nguyên"


def test_one_request_reads_it_once(db, django_assert_num_queries):
    with django_assert_num_queries(1), stamp.one_request():
        assert stamp.stamp_now() == stamp.stamp_now()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_publishers_do_not_wait_for_each_other_and_a_late_commit_is_seen():
    """The first to begin commits last: its change still moves the stamp that the second one has moved."""
    maker = ProducerFactory()
    changed, may_commit = threading.Event(), threading.Event()

    def publish_slowly() -> None:
        with transaction.atomic():
            ProductFactory(producer=maker)
            changed.set()
            may_commit.wait(20)
        connection.close()

    slow = threading.Thread(target=publish_slowly)
    start = stamp.current()
    slow.start()
    assert changed.wait(20)
    assert stamp.current() == start
    Province.objects.create(code="94", name_vi="Bắc Kạn", slug="bac-kan")  # would wait for ever behind one row
    middle = stamp.current()
    may_commit.set()
    slow.join(20)
    assert len({start, middle, stamp.current()}) == 3
