"""Nobody changes what was awarded: not a mass update, not raw SQL, not a migration that remakes a table."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations import Migration
from django.utils import timezone

from products import guards
from products.models import Award, AwardEvent, AwardEventKind, Decision, DecisionEvent
from products.services.amendments import correct_award
from products.services.decisions import correct_decision
from tests.factories.producers import UserFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory, ProductGroupFactory

pytestmark = pytest.mark.django_db
needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of altering tables")


def refused(words: str | None = None):
    """The database itself refuses; the savepoint keeps the test's transaction usable."""
    return pytest.raises(DatabaseError, match=words)


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def tables_of_the_register() -> list[type[models.Model]]:
    return [Award, AwardEvent, Decision, DecisionEvent]


@pytest.fixture
def award():
    return AwardFactory(checked=True)


@pytest.fixture
def corrected(award):
    correct_award(award=award, changes={"place": "xã Tả Lèng"}, reason="Gõ nhầm.", by=UserFactory())
    return award


FIXED = sorted(field.attname for field in Award._meta.concrete_fields if field.attname not in Award.MUTABLE_COLUMNS)


@pytest.mark.parametrize("column", FIXED)
def test_every_column_of_an_award_refuses_change(column):
    award = AwardFactory(checked=True, group=ProductGroupFactory(), source_date=datetime.date(2025, 1, 5))
    new = {"is_set": True, "created_at": timezone.now(), "year": 1999, "position": 7, "id": 0}
    field = Award._meta.get_field(column.removesuffix("_id"))
    fallback = datetime.date(1999, 1, 1) if isinstance(field, models.DateField) else "1"
    value = None if column.endswith("_id") else new.get(column, fallback)
    with refused("append an AwardEvent"):
        run(f"UPDATE products_award SET {column} = %s WHERE id = %s", value, award.pk)  # noqa: S608


