"""Limits on how often somebody may try: shared by all processes, and for the whole of the time they name."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from common import visitors
from common.visitors import visitor_address, within_limit

pytestmark = pytest.mark.django_db
HOUR = 3600


@pytest.fixture(autouse=True)
def nobody_tried():
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets, for the limits and for what the database's cache lets lapse."""
    now = [500_000.0 * HOUR]
    monkeypatch.setattr(visitors.time, "time", lambda: now[0])
    moment = lambda: datetime.datetime.fromtimestamp(now[0], tz=datetime.UTC)  # noqa: E731
    monkeypatch.setattr("django.core.cache.backends.db.tz_now", moment)
    return now


def tries(count, identity="hoa@example.com"):
    return [within_limit("bai-thu", identity, limit=3, seconds=HOUR) for _turn in range(count)]


def test_as_many_tries_as_the_limit_says():
    assert tries(5) == [True, True, True, False, False]
    assert tries(1, "lan@example.com") == [True]


def test_several_at_once_count_as_several():
    counted = [within_limit("bai-thu", "lan@example.com", limit=5, seconds=HOUR, times=times) for times in (3, 2, 1)]
    assert counted == [True, True, False]
    assert not within_limit("bai-thu", "hoa@example.com", limit=5, seconds=HOUR, times=6)


def test_one_person_in_capitals_is_one_person():
    assert tries(3) == [True] * 3
    assert tries(1, "HOA@example.com") == [False]


def test_a_count_is_kept_for_the_whole_hour_and_not_for_five_minutes_after_the_second_try(clock):
    assert tries(3) == [True] * 3
    clock[0] += 1900
    assert tries(1) == [False]


def test_after_the_hour_it_begins_anew(clock):
    tries(4)
    clock[0] += HOUR
    assert tries(1) == [True]


def test_the_cache_holds_no_address():
    tries(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM cache_entries")
        assert "hoa" not in str(cursor.fetchall())


def test_many_visitors_do_not_push_a_count_out():
    tries(3)
    for number in range(400):
        tries(1, f"nguoi-{number}@example.com")
    assert tries(1) == [False]


def test_forwarded_addresses_are_believed_of_our_own_proxies_only(settings):
    request = RequestFactory().get("/", headers={"x-forwarded-for": "6.6.6.6, 203.0.113.9"}, REMOTE_ADDR="10.0.0.1")
    settings.TRUSTED_PROXIES = 0
    assert visitor_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert visitor_address(request) == "203.0.113.9"
