"""SQLite's triggers."""

from collections.abc import Iterator
from typing import Any

from .guard import PREFIX, Guard, digest_of


class Sqlite:
    """How SQLite says it. It keeps the text of a trigger as it was given, so that text is compared."""

    @staticmethod
    def text(value: str) -> str:
        return f"CAST({value} AS TEXT)"

    @staticmethod
    def differs(one: str, other: str) -> str:
        return f"{one} IS NOT {other}"

    @staticmethod
    def same(one: str, other: str) -> str:
        return f"{one} IS {other}"

    @staticmethod
    def has_pair(changes: str, column: str) -> str:
        return f"json_type({changes}, '$.{column}') = 'array'"

    @staticmethod
    def pair(changes: str, column: str) -> tuple[str, str]:
        """Both values as text."""
        first, second = (f"CAST(json_extract({changes}, '$.{column}[{place}]') AS TEXT)" for place in (0, 1))
        return first, second

    @staticmethod
    def further_rules(tables: dict[str, str]) -> Iterator[Guard]:
        """INSERT OR REPLACE deletes the row in its way without a DELETE trigger."""
        for name, table in tables.items():
            same_code = " OR code = NEW.code" if name == "award" else ""
            released = " AND released_at IS NOT NULL" if name == "decision" else ""
            in_the_way = f"SELECT 1 FROM {table} WHERE (id = NEW.id{same_code}){released}"  # noqa: S608 - our names
            message = "an entry of the register is never replaced"
            yield Guard(f"{name}_replaced", table, "INSERT", f"EXISTS ({in_the_way})", message)

    @staticmethod
    def statements(guard: Guard) -> list[str]:
        columns = ", ".join(f'"{column}"' for column in guard.columns)
        event = f"{guard.event} OF {columns}" if columns else guard.event
        when = f"WHEN {guard.condition} " if guard.condition else ""
        return [
            f"CREATE TRIGGER {guard.trigger} BEFORE {event} ON {guard.table} FOR EACH ROW {when}"
            f"BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        ]

    @classmethod
    def digest(cls, guard: Guard) -> str:
        return digest_of(cls.statements(guard)[0])

    @staticmethod
    def installed_tables(cursor: Any) -> list[tuple[str, str]]:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
        )
        return list(cursor.fetchall())

    @staticmethod
    def installed_digests(cursor: Any) -> dict[str, str]:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: digest_of(sql) for name, sql in cursor.fetchall()}

    @staticmethod
    def drops(trigger: str, table: str) -> list[str]:
        return [f'DROP TRIGGER IF EXISTS "{trigger}"']
