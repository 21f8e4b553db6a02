"""The first middleware: an answer that is kept goes out before anything else is done."""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from common import stamp

from .answering import is_public, ready, sent
from .asking import LONGEST_ADDRESS, canonical_query, encoding_for, is_anonymous
from .store import Store

store = Store(settings.PAGE_CACHE_BYTES)
"""This process's. Nothing in it outlives a deployment, so code and templates need no part in the key."""


def forget_pages() -> None:
    """Empty this process's cache: for tests, which change what no stamp can know."""
    store.clear()


class PageCacheMiddleware:
    """Keeps the answers of views named in `settings.PUBLIC_VIEWS`, for readers of whom nothing is known.

    The key has the content stamp and the day, read before anything else: an answer is at least as new as its key, and
    one made while somebody published is filed under the stamp before and never shown again. The stamp costs one small
    query.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG or not settings.PAGE_CACHE_BYTES:
            # Templates are edited there without a new process.
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.passed = (settings.STATIC_URL, settings.MEDIA_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.passed):
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with stamp.one_request():
            key, encoding = self._key(request)
            if key is None:
                return self.get_response(request)
            answer = store.get(key)
            return self._made(request, key, encoding) if answer is None else sent(answer, request)

    def _key(self, request: HttpRequest) -> tuple[Hashable | None, str]:
        """What the answer depends on, with the encoding to send it in; no key for who is not answered from here."""
        meta = request.META
        if not is_anonymous(request):
            return None, ""
        asked_for = meta.get("QUERY_STRING", "")
        if len(asked_for) + len(request.path_info) > LONGEST_ADDRESS:
            return None, ""
        query = canonical_query(asked_for)
        if query is None:
            return None, ""
        moment = stamp.stamp_now()
        if moment is None:
            return None, ""
        if query != asked_for:
            # The page is made from what the key has: a reader's tracing is in no link that others get.
            meta["QUERY_STRING"] = query
        encoding = encoding_for(meta.get("HTTP_ACCEPT_ENCODING", ""))
        asked = (request.scheme, meta.get("HTTP_HOST") or meta.get("SERVER_NAME"), request.path, query)
        return (moment, timezone.localdate(), *asked, bool(meta.get("HTTP_HX_REQUEST")), encoding), encoding

    def _made(self, request: HttpRequest, key: Hashable, encoding: str) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or not is_public(request, response) or not _is_our_host(request):
            return response
        answer = ready(response, encoding)
        store.put(key, answer)
        return sent(answer, request)


def _is_our_host(request: HttpRequest) -> bool:
    """A page names its own host in links: none is kept for a host that we do not answer for."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
