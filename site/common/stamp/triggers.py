"""Putting the triggers there, and saying which are missing."""

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .dialects import DIALECTS, TABLE, Dialect


def public_tables() -> list[str]:
    """Tables of every model that is not declared private, those of many-to-many fields included."""
    models = apps.get_models(include_auto_created=True)
    private = set(settings.PRIVATE_MODELS)
    tables = {model._meta.db_table for model in models if model._meta.label not in private and model._meta.managed}
    return sorted(tables - {TABLE})


def install(connection: BaseDatabaseWrapper) -> None:
    """Bring the triggers to the declared ones, all or none. Where they are so already, no table is locked."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None or not _has_table(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        installed, wanted = dialect.installed(cursor), _wanted(connection, dialect)
        for trigger, found in installed.items():
            if wanted.get(trigger) != found:
                cursor.execute(dialect.drop(trigger, found[0]))
        for statement in dialect.prepare():
            cursor.execute(statement)
        for trigger, declared in wanted.items():
            if installed.get(trigger) != declared:
                cursor.execute(dialect.create(trigger, declared[0]))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, before SQLite's migrations."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger, (table, _text) in dialect.installed(cursor).items():
            cursor.execute(dialect.drop(trigger, table))


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Public tables that lack their trigger, or have another one than is declared."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return []
    with connection.cursor() as cursor:
        installed = dialect.installed(cursor)
    wanted = _wanted(connection, dialect)
    return sorted({table for trigger, (table, text) in wanted.items() if installed.get(trigger) != (table, text)})


def move(connection: BaseDatabaseWrapper) -> None:
    """Move the stamp for a change that no table shows."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None or not _has_table(connection):
        return
    with connection.cursor() as cursor:
        cursor.execute(dialect.moved)


def _wanted(connection: BaseDatabaseWrapper, dialect: Dialect) -> dict[str, tuple[str, str]]:
    """Table and text of each trigger that the tables of this database should have."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
    return {
        trigger: (table, text)
        for table in public_tables()
        if table in present
        for trigger, text in dialect.expected(table).items()
    }


def _has_table(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        return TABLE in connection.introspection.table_names(cursor)
