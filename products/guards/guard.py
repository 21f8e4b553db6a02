"""One rule of the register, and what a database must know to say it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

PREFIX = "register_guard_"


@dataclass(frozen=True)
class Guard:
    """One rule on one table: an event is refused where `condition`, SQL over OLD and NEW, holds; "" for always.

    `columns` are those whose update matters; a database may use them to look at fewer updates.
    """

    name: str
    table: str
    event: str
    condition: str
    message: str
    columns: tuple[str, ...] = ()

    @property
    def trigger(self) -> str:
        return f"{PREFIX}{self.name}"


class Dialect(Protocol):
    """A database's way of saying the rules. Values are compared as text, since events keep them as JSON."""

    def text(self, value: str) -> str: ...
    def differs(self, one: str, other: str) -> str: ...
    def same(self, one: str, other: str) -> str: ...
    def has_pair(self, changes: str, column: str) -> str: ...
    def pair(self, changes: str, column: str) -> tuple[str, str]: ...
    def further_rules(self, tables: dict[str, str]) -> Iterable[Guard]: ...
    def statements(self, guard: Guard) -> list[str]: ...
    def drops(self, trigger: str, table: str) -> list[str]: ...
    def installed_tables(self, cursor: Any) -> list[tuple[str, str]]: ...
    def installed_digests(self, cursor: Any) -> dict[str, str]: ...
    def digest(self, guard: Guard) -> str: ...


def digest_of(sql: str) -> str:
    """Equal for two texts that differ in white space only."""
    return sha256(" ".join(sql.split()).encode()).hexdigest()
