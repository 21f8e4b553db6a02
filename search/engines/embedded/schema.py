"""The tables of one index file, and how a document becomes their rows."""

import sqlite3
from collections.abc import Iterable

from common import text

from ...document import LONGEST_TEXT, Reference, SearchDocument

VERSION = 3
"""Raised with every change of the tables or of the text code: an index of another version is built again."""

FIELDS = {"name": 10.0, "other_names": 6.0, "maker": 4.0, "sorts": 3.0, "place": 3.0, "body": 1.0, "english": 2.0}
"""Text fields with their weights in ranking."""
FOLDED_SHARE = 0.5
"""What a match without accents is worth beside an exact one."""

EXACT_COLUMNS = tuple(f"{name}_x" for name in FIELDS)
FOLDED_COLUMNS = tuple(f"{name}_f" for name in FIELDS)
WEIGHTS = tuple(FIELDS.values()) + tuple(weight * FOLDED_SHARE for weight in FIELDS.values())

TABLES = f"""
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    awarded TEXT NOT NULL,
    boost REAL NOT NULL,
    level_rank INTEGER NOT NULL,
    newest_key TEXT NOT NULL,
    UNIQUE (kind, object_id)
);
CREATE INDEX documents_newest ON documents (kind, awarded, newest_key, object_id);
CREATE INDEX documents_by_name ON documents (kind, awarded, sort_key, object_id);
CREATE TABLE occasions (
    document INTEGER NOT NULL, level TEXT NOT NULL, year TEXT NOT NULL, region TEXT NOT NULL, decision TEXT NOT NULL
);
CREATE INDEX occasions_of_document ON occasions (document);
CREATE INDEX occasions_by_level ON occasions (level, year, region, document);
CREATE INDEX occasions_by_year ON occasions (year, document);
CREATE INDEX occasions_by_region ON occasions (region, document);
CREATE INDEX occasions_by_decision ON occasions (decision, document);
CREATE TABLE facet_values (
    facet TEXT NOT NULL, value TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (facet, value, document)
) WITHOUT ROWID;
CREATE INDEX facet_values_of_document ON facet_values (document);
CREATE TABLE changes (number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, object_id INTEGER NOT NULL);
CREATE TABLE syllables (text TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pairs (
    first TEXT NOT NULL, second TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(EXACT_COLUMNS + FOLDED_COLUMNS)}, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""


def create(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES)


def words_of(value: str) -> tuple[str, str]:
    """The exact and the folded words of a text, as the columns hold them."""
    words = " ".join(text.TOKEN.findall(text.exact(value[:LONGEST_TEXT])))
    return words, text.fold(words)


def put(connection: sqlite3.Connection, documents: Iterable[SearchDocument]) -> None:
    """Write documents, replacing what was there."""
    for document in documents:
        forget(connection, document.reference)
        number = _put_record(connection, document)
        pairs = [words_of(getattr(document, name)) for name in FIELDS]
        columns = [exact for exact, _folded in pairs] + [folded for _exact, folded in pairs]
        marks = ", ".join("?" * (len(columns) + 1))
        connection.execute(f"INSERT INTO words (rowid, {_names()}) VALUES ({marks})", [number, *columns])  # noqa: S608
        connection.executemany(
            "INSERT INTO occasions VALUES (?, ?, ?, ?, ?)",
            [(number, each.level, str(each.year or ""), each.region, each.decision) for each in document.occasions],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO facet_values VALUES (?, ?, ?)",
            [(facet, value, number) for facet, values in document.facets.items() for value in values],
        )


def _names() -> str:
    return ", ".join(EXACT_COLUMNS + FOLDED_COLUMNS)


def _put_record(connection: sqlite3.Connection, document: SearchDocument) -> int:
    cursor = connection.execute(
        "INSERT INTO documents (kind, object_id, name_key, sort_key, awarded, boost, level_rank, newest_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *document.reference,
            document.name_key,
            document.sort_key,
            "yes" if document.is_awarded else "no",
            document.boost,
            document.level_rank,
            newest_key(document),
        ),
    )
    _note_change(connection, document.reference)
    return int(cursor.lastrowid or 0)


def newest_key(document: SearchDocument) -> str:
    """Sorts the newest year first, of one year the highest level, of one level by name: one ascending text, so that
    an index can be entered at any of its values.
    """
    return f"{9999 - document.newest_year:04}{99 - document.level_rank:02}{document.sort_key}"


def forget(connection: sqlite3.Connection, reference: Reference) -> None:
    """Take one record out, if it is there."""
    row = connection.execute("SELECT id FROM documents WHERE kind = ? AND object_id = ?", reference).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM words WHERE rowid = ?", row)
    connection.execute("DELETE FROM occasions WHERE document = ?", row)
    connection.execute("DELETE FROM facet_values WHERE document = ?", row)
    connection.execute("DELETE FROM documents WHERE id = ?", row)
    _note_change(connection, reference)


def _note_change(connection: sqlite3.Connection, reference: Reference) -> None:
    connection.execute("INSERT INTO changes (kind, object_id) VALUES (?, ?)", reference)


def last_change(connection: sqlite3.Connection) -> int:
    """A number that moves with every write; a rebuild and the cache of counts look at it."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    return int(row[0]) if row else 0


def changed_since(connection: sqlite3.Connection, number: int) -> list[Reference]:
    rows = connection.execute("SELECT DISTINCT kind, object_id FROM changes WHERE number > ?", (number,))
    return [Reference(*row) for row in rows]
