"""The files of an index: one whole generation is current, a new one is built beside it and swapped in by a rename.

The pointer file is renamed, not the database: a database in WAL mode is three files, and a rename of one of them
would join it to another's log.
"""

import errno
import fcntl
import os
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..base import VERSION, NoIndexError, UnavailableError
from . import schema

LONGEST_NAME = 200
UNWRITABLE = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EPERM}
UNWRITABLE_ERRORS = {sqlite3.OperationalError, sqlite3.DatabaseError}
"""SQLite's words for a full disk, a read-only file, and one that is damaged; the others are about a document."""


class BusyError(Exception):
    """Another process holds the lock longer than this one may wait."""


@contextmanager
def unavailable_where_unwritable() -> Iterator[None]:
    """A full disk, a read-only or a damaged file: raises UnavailableError with what SQLite or the system says."""
    try:
        yield
    except (sqlite3.DatabaseError, OSError) as error:
        is_ours = type(error) in UNWRITABLE_ERRORS or getattr(error, "errno", None) in UNWRITABLE
        if not is_ours:
            raise
        raise UnavailableError(f"{type(error).__name__}: {error}") from error


@contextmanager
def locked(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file alone among all processes and threads of this host, or raise BusyError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise BusyError(path.name) from None
                time.sleep(0.01)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit; transactions are begun by name. Raises NoIndexError where the file is gone."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=20, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise NoIndexError(str(path)) from error
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -16000")
    return connection


class Generations:
    """Which file is current, and this thread's connection to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.pointer = folder / "current"
        self._pointer = os.fspath(self.pointer)
        self._here = threading.local()

    def current_name(self) -> str:
        """Read anew each time, by every page that is kept: so without what `read_text` does around it."""
        try:
            pointer = os.open(self._pointer, os.O_RDONLY)
        except FileNotFoundError:
            raise NoIndexError(self._pointer) from None
        try:
            name = os.read(pointer, LONGEST_NAME).decode("ascii").strip()
        finally:
            os.close(pointer)
        if not name.startswith(f"index-{VERSION}-"):
            raise NoIndexError(f"{name} is of another version")
        return name

    def connection(self) -> sqlite3.Connection:
        """To the current generation, kept open by this thread until another one takes its place."""
        return self.opened()[1]

    def opened(self) -> tuple[str, sqlite3.Connection]:
        """The name of the current generation and this thread's connection to it."""
        try:
            return self._opened()
        except NoIndexError:
            # Another process may have swapped in a new one since the pointer was read.
            return self._opened()

    @property
    def name_open(self) -> str:
        """The generation of this thread's connection, whichever is current by now."""
        return str(self._here.key[0])

    def _opened(self) -> tuple[str, sqlite3.Connection]:
        name, process = self.current_name(), os.getpid()
        if getattr(self._here, "key", None) != (name, process):
            self.disconnect()
            self._here.connection = connect(self.folder / name)
            self._here.key = (name, process)
        return name, self._here.connection

    def disconnect(self) -> None:
        """Close this thread's connection. One inherited over a fork is dropped, never used."""
        key = getattr(self._here, "key", None)
        if key is not None and key[1] == os.getpid():
            self._here.connection.close()
        self._here.key = None

    def begin(self) -> Path:
        """An empty new generation that nobody reads yet."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"index-{VERSION}-{uuid.uuid4().hex[:12]}.sqlite3"
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        schema.create(connection)
        connection.close()
        return path

    def make_current(self, path: Path) -> None:
        """From this moment readers open `path`; other generations go."""
        prepared = self.folder / f"current.{os.getpid()}"
        prepared.write_text(path.name, encoding="ascii")
        prepared.replace(self.pointer)
        self.disconnect()
        for file in self.folder.glob("index-*.sqlite3"):
            if file.name != path.name:
                self.discard(file)

    def discard(self, path: Path) -> None:
        """Remove one generation. Readers that have it open keep it until they look at the pointer again."""
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
