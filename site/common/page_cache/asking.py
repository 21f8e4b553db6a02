"""Which requests may be answered from the cache, and what of a request an answer depends on."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import HttpRequest

LONGEST_ADDRESS = 1000
ENCODINGS = ("br", "gzip")
"""In the order of our preference; "" is for who takes none."""


def is_anonymous(request: HttpRequest) -> bool:
    """Nothing in the request says who is asking, and it is no preview of a draft."""
    meta = request.META
    if request.method not in {"GET", "HEAD"} or getattr(request, "is_dummy", False):
        return False
    if "HTTP_AUTHORIZATION" in meta:
        return False
    return not meta.get("HTTP_COOKIE") or settings.PRIVATE_COOKIES.isdisjoint(request.COOKIES)


@lru_cache(maxsize=512)
def canonical_query(query: str) -> str | None:
    """The query with its parameters in one order, without those that only trace where a reader came from.

    None where it has a parameter that no public page knows: then nothing is looked up or kept, so made-up parameters
    neither fill the cache nor show anybody another reader's.
    """
    if not query:
        return ""
    # A server hands on the bytes of an address as Latin-1 (PEP 3333); not every reader writes "chè" as %-escapes.
    written = query.encode("latin-1", errors="replace").decode(errors="replace")
    pairs = [pair for pair in parse_qsl(written, keep_blank_values=True) if not _is_trace(pair[0])]
    if any(name not in settings.PUBLIC_PARAMETERS for name, _value in pairs):
        return None
    # Sorted by name only: the values of one name keep the reader's order.
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))


def _is_trace(name: str) -> bool:
    return name in settings.TRACING_PARAMETERS or name.startswith("utm_")


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """The encoding to answer in, of an Accept-Encoding header: br, gzip or none (RFC 9110, 12.5.3)."""
    worth: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        try:
            quality = float(parameters.partition("q=")[2] or 1)
        except ValueError:
            quality = 0.0
        worth[name.strip()] = quality
    other = worth.get("*", 0.0)
    return next((name for name in ENCODINGS if worth.get(name, other) > 0), "")
