"""The engine itself: runs compiled plans on the current generation and keeps counts while nothing has changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from ...document import Reference, SearchDocument
from ...plan.model import Plan, Token
from ..base import Completion, Found, Hit, NoIndexError, Query, Refused, ScoreParts
from . import counts, schema
from .changes import Changes
from .files import BusyError, Generations, connect, locked, unavailable_where_unwritable
from .matching import KeptMatches, Matching
from .postings import KeptPostings, Key
from .snapshot import Snapshot

LOCK_SECONDS = 20.0


class EmbeddedEngine:
    """An index in a folder of its own. Any number of processes read; one at a time writes (`writing`)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.generations = Generations(folder)
        self._postings = KeptPostings()
        self._matches = KeptMatches()
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
            changes = Changes()
            refused = schema.put(connection, documents, changes)
            changes.write(connection, schema.last_change(connection))
            return refused

    def delete(self, references: Iterable[Reference], *, version: int = 1) -> Refused:
        with self._transaction(self.generations.connection()) as connection:
            changes = Changes()
            for reference in references:
                schema.forget(connection, reference, changes)
            changes.write(connection, schema.last_change(connection))
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
        with self._snapshot() as snapshot:
            return snapshot.run(plan, query)

    def count(self, plan: Plan, query: Query) -> int:
        with self._snapshot() as snapshot:
            return snapshot.count(plan, query)

    def explain(self, plan: Plan, query: Query) -> list[tuple[Hit, ScoreParts | None]]:
        """The hits of `run` in their order, each with what its score is made of; None where a list has no scores."""
        with self._snapshot() as snapshot:
            return snapshot.explain(plan, query)

    def complete(self, tokens: tuple[Token, ...], limit: int, *, in_english: bool = False) -> list[Completion]:
        """Records whose names have these words, the last one begun; the best known ones first."""
        if not tokens or limit < 1:
            return []
        with self._snapshot() as snapshot:
            return snapshot.complete(tokens, limit, in_english=in_english)

    @contextmanager
    def _snapshot(self) -> Iterator[Snapshot]:
        name, connection = self.generations.opened()
        connection.execute("BEGIN")
        try:
            key = Key(name, schema.last_change(connection))
            postings = self._postings.at(connection, key)
            yield Snapshot(connection, postings, Matching(connection, postings, key, self._matches))
        finally:
            connection.execute("ROLLBACK")

    def forget_kept(self) -> None:
        """What questions found is looked for anew: for whoever measures them."""
        self._matches.clear()

    def state(self) -> str:
        """Another value after every write and every rebuild; empty where there is no index yet."""
        try:
            name, connection = self.generations.opened()
        except NoIndexError:
            return ""
        return f"{name}/{schema.last_change(connection)}"

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """How many records have each of the words, as it stands, anywhere; without those that none has."""
        wanted = list(dict.fromkeys(words))
        statement = f"SELECT term, doc FROM vocabulary WHERE term IN ({', '.join('?' * len(wanted))})"  # noqa: S608
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
        self.forget_kept()


class NewIndex:
    """A generation that is being filled, by one writer, in one transaction."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)
        self._connection.execute("BEGIN")
        self._changes = Changes()

    @property
    def name(self) -> str:
        return self.path.name

    def put(self, documents: Iterable[SearchDocument], *, version: int = 1) -> Refused:
        return schema.put(self._connection, documents, self._changes)

    def delete(self, references: Iterable[Reference], *, version: int = 1) -> Refused:
        for reference in references:
            schema.forget(self._connection, reference, self._changes)
        return {}

    def refresh(self) -> None:
        """Nobody reads it yet."""

    def count_words(self, seeds: Iterable[str]) -> None:
        counts.count_words(self._connection, seeds)

    def finish(self) -> None:
        """Commit, merge the words into one segment and let the planner see the sizes."""
        self._changes.write(self._connection, schema.last_change(self._connection))
        self._connection.execute("COMMIT")
        self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._connection.execute("INSERT INTO names (names) VALUES ('optimize')")
        self._connection.execute("ANALYZE")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()

    def close(self) -> None:
        self._connection.close()


__all__ = ["BusyError", "EmbeddedEngine", "NewIndex", "NoIndexError"]
