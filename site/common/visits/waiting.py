"""What was counted and is not written yet: in the memory of this process, for a few seconds."""

import atexit
import logging
import os
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from multiprocessing import util
from threading import Condition, Lock, Thread
from typing import Generic, TypeVar

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)

Key = TypeVar("Key", bound=Hashable)
"""What is counted."""
WRITTEN_AT = 500
"""So many keys are written at once, without waiting for the time."""
KEPT_AT_MOST = 20_000
"""While the database cannot be reached: keys beyond it are not counted."""


class Waiting(Generic[Key]):
    """Counts that wait for being written. Safe for threads; a process that is forked begins with none.

    `write` gets the counts in the order in which their keys came first. `name` says in the log what they are.
    """

    def __init__(self, write: Callable[[Mapping[Key, int]], None], *, name: str = "views") -> None:
        self._write, self._name = write, name
        self._begin()
        os.register_at_fork(after_in_child=self._begin)
        # A worker that ends in order writes what it has; of one that is killed, the last seconds are lost.
        atexit.register(self._write_at_the_end)
        util.Finalize(None, self._write_at_the_end, exitpriority=10)

    def _begin(self) -> None:
        self._counts: Counter[Key] = Counter()
        self._changed, self._writing = Condition(), Lock()
        self._thread: Thread | None = None

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, key: Key, times: int = 1) -> None:
        """Count. Takes no longer than an addition; the thread that writes begins with the first."""
        with self._changed:
            if key not in self._counts and len(self._counts) >= KEPT_AT_MOST:
                return
            self._counts[key] += times
            if self._thread is None:
                self._thread = Thread(target=self._write_for_ever, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self) -> None:
        """Write what waits. Whatever the database refuses waits on; the error is raised."""
        with self._writing:
            with self._changed:
                taken, self._counts = self._counts, Counter()
            if not taken:
                return
            try:
                self._write(taken)
            except Exception:
                with self._changed:
                    self._counts.update(taken)
                raise

    def forget(self) -> None:
        """Let go of what waits, unwritten."""
        with self._changed:
            self._counts.clear()

    def _write_for_ever(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._counts)
                self._changed.wait_for(lambda: len(self._counts) >= WRITTEN_AT, timeout=settings.VIEWS_WRITTEN_EVERY)
            if not self._flushed():
                with self._changed:
                    self._changed.wait_for(lambda: False, timeout=settings.VIEWS_WRITTEN_EVERY)

    def _flushed(self) -> bool:
        try:
            self.flush()
        except Exception:  # noqa: BLE001 - the thread lives on, and what waits is tried again
            logger.exception("%s could not be written; they wait", self._name)
            return False
        finally:
            connections.close_all()  # this thread's own; it may sleep for hours
        return True

    def _write_at_the_end(self) -> None:
        if self._counts:
            self._flushed()
