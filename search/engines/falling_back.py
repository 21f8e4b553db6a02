"""One engine asked first, and another that answers when the first does not."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from ..plan.model import Plan, Token
from .base import Answering, Completion, Found, Query, UnavailableError

FAILURES_THAT_OPEN = 3
OPEN_SECONDS = 30.0
REST_SECONDS = 1.0
"""After a single failure, so that one page, which asks several times, waits for a hung server once."""

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class Breaker:
    """Whether it is worth asking: after three failures in a row not for 30 seconds, then one may try for all."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again = 0.0

    @property
    def state(self) -> str:
        """closed: asked. resting: a moment's pause. open: not asked. half-open: the next one tries."""
        with self._lock:
            if not self._failures:
                return "closed"
            if self._clock() < self._closed_again:
                return "open" if self._failures >= FAILURES_THAT_OPEN else "resting"
            return "half-open"

    def lets_through(self) -> bool:
        """Whether to ask now. Of many who come after a pause only the first is let through."""
        with self._lock:
            if not self._failures:
                return True
            now = self._clock()
            if now < self._closed_again:
                return False
            self._closed_again = now + self._pause()
            return True

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_again = self._clock() + self._pause()

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def _pause(self) -> float:
        return OPEN_SECONDS if self._failures >= FAILURES_THAT_OPEN else REST_SECONDS


class FallingBack:
    """Asks the first engine as long as it answers, else the second: both find the same. Written to apart."""

    def __init__(self, first: Answering, second: Answering, breaker: Breaker) -> None:
        self.first = first
        self.second = second
        self.breaker = breaker

    def _ask(self, question: Callable[[Answering], Answer]) -> Answer:
        if self.breaker.lets_through():
            try:
                answer = question(self.first)
            except UnavailableError as error:
                self.breaker.failed()
                logger.warning("search: the embedded engine answers, since the cluster did not: %s", error)
            else:
                self.breaker.succeeded()
                return answer
        return question(self.second)

    def run(self, plan: Plan, query: Query) -> Found:
        return self._ask(lambda engine: engine.run(plan, query))

    def count(self, plan: Plan, query: Query) -> int:
        return self._ask(lambda engine: engine.count(plan, query))

    def complete(self, tokens: tuple[Token, ...], limit: int, *, in_english: bool = False) -> list[Completion]:
        return self._ask(lambda engine: engine.complete(tokens, limit, in_english=in_english))
