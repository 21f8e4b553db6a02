"""Which requests tell of people who do not mind being counted, among all that say so."""

import re
import time
from collections import Counter
from collections.abc import Callable, Hashable
from secrets import token_bytes
from threading import Lock
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from common.visitors import visitor_address

ROBOTS = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|scrap|fetch|preview|externalhit|archiver|monitor|headless|lighthouse|"
    r"pagespeed|phantom|selenium|puppeteer|playwright|curl|wget|python|java/|go-http|okhttp|libwww|httpclient",
    re.IGNORECASE,
)
VIEWS_A_MINUTE, OF_ONE_RECORD = 120, 10
"""Of one network address; a whole office, or a mobile network's many customers, may share one."""
ADDRESSES_AT_MOST = 50_000


class PerMinute:
    """How often within this minute, in this process's memory alone.

    The limits of `common.visitors` are shared by processes through the cache, which may be a table: a statement for
    each beacon is what the counting avoids. Addresses are kept as hashes with a key that no other process has, and
    forgotten with the minute.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._key = token_bytes(16)
        self._minute = -1
        self._tries: Counter[int] = Counter()

    def allows(self, *identity: Hashable, limit: int) -> bool:
        """Count one try; False beyond the limit, and for the new when there are too many to remember."""
        minute = int(self._clock() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._key = minute, token_bytes(16)
                self._tries.clear()
            digest = hash((self._key, *identity))
            if digest not in self._tries and len(self._tries) >= ADDRESSES_AT_MOST:
                return False
            self._tries[digest] += 1
            return self._tries[digest] <= limit


class Limits:
    """How often one network address counts within a minute: for all things together, and for each of them."""

    def __init__(self, *, of_all: int, of_one: int) -> None:
        self._tries = PerMinute()
        self._of_all, self._of_one = of_all, of_one

    def allow(self, address: str, thing: Hashable) -> bool:
        of_one = self._tries.allows(address, thing, limit=self._of_one)
        return self._tries.allows(address, limit=self._of_all) and of_one


_views = Limits(of_all=VIEWS_A_MINUTE, of_one=OF_ONE_RECORD)


def is_counted(request: HttpRequest, thing: Hashable, limits: Limits = _views) -> bool:
    """Whether this request tells of a person who looked at the thing on one of our pages, and not once too often."""
    return (
        not _is_robot(request)
        and not _is_fetched_ahead(request)
        and not _asks_not_to_be_followed(request)
        and _comes_from_our_page(request)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and limits.allow(visitor_address(request), thing)
    )


def _is_robot(request: HttpRequest) -> bool:
    browser = request.headers.get("User-Agent", "")
    return not browser or bool(ROBOTS.search(browser))


def _is_fetched_ahead(request: HttpRequest) -> bool:
    purposes = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any(word in purpose.lower() for purpose in purposes for word in ("prefetch", "prerender", "preview"))


def _asks_not_to_be_followed(request: HttpRequest) -> bool:
    return request.headers.get("DNT") == "1" or request.headers.get("Sec-GPC") == "1"


def _comes_from_our_page(request: HttpRequest) -> bool:
    """As far as the browser says: the two headers cannot be set by another site's script."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    same_origin = origin is None or urlsplit(origin).netloc == request.get_host()
    return same_origin and site in {None, "same-origin"}
