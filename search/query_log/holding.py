"""What waits until several people have asked it. Not the text: a digest, in this process's memory, for a week."""

import datetime
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from secrets import token_bytes
from threading import Lock

from django.utils import timezone

ENOUGH = 3
"""So many network addresses have to ask a query before it is stored."""
MOST_HELD = 20_000


@dataclass
class _Asked:
    """How often a query was asked, and by whom: digests that only this process could make."""

    times: int = 0
    askers: set[bytes] = field(default_factory=set)


class Holding:
    """Tells which queries were asked by enough people to be nobody's own. Safe for threads.

    Each process counts for itself and begins anew each week, with a new key: it lets too little through, never too
    much. Beyond `MOST_HELD` queries nothing new is let in before the week is over.
    """

    def __init__(self, today: Callable[[], datetime.date] = timezone.localdate) -> None:
        self._today, self._lock = today, Lock()
        self._week = -1
        self._begin(-1)

    def _begin(self, week: int) -> None:
        self._week, self._key = week, token_bytes(32)
        self._held: dict[bytes, _Asked] = {}
        self._free: set[bytes] = set()

    def asked(self, query: str, address: str) -> int:
        """Note that an address asks. Returns how often to count the query now: not at all before enough have asked it,
        each time so far when they have, once from then on.
        """
        with self._lock:
            digest = self._digest_of_this_week(query)
            if digest in self._free:
                return 1
            if digest not in self._held and len(self._held) + len(self._free) >= MOST_HELD:
                return 0
            held = self._held.setdefault(digest, _Asked())
            held.times += 1
            held.askers.add(self._digest(_subscriber(address)))
            if len(held.askers) < ENOUGH:
                return 0
            del self._held[digest]
            self._free.add(digest)
            return held.times

    def is_free(self, query: str) -> bool:
        """Whether enough have asked it this week."""
        with self._lock:
            return self._digest_of_this_week(query) in self._free

    def forget(self) -> None:
        with self._lock:
            self._begin(-1)

    def _digest_of_this_week(self, query: str) -> bytes:
        week = (self._today().toordinal() - 1) // 7
        if week != self._week:
            self._begin(week)
        return self._digest(query)

    def _digest(self, words: str) -> bytes:
        return blake2b(words.encode(), key=self._key, digest_size=16).digest()


def _subscriber(address: str) -> str:
    """The network of one subscriber: of IPv6 the first half, the rest of which every telephone changes by itself."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address
