"""The tables of one index file, and how a document becomes their rows."""

import sqlite3
from collections.abc import Iterable

from ...document import Reference, SearchDocument
from ..relevance import EXACT_COLUMNS, FIELDS, FOLDED_COLUMNS, words_of

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
    renewed_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (kind, object_id)
);
CREATE INDEX documents_newest ON documents (kind, awarded, newest_key, object_id);
CREATE INDEX documents_renewed ON documents (kind, awarded, renewed_key, object_id);
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
CREATE TABLE revision (number INTEGER NOT NULL);
INSERT INTO revision VALUES (0);
CREATE TABLE syllables (text TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pairs (
    first TEXT NOT NULL, second TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(EXACT_COLUMNS + FOLDED_COLUMNS)}, prefix = '1 2 3', tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""  # noqa: S608 - our own names


def create(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES)


def put(connection: sqlite3.Connection, documents: Iterable[SearchDocument]) -> dict[Reference, str]:
    """Write documents, replacing what was there; the reasons of those that cannot be written, which stay as they were.

    Raises sqlite3.Error where the file itself cannot be written.
    """
    refused = {}
    for document in documents:
        connection.execute("SAVEPOINT one_document")
        try:
            _put(connection, document)
        except (ValueError, TypeError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError) as error:
            connection.execute("ROLLBACK TO one_document")
            refused[document.reference] = f"{type(error).__name__}: {error}"
        connection.execute("RELEASE one_document")
    return refused


def _put(connection: sqlite3.Connection, document: SearchDocument) -> None:
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
        "INSERT INTO documents"
        " (kind, object_id, name_key, sort_key, awarded, boost, level_rank, newest_key, renewed_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *document.reference,
            document.name_key,
            document.sort_key,
            "yes" if document.is_awarded else "no",
            document.boost,
            document.level_rank,
            document.newest_key,
            document.renewed_key,
            document.digest,
        ),
    )
    _note_change(connection)
    return int(cursor.lastrowid or 0)


def forget(connection: sqlite3.Connection, reference: Reference) -> None:
    """Take one record out, if it is there."""
    row = connection.execute("SELECT id FROM documents WHERE kind = ? AND object_id = ?", reference).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM words WHERE rowid = ?", row)
    connection.execute("DELETE FROM occasions WHERE document = ?", row)
    connection.execute("DELETE FROM facet_values WHERE document = ?", row)
    connection.execute("DELETE FROM documents WHERE id = ?", row)
    _note_change(connection)


def _note_change(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE revision SET number = number + 1")


def last_change(connection: sqlite3.Connection) -> int:
    """A number that moves with every write; pages and counts that are kept look at it."""
    return int(connection.execute("SELECT number FROM revision").fetchone()[0])
