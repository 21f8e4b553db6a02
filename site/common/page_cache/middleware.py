"""The first middleware: an answer that is kept goes out before anything else is done."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from common import stamp

from .answering import is_public, ready, sent
from .asking import Asked, asked_by
from .store import store


class PageCacheMiddleware:
    """Keeps the answers of views named in `settings.PUBLIC_VIEWS`, for readers of whom nothing is known.

    The stamp in the key costs one small query. What `front` has found out of a request already is not asked again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_used():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A page under preview in the editor comes as a made-up request.
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        asked = request.META.pop(ASKED, None) or asked_by(request.META)
        if asked is None:
            return self.get_response(request)
        answer = store.get(asked.key)
        if answer is not None:
            return sent(answer, request)
        with stamp.one_request(asked.moment):
            return self._made(request, asked)

    def _made(self, request: HttpRequest, asked: Asked) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or not is_public(request, response) or not _is_our_host(request):
            return response
        answer = ready(response, asked.encoding)
        store.put(asked.key, answer)
        return sent(answer, request)


ASKED = "common.page_cache.asked"
"""In the WSGI environment: what `front` found out."""


def is_used() -> bool:
    """Not where templates are edited without a new process."""
    return bool(settings.PAGE_CACHE_BYTES) and not settings.DEBUG


def _is_our_host(request: HttpRequest) -> bool:
    """A page names its own host in links: none is kept for a host that we do not answer for."""
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True
