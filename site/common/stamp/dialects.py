"""The triggers in the words of each database."""

from hashlib import sha256
from typing import Any, Protocol

PREFIX = "content_stamp_"
TABLE = "content_stamp"


class Dialect(Protocol):
    """`read` is the statement that gives the tokens, `read_inside` the one for use in a transaction that may change
    something afterwards; `moved` changes the stamp outside any trigger.
    """

    read: str
    read_inside: str
    moved: str

    def prepare(self) -> list[str]: ...
    def expected(self, table: str) -> dict[str, str]: ...
    def create(self, trigger: str, table: str) -> str: ...
    def drop(self, trigger: str, table: str) -> str: ...
    def installed(self, cursor: Any) -> dict[str, tuple[str, str]]: ...


def trigger_name(table: str, event: str) -> str:
    """Within PostgreSQL's 63 characters, and one for each table and event."""
    return f"{PREFIX}{event.lower()}_{table[:24]}_{sha256(table.encode()).hexdigest()[:8]}"


class Sqlite:
    """One row. Its statement is an update: within a trigger, INSERT OR REPLACE obeys the outer statement instead."""

    read = f"SELECT token FROM {TABLE} ORDER BY slot"  # noqa: S608 - our own name
    read_inside = read
    moved = f"UPDATE {TABLE} SET token = lower(hex(randomblob(16))) WHERE slot = 0"  # noqa: S608 - our own name
    events = ("INSERT", "UPDATE", "DELETE")

    @staticmethod
    def prepare() -> list[str]:
        return [f"INSERT OR IGNORE INTO {TABLE} (slot, token) VALUES (0, lower(hex(randomblob(16))))"]  # noqa: S608

    def expected(self, table: str) -> dict[str, str]:
        """The text of each trigger by its name; SQLite keeps it as it was given."""
        return {
            (name := trigger_name(table, event)): (
                f'CREATE TRIGGER {name} AFTER {event} ON "{table}" FOR EACH ROW BEGIN {self.moved}; END'
            )
            for event in self.events
        }

    def create(self, trigger: str, table: str) -> str:
        return self.expected(table)[trigger]

    @staticmethod
    def drop(trigger: str, table: str) -> str:
        return f'DROP TRIGGER IF EXISTS "{trigger}"'

    @staticmethod
    def installed(cursor: Any) -> dict[str, tuple[str, str]]:
        """Table and text of each of our triggers."""
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
        )
        return {name: (table, sql) for name, table, sql in cursor.fetchall()}


FUNCTION = f"{PREFIX}move"
MOVED_IN = f"{PREFIX.rstrip('_')}.moved_in"
LOCK_CLASS = 1_935_961_456
"""Among advisory locks of two numbers, ours begin with this one."""


class PostgreSQL:
    """One trigger of a statement for each table. A transaction moves the stamp once, in a row no other one holds.

    The row is found by advisory locks that are tried and never waited for, so publishers neither queue nor deadlock.
    That this transaction has moved it is kept in a setting which ends with the transaction, or with the savepoint
    that is rolled back; reading the stamp inside a transaction clears it, so that what changes after a reading moves
    the stamp again.
    """

    read = f"SELECT token FROM {TABLE} ORDER BY slot"  # noqa: S608 - our own name
    read_inside = f"SELECT token, set_config('{MOVED_IN}', '', true) FROM {TABLE} ORDER BY slot"  # noqa: S608 - our own name
    moved = f"SELECT {FUNCTION}_now()"
    body = f"""
DECLARE free integer := 0; me text := pg_current_xact_id()::text;
BEGIN
  IF current_setting('{MOVED_IN}', true) = me THEN RETURN; END IF;
  WHILE NOT pg_try_advisory_xact_lock({LOCK_CLASS}, free) LOOP free := free + 1; END LOOP;
  INSERT INTO {TABLE} (slot, token) VALUES (free, replace(gen_random_uuid()::text, '-', ''))
    ON CONFLICT (slot) DO UPDATE SET token = excluded.token;
  PERFORM set_config('{MOVED_IN}', me, true);
END
"""  # noqa: S608 - our own names
    events = "INSERT OR UPDATE OR DELETE OR TRUNCATE"

    def prepare(self) -> list[str]:
        return [
            f"CREATE OR REPLACE FUNCTION {FUNCTION}_now() RETURNS void LANGUAGE plpgsql AS $stamp${self.body}$stamp$",
            f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$stamp$BEGIN PERFORM {FUNCTION}_now(); RETURN NULL; END$stamp$",
        ]

    def expected(self, table: str) -> dict[str, str]:
        """What each trigger runs, by its name."""
        return {trigger_name(table, "any"): self.body}

    def create(self, trigger: str, table: str) -> str:
        run = f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
        return f'CREATE TRIGGER {trigger} AFTER {self.events} ON "{table}" {run}'

    @staticmethod
    def drop(trigger: str, table: str) -> str:
        return f'DROP TRIGGER IF EXISTS "{trigger}" ON "{table}"'

    @staticmethod
    def installed(cursor: Any) -> dict[str, tuple[str, str]]:
        """Table and function of each of our triggers; one that was switched off counts as missing."""
        cursor.execute(
            "SELECT t.tgname, c.relname, (SELECT p.prosrc FROM pg_proc p WHERE p.proname = %s LIMIT 1) "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND pg_table_is_visible(c.oid) "
            "AND t.tgname LIKE %s",
            [f"{FUNCTION}_now", f"{PREFIX}%"],
        )
        return {name: (table, body) for name, table, body in cursor.fetchall()}


DIALECTS: dict[str, Dialect] = {"sqlite": Sqlite(), "postgresql": PostgreSQL()}
