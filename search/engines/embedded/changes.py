"""What a batch of writes does to the sets of documents and to the names, gathered so that each is written once."""

import sqlite3
from collections import defaultdict
from typing import NamedTuple

from pyroaring import BitMap

from .postings import Value

HIGHEST_BOOST = 99_999
LONGEST_KEY = 4095


class Entry(NamedTuple):
    """What of a document lies outside its own rows: the sets it is in, and its names at their place."""

    number: int
    values: set[Value]
    place: int
    names: tuple[str, str, str] = ("", "", "")
    """Exact and folded words of the name, folded ones of the English name."""


def name_place(boost: float, sort_key: str, number: int) -> int:
    """The rowid of a document in `names`: better known ones first, of these shorter names first. What completes a
    name is read in this order, so that it costs the same however many names begin so.
    """
    return max(0, HIGHEST_BOOST - round(boost * 10_000)) << 44 | min(len(sort_key), LONGEST_KEY) << 32 | number


class Changes:
    """Documents that come, change and go."""

    def __init__(self) -> None:
        self._joined: defaultdict[Value, BitMap] = defaultdict(BitMap)
        self._left: defaultdict[Value, BitMap] = defaultdict(BitMap)
        self._names: dict[int, tuple[str, str, str]] = {}
        self._names_gone: set[int] = set()

    def replace(self, before: Entry | None, after: Entry | None) -> None:
        if before:
            self._names.pop(before.place, None)
            self._names_gone.add(before.place)
            for value in before.values:
                self._joined[value].discard(before.number)
                self._left[value].add(before.number)
        if after:
            self._names[after.place] = after.names
            for value in after.values:
                self._joined[value].add(after.number)

    def write(self, connection: sqlite3.Connection, revision: int) -> None:
        """Into the transaction that is open."""
        self._write_sets(connection, revision)
        self._write_names(connection)

    def _write_sets(self, connection: sqlite3.Connection, revision: int) -> None:
        """A set that becomes empty stays, so that readers learn of it."""
        for value in self._joined.keys() | self._left.keys():
            row = connection.execute("SELECT documents FROM postings WHERE facet = ? AND value = ?", value).fetchone()
            documents = BitMap.deserialize(row[0]) if row else BitMap()
            documents -= self._left[value]
            documents |= self._joined[value]
            connection.execute(
                "INSERT INTO postings (facet, value, documents, changed) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (facet, value) DO UPDATE SET documents = excluded.documents, changed = excluded.changed",
                [*value, documents.serialize(), revision],
            )

    def _write_names(self, connection: sqlite3.Connection) -> None:
        """In the order of their places: out of it FTS5 begins a new segment with every row."""
        connection.executemany("DELETE FROM names WHERE rowid = ?", [(place,) for place in sorted(self._names_gone)])
        rows = [(place, *names) for place, names in sorted(self._names.items())]
        connection.executemany("INSERT INTO names (rowid, name_x, name_f, name_e) VALUES (?, ?, ?, ?)", rows)
