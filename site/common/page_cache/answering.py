"""Which answers may be kept, and how they are made ready: compressed once, with a tag of their content."""

import gzip
from collections.abc import Iterable
from hashlib import sha256

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, ResponseHeaders
from django.utils.cache import patch_vary_headers
from django.utils.datastructures import CaseInsensitiveMapping
from django.utils.http import parse_etags

from .store import Answer

KEYED_HEADERS = {"accept-encoding", "hx-request"}
"""What an answer may vary by: the key has these. Any other header in Vary keeps it out."""
FOR_PROXIES = "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=4"
"""A browser asks each time and mostly hears 304; a proxy in front may answer for a second, and for four more while
it asks. So behind one, nothing is older than five seconds (ops/nginx.conf). Without `must-revalidate` browsers would
take the four seconds for themselves."""
LEAST_COMPRESSED = 600
COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/ld+json", "application/rss+xml",
                "application/atom+xml", "image/svg+xml")  # fmt: skip


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether anybody may be given this answer: denied, unless the view is declared public and nothing speaks against.

    Denied too where the session, the user, a message or the form's secret was looked at, whatever came of it.
    """
    match = request.resolver_match
    if match is None or match.view_name not in settings.PUBLIC_VIEWS:
        return False
    if response.status_code != 200 or response.streaming or response.cookies or request.COOKIES:
        return False
    control = response.get("Cache-Control", "").lower()
    if any(word in control for word in ("private", "no-store", "no-cache")):
        return False
    vary = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return vary <= KEYED_HEADERS and not _somebody_was_looked_at(request)


def _somebody_was_looked_at(request: HttpRequest) -> bool:
    session, messages = getattr(request, "session", None), getattr(request, "_messages", None)
    return (
        (session is not None and (session.accessed or session.modified))
        or hasattr(request, "_cached_user")
        or (messages is not None and (messages.used or messages.added_new))
        or "CSRF_COOKIE" in request.META
    )


def ready(response: HttpResponse, encoding: str) -> Answer:
    """The answer as it is kept and sent from now on, in this encoding where that makes it smaller."""
    body = response.content
    kind = response.get("Content-Type", "")
    if (
        encoding
        and len(body) >= LEAST_COMPRESSED
        and kind.startswith(COMPRESSIBLE)
        and not response.has_header("Content-Encoding")
    ):
        body = _compressed(body, encoding)
        response["Content-Encoding"] = encoding
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    patch_vary_headers(response, ["Accept-Encoding"])
    response["ETag"] = tag
    response["Cache-Control"] = FOR_PROXIES
    response["Content-Length"] = str(len(body))
    return Answer(body, tuple(response.items()), tag)


def _compressed(body: bytes, encoding: str) -> bytes:
    """Public pages hold no secret, so what is compressed with them cannot be guessed from the length (BREACH)."""
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
    return gzip.compress(body, compresslevel=6, mtime=0)


KEPT_IN_304 = ("Cache-Control", "Content-Location", "ETag", "Expires", "Vary", "Content-Security-Policy")


class CheckedHeaders(ResponseHeaders):
    """Headers that an answer went out with before: they need not be looked at letter by letter again."""

    def __init__(self, checked: Iterable[tuple[str, str]]) -> None:
        CaseInsensitiveMapping.__init__(self, checked)


def sent(answer: Answer, request: HttpRequest) -> HttpResponse:
    """The answer to this reader: 304 without a body where they have it already."""
    if has_it(request.META.get("HTTP_IF_NONE_MATCH"), answer.etag):
        response = HttpResponse(status=304)
        response.headers = CheckedHeaders(headers_of_304(answer))
    else:
        response = HttpResponse(b"" if request.method == "HEAD" else answer.body)
        response.headers = CheckedHeaders(answer.headers)
    return response


def headers_of_304(answer: Answer) -> list[tuple[str, str]]:
    return [(name, value) for name, value in answer.headers if name in KEPT_IN_304]


def has_it(tags: str | None, tag: str) -> bool:
    """By the weak comparison: a proxy that compressed again has weakened the tag."""
    if not tags:
        return False
    known = {each.removeprefix("W/") for each in parse_etags(tags)}
    return tag in known or "*" in known
