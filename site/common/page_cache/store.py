"""Answers in memory, bounded in bytes: the one not asked for longest goes first."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from django.conf import settings

OVERHEAD = 1500
"""What an answer costs beside its body: its key and its headers, as Python objects."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes out."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD


class Store:
    """Answers by key. Safe to use by many threads."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self._bytes = 0

    def get(self, key: Hashable) -> Answer | None:
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Hashable, answer: Answer) -> None:
        """Keep it, and let others go until all fit; one that alone takes an eighth of the room is not kept."""
        if answer.size > self.most_bytes // 8:
            return
        with self._lock:
            former = self._answers.pop(key, None)
            self._bytes += answer.size - (former.size if former else 0)
            self._answers[key] = answer
            while self._bytes > self.most_bytes:
                _key, gone = self._answers.popitem(last=False)
                self._bytes -= gone.size

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._answers)

    @property
    def bytes(self) -> int:
        return self._bytes


store = Store(settings.PAGE_CACHE_BYTES)
"""This process's. Nothing in it outlives a deployment, so code and templates need no part in the key."""


def forget_pages() -> None:
    """Empty this process's cache: for tests, which change what no stamp can know."""
    store.clear()
