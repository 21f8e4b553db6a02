"""The tables of one index file, and how a document becomes their rows."""

import json
import sqlite3
from collections.abc import Iterable

from ...document import Reference, SearchDocument
from ..relevance import EXACT_COLUMNS, FIELDS, FOLDED_COLUMNS, words_of
from .changes import Changes, Entry, name_place
from .postings import Value, values_of

TABLES = f"""
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    object_id INTEGER NOT NULL,
    name_key TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    boost REAL NOT NULL,
    level_rank INTEGER NOT NULL,
    newest_key TEXT NOT NULL,
    renewed_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    facet_values TEXT NOT NULL,
    UNIQUE (kind, object_id)
);
CREATE INDEX documents_newest ON documents (newest_key, object_id, kind);
CREATE INDEX documents_renewed ON documents (renewed_key, object_id, kind);
CREATE INDEX documents_by_name ON documents (sort_key, object_id, kind);
CREATE INDEX documents_named ON documents (name_key);
CREATE TABLE postings (
    facet TEXT NOT NULL, value TEXT NOT NULL, documents BLOB NOT NULL, changed INTEGER NOT NULL, UNIQUE (facet, value)
);
CREATE INDEX postings_changed ON postings (changed);
CREATE TABLE revision (number INTEGER NOT NULL);
INSERT INTO revision VALUES (0);
CREATE TABLE syllables (text TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pairs (
    first TEXT NOT NULL, second TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    {", ".join(EXACT_COLUMNS + FOLDED_COLUMNS)}, tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE names USING fts5 (
    name_x, name_f, name_e, prefix = '1 2 3 4 5 6 7', detail = column, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""  # noqa: S608 - our own names


def create(connection: sqlite3.Connection) -> None:
    connection.executescript(TABLES)


def put(connection: sqlite3.Connection, documents: Iterable[SearchDocument], changes: Changes) -> dict[Reference, str]:
    """Write documents, replacing what was there; the reasons of those that cannot be written, which stay as they were.

    `changes` gathers what the caller writes at the end. Raises sqlite3.Error where the file itself cannot be written.
    """
    refused = {}
    for document in documents:
        connection.execute("SAVEPOINT one_document")
        try:
            before = _forget(connection, document.reference)
            entry = _put(connection, document)
        except (ValueError, TypeError, OverflowError, sqlite3.DataError, sqlite3.IntegrityError) as error:
            connection.execute("ROLLBACK TO one_document")
            refused[document.reference] = f"{type(error).__name__}: {error}"
        else:
            changes.replace(before, entry)
        connection.execute("RELEASE one_document")
    return refused


def _put(connection: sqlite3.Connection, document: SearchDocument) -> Entry:
    values = values_of(document)
    number = _put_record(connection, document, values)
    pairs = [words_of(getattr(document, name)) for name in FIELDS]
    columns = [exact for exact, _folded in pairs] + [folded for _exact, folded in pairs]
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO words (rowid, {_names()}) VALUES ({marks})", [number, *columns])  # noqa: S608
    english = words_of(document.english_name)[1]
    return Entry(number, values, name_place(document.boost, document.sort_key, number), (*pairs[0], english))


def _names() -> str:
    return ", ".join(EXACT_COLUMNS + FOLDED_COLUMNS)


def _put_record(connection: sqlite3.Connection, document: SearchDocument, values: set[Value]) -> int:
    cursor = connection.execute(
        "INSERT INTO documents (kind, object_id, name_key, sort_key, boost, level_rank, newest_key,"
        " renewed_key, digest, facet_values) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *document.reference,
            document.name_key,
            document.sort_key,
            document.boost,
            document.level_rank,
            document.newest_key,
            document.renewed_key,
            document.digest,
            json.dumps(sorted(values), ensure_ascii=False),
        ),
    )
    _note_change(connection)
    return int(cursor.lastrowid or 0)


def forget(connection: sqlite3.Connection, reference: Reference, changes: Changes) -> None:
    """Take one record out, if it is there."""
    changes.replace(_forget(connection, reference), None)


def _forget(connection: sqlite3.Connection, reference: Reference) -> Entry | None:
    """What was there."""
    row = connection.execute(
        "SELECT id, boost, sort_key, facet_values FROM documents WHERE kind = ? AND object_id = ?", reference
    ).fetchone()
    if row is None:
        return None
    number, boost, sort_key, values = row
    connection.execute("DELETE FROM words WHERE rowid = ?", [number])
    connection.execute("DELETE FROM documents WHERE id = ?", [number])
    _note_change(connection)
    return Entry(number, {(facet, value) for facet, value in json.loads(values)}, name_place(boost, sort_key, number))


def _note_change(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE revision SET number = number + 1")


def last_change(connection: sqlite3.Connection) -> int:
    """A number that moves with every write; pages and sets that are kept look at it."""
    return int(connection.execute("SELECT number FROM revision").fetchone()[0])
