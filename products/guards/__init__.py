"""The register defends itself: triggers that refuse what no code of ours should do, raw SQL included (DESIGN §5).

* an award: no column changes but the link to a product, and that only after a RELINKED event that names both;
* events of awards and of decisions: no change at all;
* a released decision: no column of what was signed changes but after a DecisionEvent that names the old and the new;
* nothing of the three is deleted; PostgreSQL also refuses TRUNCATE.

SQLite alters a table by making a new one, which drops the old one's triggers and fails where another table's trigger
names it; so `products.apps` lifts the guards before migrations on SQLite, and `post_migrate` installs them anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .guard import Dialect, Guard
from .postgresql import PostgreSQL
from .rules import GUARDED_TABLES, rules
from .sqlite import Sqlite

DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": PostgreSQL()}


def declared_guards(connection: BaseDatabaseWrapper) -> list[Guard]:
    """The rules for this database, for the tables and columns that it has now; none for an unsupported one."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return []
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        if not present.issuperset(GUARDED_TABLES.values()):
            return []  # on its way through its first migrations
        columns = {
            table: {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for table in GUARDED_TABLES.values()
        }
    return list(rules(columns, dialect))


def install(connection: BaseDatabaseWrapper) -> None:
    """Bring the triggers to the declared ones, all or none. Where they are so already, no table is locked."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return
    declared = declared_guards(connection)
    with connection.cursor() as cursor:
        installed = {trigger for trigger, _table in dialect.installed_tables(cursor)}
    if installed == {guard.trigger for guard in declared} and not missing_guards(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        remove(connection)
        for guard in declared:
            for statement in dialect.statements(guard):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: before they are made anew, before SQLite's migrations, and by `suspended`."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger, table in dialect.installed_tables(cursor):
            for statement in dialect.drops(trigger, table):
                cursor.execute(statement)


@contextmanager
def suspended(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without triggers inside the block: for the tests' flush, and for taking made-up measurement data away again.
    Nothing that a person can press comes here.
    """
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of declared triggers that the database lacks, has switched off, or has with another body."""
    dialect = DIALECTS.get(connection.vendor)
    if dialect is None:
        return []
    with connection.cursor() as cursor:
        installed = dialect.installed_digests(cursor)
    return [
        guard.trigger for guard in declared_guards(connection) if installed.get(guard.trigger) != dialect.digest(guard)
    ]
