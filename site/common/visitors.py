"""Who is asking, and how often: the visitor's address behind our proxies, and limits shared by all processes."""

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str:
    """The network address of the visitor. Only as many forwarded addresses are believed as proxies are ours."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    proxies = settings.TRUSTED_PROXIES
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def within_limit(scope: str, identity: str, *, limit: int, seconds: int, times: int = 1) -> bool:
    """Count `times` tries of `identity` in `scope`; False when it is beyond `limit` tries in a period of `seconds`.

    Periods follow each other by the clock. The identity is stored only as a hash, so that the cache holds no address,
    e-mail or phone number.
    """
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{identity.casefold()}".encode()).hexdigest()[:32]
    key = f"limit:{scope}:{int(time.time() // seconds)}:{digest}"
    if cache.add(key, times, timeout=seconds):
        return limit >= times
    try:
        tries = cache.incr(key, times)
    except ValueError:  # thrown out between the two calls
        cache.set(key, times, timeout=seconds)
        return limit >= times
    # The database's cache forgets how long it was to keep what is raised, and would keep it for five minutes.
    cache.touch(key, seconds)
    return tries <= limit
