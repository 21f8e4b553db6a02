"""When the first engine does not answer, another does, and the first is left in peace for a while."""

import threading

import pytest

from search.engines.base import Query, UnavailableError
from search.engines.embedded import EmbeddedEngine
from search.engines.falling_back import OPEN_SECONDS, REST_SECONDS, Breaker, FallingBack
from search.plan.model import Plan

from .engines import document, fill


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Troubled(EmbeddedEngine):
    """An engine that can be made to fail; `asked` counts."""

    asked = 0
    fails = False

    def count(self, plan, query) -> int:
        self.asked += 1
        if self.fails:
            raise UnavailableError("hung")
        return super().count(plan, query)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path, clock: Clock) -> FallingBack:
    first, second = Troubled(tmp_path / "first"), EmbeddedEngine(tmp_path / "second")
    fill(first, [document(1, "Chè"), document(2, "Miến")])
    fill(second, [document(1, "Chè")])
    return FallingBack(first, second, Breaker(clock))


def count(engine: FallingBack) -> int:
    return engine.count(Plan(), Query())


def fail(engine: FallingBack, clock: Clock, times: int) -> None:
    engine.first.fails = True
    for _ in range(times):
        count(engine)
        clock.now += REST_SECONDS


def test_the_first_answers_as_long_as_it_does(engine: FallingBack):
    assert count(engine) == 2
    assert engine.breaker.state == "closed"


def test_one_failure_is_answered_by_the_other_and_the_same_page_waits_no_second_time(engine: FallingBack):
    engine.first.fails = True
    assert [count(engine), count(engine)] == [1, 1]
    assert engine.first.asked == 1 and engine.breaker.state == "resting"


def test_after_three_failures_nobody_asks_for_half_a_minute(engine: FallingBack, clock: Clock):
    fail(engine, clock, 3)
    assert engine.breaker.state == "open"
    clock.now += OPEN_SECONDS - REST_SECONDS - 0.1
    assert count(engine) == 1 and engine.first.asked == 3
    clock.now += 0.2
    engine.first.fails = False
    assert engine.breaker.state == "half-open"
    assert count(engine) == 2 and engine.breaker.state == "closed"


def test_of_many_who_come_after_the_pause_one_tries(engine: FallingBack, clock: Clock):
    fail(engine, clock, 3)
    clock.now += OPEN_SECONDS
    barrier, let_through = threading.Barrier(8), []

    def ask() -> None:
        barrier.wait()
        let_through.append(engine.breaker.lets_through())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(let_through) == 1


def test_a_probe_that_fails_keeps_it_open(engine: FallingBack, clock: Clock):
    fail(engine, clock, 3)
    clock.now += OPEN_SECONDS
    assert count(engine) == 1
    assert engine.first.asked == 4 and engine.breaker.state == "open"


def test_failures_that_do_not_follow_each_other_open_nothing(engine: FallingBack, clock: Clock):
    for _ in range(5):
        fail(engine, clock, 1)
        engine.first.fails = False
        clock.now += REST_SECONDS
        assert count(engine) == 2


def test_what_is_no_failure_of_the_engine_is_raised(engine: FallingBack, monkeypatch):
    def broken(plan, query):
        raise ZeroDivisionError

    monkeypatch.setattr(engine.first, "count", broken)
    with pytest.raises(ZeroDivisionError):
        count(engine)
