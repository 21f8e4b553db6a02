"""What every response passes through."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware import locale
from django.shortcuts import render
from django.urls import reverse

from common.errors import Gone


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The public site's policy is strict and has no nonce, since pages are cached; the admin has its own.

    No page of either uses a camera, a microphone, a place or a means of payment.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return super().process_response(request, response)


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, which holds that every address without a language answers each reader in their own.

    Files for machines do not, and what varies by Accept-Language is kept by no cache of ours.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        match = request.resolver_match
        if match is not None and match.view_name in settings.SAME_IN_EVERY_LANGUAGE:
            return response
        return super().process_response(request, response)


class GoneMiddleware:
    """Answers 410 for what was withdrawn, so that search engines forget it, with what still leads on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Gone):
            return None
        return render(request, "410.html", {"ways": exception.ways}, status=410)