def test_querysets_and_instances_cannot_change_an_award(award):
    with refused("append an AwardEvent"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(product_name="Tên khác")
    award.year = 1999
    with refused("append an AwardEvent"), transaction.atomic():
        award.save()
    with refused("append an AwardEvent"), transaction.atomic():
        Award.objects.bulk_update([award], ["year"])
    assert Award.objects.get(pk=award.pk).year == 2024


def test_saving_an_award_as_it_is_changes_nothing_and_is_let_through(award):
    Award.objects.get(pk=award.pk).save()


def test_an_award_cannot_be_deleted(award):
    award.standing.delete()
    with refused("append a revocation"), transaction.atomic():
        Award.objects.filter(pk=award.pk).delete()
    with refused("append a revocation"):
        run("DELETE FROM products_award WHERE id = %s", award.pk)


def test_an_award_does_not_move_to_another_product_silently(award):
    other = ProductFactory()
    with refused("by a merge"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(product=other)


def _announce_move(award: Award, before: int, after: int) -> None:
    AwardEvent.objects.create(
        award=award,
        kind=AwardEventKind.RELINKED,
        effective_date=datetime.date(2026, 1, 5),
        reason="Một sản phẩm nhập hai lần.",
        changes={"product": [before, after]},
    )


def test_an_announced_move_works_once_and_for_nowhere_else(award):
    here, there, elsewhere = award.product_id, ProductFactory().pk, ProductFactory().pk
    _announce_move(award, here, there)
    with refused("by a merge"), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(product=elsewhere)
    Award.objects.filter(pk=award.pk).update(product=there)
    for destination in (here, elsewhere):
        with refused("by a merge"), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(product=destination)
    _announce_move(award, there, here)
    Award.objects.filter(pk=award.pk).update(product=here)
    with refused("by a merge"), transaction.atomic():
        # The first announcement named this very move, but it is no longer the latest.
        Award.objects.filter(pk=award.pk).update(product=there)


@pytest.mark.parametrize("column", ["reason", "kind", "effective_date"])
def test_events_of_awards_are_never_changed(corrected, column):
    with refused("never changed"):
        run(f"UPDATE products_awardevent SET {column} = {column}")  # noqa: S608
    with refused("never deleted"), transaction.atomic():
        corrected.events.all().delete()


def test_what_was_signed_changes_only_with_an_event(award):
    decision = award.decision
    for change in ({"number": "1/QĐ"}, {"date": datetime.date(2020, 1, 1)}, {"issuer": "Ai đó"}, {"round": None}):
        with refused("by a correction"), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(**change)
    with refused("by a correction"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(released_at=None)
    changes = {"number": "2568/QĐ-BCT", "date": datetime.date(2024, 10, 16), "round": None}
    correct_decision(decision=decision, changes=changes, reason="Gõ nhầm số.", by=UserFactory())
    decision.refresh_from_db()
    assert (decision.number, decision.date, decision.round) == (*changes.values(),)
    with refused("by a correction"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(number="1/QĐ", issuer="Ai đó")
    with refused("never changed"), transaction.atomic():
        DecisionEvent.objects.update(reason="khác")
    with refused("never deleted"), transaction.atomic():
        DecisionEvent.objects.all().delete()


def test_a_draft_is_edited_and_thrown_away_freely_but_a_released_decision_stays():
    draft = DecisionFactory(draft=True)
    Decision.objects.filter(pk=draft.pk).update(number="7/QĐ", issuer="Sở Công Thương")
    draft.delete()
    released = DecisionFactory()
    released.title = "Trích yếu viết lại"
    released.save()
    with refused("never deleted"), transaction.atomic():
        released.delete()


@needs_sqlite
def test_replacing_a_row_is_deleting_it(award):
    with refused("never replaced"):
        run("INSERT OR REPLACE INTO products_award SELECT * FROM products_award WHERE id = %s", award.pk)


@pytest.mark.postgres
@pytest.mark.parametrize("model", tables_of_the_register(), ids=lambda model: model.__name__)
def test_the_register_is_never_emptied(award, model):
    run("SET CONSTRAINTS ALL IMMEDIATE")  # PostgreSQL refuses for another reason while checks are pending
    with refused("never emptied"):
        run(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_installing_again_changes_nothing():
    guards.install(connection)
    guards.install(connection)
    assert guards.missing_guards(connection) == []


def test_the_check_names_a_missing_and_an_altered_trigger():
    def warnings() -> str:
        words = io.StringIO()
        call_command("check", "--database", "default", stderr=words, stdout=words)
        return words.getvalue()

    assert "products.W001" not in warnings()
    table = ' ON "products_award"' if connection.vendor == "postgresql" else ""
    run(f'DROP TRIGGER "register_guard_award_kept"{table}')
    assert "register_guard_award_kept" in warnings()
    guards.install(connection)
    if connection.vendor == "postgresql":
        run(
            "CREATE OR REPLACE FUNCTION register_guard_award_kept() RETURNS trigger LANGUAGE plpgsql "
            "AS 'BEGIN RETURN OLD; END'"
        )
    else:
        run('DROP TRIGGER "register_guard_award_kept"')
        run("CREATE TRIGGER register_guard_award_kept BEFORE DELETE ON products_award BEGIN SELECT 1; END")
    assert "register_guard_award_kept" in warnings()


@pytest.mark.postgres
def test_a_trigger_that_was_switched_off_counts_as_missing():
    run("ALTER TABLE products_award DISABLE TRIGGER register_guard_award_kept")
    assert guards.missing_guards(connection) == ["register_guard_award_kept"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("model", tables_of_the_register(), ids=lambda model: model.__name__)
def test_a_migration_that_alters_a_table_leaves_it_guarded(model):
    award = AwardFactory()
    extra = models.CharField(max_length=20, default="")
    extra.set_attributes_from_name("added_later")
    longer = models.CharField(max_length=40, default="")
    longer.set_attributes_from_name("added_later")

    def migrate(alter) -> None:
        emit_pre_migrate_signal(0, False, "default", plan=[(Migration("later", "products"), False)])
        with connection.schema_editor() as editor:
            alter(editor)
        emit_post_migrate_signal(0, False, "default")

    migrate(lambda editor: editor.add_field(model, extra))
    try:
        assert guards.missing_guards(connection) == []
        migrate(lambda editor: editor.alter_field(model, extra, longer))
        assert guards.missing_guards(connection) == []
        with refused("append a revocation"):
            run("DELETE FROM products_award WHERE id = %s", award.pk)
        if model is Award:
            with refused("append an AwardEvent"):
                run("UPDATE products_award SET added_later = 'x'")
    finally:
        migrate(lambda editor: editor.remove_field(model, longer))
    assert guards.missing_guards(connection) == []


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_on_sqlite_altering_a_table_does_take_its_triggers():
    """Why `post_migrate` installs them: without it, an altered table would stand open."""
    extra = models.CharField(max_length=20, default="")
    extra.set_attributes_from_name("added_later")
    with connection.schema_editor() as editor:
        editor._remake_table(Award)
    assert "register_guard_award_kept" in guards.missing_guards(connection)
    emit_post_migrate_signal(0, False, "default")
    assert guards.missing_guards(connection) == []


@pytest.mark.django_db(transaction=True)
def test_the_flush_between_tests_empties_the_register_and_leaves_it_guarded():
    AwardFactory()
    with guards.suspended(connection):
        assert guards.missing_guards(connection)
        call_command("flush", interactive=False, verbosity=0)
    assert not Award.objects.exists()
    assert guards.missing_guards(connection) == []
