"""PostgreSQL's triggers."""

from collections.abc import Iterator
from typing import Any

from .guard import PREFIX, Guard, digest_of


class PostgreSQL:
    """How PostgreSQL says it. It keeps a function's body as it was given; the body's first line is our digest.

    Columns are named in bodies only: one that a trigger's own definition names could no longer change its type,
    and every later migration that widens a column would fail.
    """

    @staticmethod
    def text(value: str) -> str:
        return f"({value})::text"

    @staticmethod
    def differs(one: str, other: str) -> str:
        return f"{one} IS DISTINCT FROM {other}"

    @staticmethod
    def same(one: str, other: str) -> str:
        return f"{one} IS NOT DISTINCT FROM {other}"

    @staticmethod
    def has_pair(changes: str, column: str) -> str:
        return f"jsonb_typeof({changes} -> '{column}') = 'array'"

    @staticmethod
    def pair(changes: str, column: str) -> tuple[str, str]:
        """Both values as text."""
        return f"({changes} -> '{column}' ->> 0)", f"({changes} -> '{column}' ->> 1)"

    @staticmethod
    def further_rules(tables: dict[str, str]) -> Iterator[Guard]:
        """TRUNCATE fires no trigger of rows."""
        for name, table in tables.items():
            yield Guard(f"{name}_truncated", table, "TRUNCATE", "", "the register is never emptied")

    @classmethod
    def statements(cls, guard: Guard) -> list[str]:
        each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
        return [
            f"CREATE OR REPLACE FUNCTION {guard.trigger}() RETURNS trigger LANGUAGE plpgsql AS $guard$"
            f"{cls._body(guard)}$guard$",
            f"CREATE TRIGGER {guard.trigger} BEFORE {guard.event} ON {guard.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {guard.trigger}()",
        ]

    @staticmethod
    def _body(guard: Guard) -> str:
        refuse = f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'integrity_constraint_violation';"
        declared = digest_of(f"{guard.event} ON {guard.table} WHEN {guard.condition}: {guard.message}")
        if guard.condition:
            let_through = "NEW" if guard.event == "UPDATE" else "OLD"
            refuse = f"IF {guard.condition} THEN {refuse} END IF; RETURN {let_through};"
        return f"\n-- {declared}\nBEGIN {refuse} END\n"

    @classmethod
    def digest(cls, guard: Guard) -> str:
        return digest_of(cls._body(guard))

    @staticmethod
    def installed_tables(cursor: Any) -> list[tuple[str, str]]:
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid) AND t.tgname LIKE %s",
            [f"{PREFIX}%"],
        )
        return list(cursor.fetchall())

    @staticmethod
    def installed_digests(cursor: Any) -> dict[str, str]:
        """A trigger that was switched off counts as missing."""
        cursor.execute(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid)"
        )
        return {name: digest_of(body) for name, body in cursor.fetchall()}

    @staticmethod
    def drops(trigger: str, table: str) -> list[str]:
        return [f'DROP TRIGGER IF EXISTS "{trigger}" ON "{table}"', f'DROP FUNCTION IF EXISTS "{trigger}"()']
