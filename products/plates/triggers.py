"""Noting which products' plates a change concerns: triggers on every table that a plate is drawn from."""

from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PREFIX = "stored_plate_"
NOTES, PLATES = "plates_changedplate", "plates_storedplate"
OF_PHOTO = "SELECT product_id FROM products_productphoto WHERE photo_id = {row}.%s"
CONCERNED = {
    "products_product": "SELECT {row}.id",
    "products_award": "SELECT {row}.product_id",
    "products_awardstanding": "SELECT {row}.product_id",
    "products_productphoto": "SELECT {row}.product_id",
    "producers_producer": "SELECT id FROM products_product WHERE producer_id = {row}.id",
    "common_photo": OF_PHOTO % "id",
    "common_photorendition": OF_PHOTO % "image_id",
}
"""The products whose plates a row is part of, as SQL."""
CONCERNING_ALL = (
    "products_category",
    "producers_craftvillage",
    "places_province",
    "places_commune",
    "places_formerunit",
    "places_formerunit_current_communes",
    "wagtailcore_locale",
)
"""Tables whose rows stand on many plates and change a few times a year: a change of any redraws all."""
TABLES = (*CONCERNED, *CONCERNING_ALL)
VENDORS = ("sqlite", "postgresql")
ALL_CONCERNED = f"INSERT INTO {NOTES} (product_id) SELECT 0 WHERE EXISTS (SELECT 1 FROM {PLATES})"  # noqa: S608 - our own names


def declared(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str, list[str]]]:
    """By the trigger's name: its table, what is compared with the one installed, and the statements that make it."""
    made = {}
    for table in TABLES:
        for event in ("INSERT", "UPDATE", "DELETE"):
            if (table, event) == ("products_product", "INSERT"):
                continue  # a new product has no plate yet
            name = _name(event, table)
            note = " ".join(_note(table, row) for row in ("OLD", "NEW") if (event, row) not in IMPOSSIBLE)
            if connection.vendor == "sqlite":
                text = f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW BEGIN {note} END"
                made[name] = (table, text, [text])
            else:
                body = f"BEGIN {note} RETURN NULL; END"
                function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $n${body}$n$"
                on = f"CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
                made[name] = (table, body, [function, on])
        if connection.vendor == "postgresql":
            made |= _truncation(table)
    return made


def _truncation(table: str) -> dict[str, tuple[str, str, list[str]]]:
    """PostgreSQL empties a table without telling its rows; SQLite has no such statement."""
    name = _name("TRUNCATE", table)
    body = f"BEGIN {ALL_CONCERNED}; RETURN NULL; END"
    function = f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $n${body}$n$"
    on = f"CREATE TRIGGER {name} AFTER TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    return {name: (table, body, [function, on])}


def _name(event: str, table: str) -> str:
    return f"{PREFIX}{event.lower()}_{table[:24]}_{sha256(table.encode()).hexdigest()[:6]}"


IMPOSSIBLE = {("INSERT", "OLD"), ("DELETE", "NEW")}


def _note(table: str, row: str) -> str:
    concerned = CONCERNED.get(table, "SELECT 0").format(row=row)
    return f"INSERT INTO {NOTES} (product_id) {concerned};"  # noqa: S608 - our own names


def install(connection: BaseDatabaseWrapper) -> None:
    """Bring the triggers to the declared ones. Where they are so already, no table is locked."""
    if connection.vendor not in VENDORS or not _is_migrated(connection):
        return
    wanted = declared(connection)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        installed = _installed(connection, cursor)
        for name, found in installed.items():
            if name not in wanted or wanted[name][:2] != found:
                _drop(connection, cursor, name, found[0])
        for name, (table, text, statements) in wanted.items():
            if installed.get(name) != (table, text):
                for statement in statements:
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, before SQLite's migrations."""
    if connection.vendor not in VENDORS:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name, (table, _text) in _installed(connection, cursor).items():
            _drop(connection, cursor, name, table)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Tables that lack a trigger, or have another one than is declared. None before the tables are made."""
    if connection.vendor not in VENDORS or not _is_migrated(connection):
        return []
    with connection.cursor() as cursor:
        installed = _installed(connection, cursor)
    wanted = declared(connection)
    return sorted({table for name, (table, text, _make) in wanted.items() if installed.get(name) != (table, text)})


def note_everything(connection: BaseDatabaseWrapper) -> None:
    """As if something had changed that every plate shows."""
    if connection.vendor in VENDORS and _is_migrated(connection):
        with connection.cursor() as cursor:
            cursor.execute(ALL_CONCERNED)


def _is_migrated(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        return {NOTES, *TABLES} <= set(connection.introspection.table_names(cursor))


def _drop(connection: BaseDatabaseWrapper, cursor: Any, name: str, table: str) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def _installed(connection: BaseDatabaseWrapper, cursor: Any) -> dict[str, tuple[str, str]]:
    """Table and text of each of our triggers that is in force."""
    if connection.vendor == "sqlite":
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
        )
    else:
        cursor.execute(
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
            "AND pg_table_is_visible(c.oid) AND t.tgname LIKE %s",
            [f"{PREFIX}%"],
        )
    return {name: (table, text) for name, table, text in cursor.fetchall()}
