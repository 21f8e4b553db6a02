"""Who is asking, and how often: the visitor's address behind our proxies, and limits shared by all processes."""

import hashlib

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


def within_limit(scope: str, identity: str, *, limit: int, seconds: int) -> bool:
    """Count one try of `identity` in `scope`; False when it is beyond `limit` tries in `seconds`.

    The identity is stored only as a hash, so that the cache holds no address, e-mail or phone number.
    """
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{identity.casefold()}".encode()).hexdigest()[:32]
    key = f"limit:{scope}:{digest}"
    if cache.add(key, 1, timeout=seconds):
        return limit >= 1
    try:
        return cache.incr(key) <= limit
    except ValueError:  # it lapsed between the two calls: this is the first try of a new period
        cache.set(key, 1, timeout=seconds)
        return limit >= 1
