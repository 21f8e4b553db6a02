"""Which requests may be answered from the cache, and what of a request an answer depends on."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.http import parse_cookie

from common import stamp
from common.days import today

LONGEST_ADDRESS = 1000
NEVER_KEPT = (settings.STATIC_URL, settings.MEDIA_URL)
ENCODINGS = ("br", "gzip")
"""In the order of our preference; "" is for who takes none."""


class Asked(NamedTuple):
    """What a kept answer is filed under, the content stamp in it, and the encoding it is wanted in."""

    key: Hashable
    moment: str
    encoding: str


def asked_by(meta: dict[str, Any]) -> Asked | None:
    """Of a WSGI environment; None where nothing may be looked up or kept.

    The stamp and the day are read before anything else: an answer is at least as new as its key, and one made while
    somebody published is filed under the stamp before and never shown again. The query becomes the one in the key:
    a reader's tracing is in no link that others get.
    """
    if not is_anonymous(meta):
        return None
    query = canonical_query_of(meta)
    if query is None:
        return None
    moment = stamp.stamp_now()
    if moment is None:
        return None
    meta["QUERY_STRING"] = query
    encoding = encoding_for(meta.get("HTTP_ACCEPT_ENCODING", ""))
    scheme = meta.get(settings.SECURE_PROXY_SSL_HEADER[0]) if settings.SECURE_PROXY_SSL_HEADER else None
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME")
    path = (meta.get("SCRIPT_NAME", ""), meta.get("PATH_INFO", ""))
    to = (scheme or meta.get("wsgi.url_scheme"), host, *path, query)
    return Asked((moment, today(), *to, bool(meta.get("HTTP_HX_REQUEST")), encoding), moment, encoding)


def is_anonymous(meta: dict[str, Any]) -> bool:
    """Somebody reads a page, and nothing says who."""
    if meta.get("REQUEST_METHOD") not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in meta:
        return False
    if meta.get("PATH_INFO", "").startswith(NEVER_KEPT):
        return False
    cookies = meta.get("HTTP_COOKIE")
    return not cookies or settings.PRIVATE_COOKIES.isdisjoint(parse_cookie(cookies))


def canonical_query_of(meta: dict[str, Any]) -> str | None:
    """As `canonical_query`; None too of an address too long to be kept, before it is remembered by its form."""
    query = meta.get("QUERY_STRING", "")
    return canonical_query(query) if len(query) + len(meta.get("PATH_INFO", "")) <= LONGEST_ADDRESS else None


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
