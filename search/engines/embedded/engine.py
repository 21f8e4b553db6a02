"""The engine itself: runs compiled plans on the current generation and keeps counts while nothing has changed."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ...document import Reference, SearchDocument
from ...plan.model import Plan, Token
from ..base import KEYED_SORTS, Completion, Found, Hit, NoIndexError, Query, Refused, ScoreParts
from . import compiling, counts, schema
from .files import BusyError, Generations, connect, locked, unavailable_where_unwritable

KEPT_COUNTS = 512
LOCK_SECONDS = 20.0

Counts = tuple[int, Mapping[str, Mapping[str, int]]]


class EmbeddedEngine:
    """An index in a folder of its own. Any number of processes read; one at a time writes (`writing`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.generations = Generations(folder)
        self._counts: OrderedDict[object, Counts] = OrderedDict()
        self._counts_lock = threading.Lock()
        self._syllables: tuple[object, dict[str, int]] = (None, {})

    # Writing

    def writing(self, *, wait_seconds: float = LOCK_SECONDS) -> AbstractContextManager[None]:
        """Alone among writers: hold it from reading the records to writing them, or an older state may win.

        Raises BusyError where another writer keeps it longer than `wait_seconds`.
        """
        return locked(self.folder / "write.lock", wait_seconds=wait_seconds)

    @property
    def index(self) -> "EmbeddedEngine":
        """Itself: what is written goes into the generation that is current."""
        return self

    @property
    def name(self) -> str:
        """The file of the current generation. Raises NoIndexError."""
        return self.generations.current_name()

    def put(self, documents: Iterable[SearchDocument], *, version: int = 1) -> Refused:
        """`version` does not matter: `writing` lets nobody overtake."""
        with self._transaction(self.generations.connection()) as connection:
            return schema.put(connection, documents)

    def delete(self, references: Iterable[Reference], *, version: int = 1) -> Refused:
        with self._transaction(self.generations.connection()) as connection:
            for reference in references:
                schema.forget(connection, reference)
        return {}

    def refresh(self) -> None:
        """Writes are visible at once; what is left to do is merging what piled up."""
        with unavailable_where_unwritable():
            self.generations.connection().execute("INSERT INTO words (words, rank) VALUES ('merge', 200)")

    @contextmanager
    def rebuild(self) -> Iterator["NewIndex"]:
        """A new index to fill; a clean exit makes it the current one, an error leaves everything as it was.

        Raises BusyError while another rebuild runs.
        """
        with locked(self.folder / "rebuild.lock", wait_seconds=0), unavailable_where_unwritable():
            new = NewIndex(self.generations.begin())
            try:
                yield new
                new.finish()
            except BaseException:
                new.close()
                self.generations.discard(new.path)
                raise
            self.generations.make_current(new.path)

    @staticmethod
    @contextmanager
    def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
        with unavailable_where_unwritable():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    # Reading

    def run(self, plan: Plan, query: Query) -> Found:
        connection = self.generations.connection()
        query = self._anchored(connection, query)
        statement = compiling.hits_statement(plan, query)
        rows = connection.execute(statement.statement, statement.parameters)
        hits = tuple(Hit(Reference(kind, number), score) for kind, number, score in rows)
        if query.before is not None and query.after is None:
            hits = hits[::-1]
        if not query.is_counted:
            return Found(hits, len(hits), {})
        total, facets = self._counted(connection, plan, query)
        return Found(hits, total, facets)

    @staticmethod
    def _anchored(connection: sqlite3.Connection, query: Query) -> Query:
        """Without a record to read on from where the order has none, or the index has not that record."""
        anchor = query.after or query.before
        known = "SELECT 1 FROM documents WHERE kind = ? AND object_id = ?"
        if anchor is None or (query.sort in KEYED_SORTS and connection.execute(known, anchor).fetchone()):
            return query
        return replace(query, after=None, before=None)

    def explain(self, plan: Plan, query: Query) -> list[tuple[Hit, ScoreParts | None]]:
        """The hits of `run` in their order, each with what its score is made of; None where a list has no scores."""
        if not plan or query.sort in KEYED_SORTS:
            return [(hit, None) for hit in self.run(plan, query).hits]
        statement = compiling.explanation_statement(plan, query)
        rows = self.generations.connection().execute(statement.statement, statement.parameters)
        return [(Hit(Reference(kind, number), score), ScoreParts(*parts)) for kind, number, score, *parts in rows]

    def count(self, plan: Plan, query: Query) -> int:
        total, _facets = self._counted(self.generations.connection(), plan, query)
        return total

    def _counted(self, connection: sqlite3.Connection, plan: Plan, query: Query) -> Counts:
        """Counts stay true until the index changes, so they are kept until then."""
        key = (self._state(self.generations.name_open, connection), plan, query.choices, query.facets)
        with self._counts_lock:
            if key in self._counts:
                self._counts.move_to_end(key)
                return self._counts[key]
        counts = self._count(connection, plan, query)
        with self._counts_lock:
            self._counts[key] = counts
            while len(self._counts) > KEPT_COUNTS:
                self._counts.popitem(last=False)
        return counts

    def state(self) -> str:
        """Another value after every write and every rebuild; empty where there is no index yet."""
        try:
            name, connection = self.generations.opened()
        except NoIndexError:
            return ""
        return self._state(name, connection)

    @staticmethod
    def _state(name: str, connection: sqlite3.Connection) -> str:
        return f"{name}/{schema.last_change(connection)}"

    @staticmethod
    def _count(connection: sqlite3.Connection, plan: Plan, query: Query) -> Counts:
        statement = compiling.counts_statement(plan, query)
        total, facets = 0, {facet: {} for facet in query.facets}
        for facet, value, number in connection.execute(statement.statement, statement.parameters):
            if facet == "total":
                total = number
            else:
                facets[facet][value] = number
        return total, MappingProxyType({facet: MappingProxyType(values) for facet, values in facets.items()})

    def complete(self, tokens: tuple[Token, ...], limit: int) -> list[Completion]:
        """Records whose names have these words, the last one begun; the best known ones first."""
        if not tokens:
            return []
        statement = compiling.completion_statement(tokens, limit)
        rows = self.generations.connection().execute(statement.statement, statement.parameters)
        return [Completion(Reference(*row)) for row in rows]

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """How many records have each of the words, as it stands, anywhere; without those that none has."""
        wanted = list(dict.fromkeys(words))
        statement = f"SELECT term, doc FROM vocabulary WHERE term IN ({compiling.marks(wanted)})"  # noqa: S608
        return dict(self.generations.connection().execute(statement, wanted).fetchall())

    def count_words(self, seeds: Iterable[str]) -> None:
        """Count what the speller goes by anew: the words of every record, and `seeds`, folded phrases."""
        with self._transaction(self.generations.connection()) as connection:
            counts.count_words(connection, seeds)

    def word_counts(self) -> counts.IndexCounts:
        """As they were counted last. Syllables are kept in memory until then."""
        name, connection = self.generations.opened()
        key = (name, counts.counted(connection))
        if self._syllables[0] != key:
            self._syllables = (key, counts.load_syllables(connection))
        return counts.IndexCounts(connection, self._syllables[1])

    def digests(self) -> Iterator[tuple[Reference, str]]:
        """Every record that is there, with the digest of its document."""
        rows = self.generations.connection().execute("SELECT kind, object_id, digest FROM documents")
        for kind, number, digest in rows:
            yield Reference(kind, number), digest

    def exists(self) -> bool:
        """Whether there is a whole index of this version."""
        try:
            self.generations.connection()
        except NoIndexError:
            return False
        return True

    def healthy(self) -> bool:
        try:
            self.generations.connection().execute("SELECT rowid FROM words LIMIT 1").fetchone()
        except (NoIndexError, sqlite3.DatabaseError):
            return False
        return True

    def forget_everything(self) -> None:
        """Remove the index from this host; the next reader builds it again."""
        self.generations.disconnect()
        self.generations.pointer.unlink(missing_ok=True)
        for file in self.folder.glob("index-*.sqlite3"):
            self.generations.discard(file)
        with self._counts_lock:
            self._counts.clear()


class NewIndex:
    """A generation that is being filled, by one writer, in one transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)
        self._connection.execute("BEGIN")

    @property
    def name(self) -> str:
        return self.path.name

    def put(self, documents: Iterable[SearchDocument], *, version: int = 1) -> Refused:
        return schema.put(self._connection, documents)

    def delete(self, references: Iterable[Reference], *, version: int = 1) -> Refused:
        for reference in references:
            schema.forget(self._connection, reference)
        return {}

    def refresh(self) -> None:
        """Nobody reads it yet."""

    def count_words(self, seeds: Iterable[str]) -> None:
        counts.count_words(self._connection, seeds)

    def finish(self) -> None:
        """Commit, merge the words into one segment and let the planner see the sizes."""
        self._connection.execute("COMMIT")
        self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._connection.execute("ANALYZE")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()

    def close(self) -> None:
        self._connection.close()


__all__ = ["BusyError", "EmbeddedEngine", "NewIndex", "NoIndexError"]
