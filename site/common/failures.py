"""What a visitor sees when something failed: files that need nothing, and a form that can be sent once more.

The files in static/site/failures/ are also what the proxy shows when the site does not answer (ops/nginx.conf).
"""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

FILES = Path(__file__).parent / "static" / "site" / "failures"
KEPT_OFFLINE = ("offline.html", "failures.css")
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
NEVER_SENT_AGAIN = {"csrfmiddlewaretoken", "password", "password1", "password2", "old_password", "new_password"}
MOST_FIELDS_SENT_AGAIN = 300


@cache
def _file(name: str) -> bytes:
    return (FILES / name).read_bytes()


def _page(name: str, status: int) -> HttpResponse:
    response = HttpResponse(_file(f"{name}.html"), status=status)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`: neither a template, nor the database, nor the list of static files can fail here."""
    return _page("500", 500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler400`: too much was sent (413), or nothing that can be read (400)."""
    if isinstance(exception, TOO_MUCH):
        return _page("too-large", 413)
    return _page("400", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler403`."""
    return render(request, "403.html", status=403)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or its cookie is gone: what was typed is kept and can be sent once more."""
    return send_again(request, status=403, title=_("Biểu mẫu đã để quá lâu"))


def send_again(request: HttpRequest, *, title: str, status: int, sign_in: str = "") -> HttpResponse:
    """A page with what was just sent, to send it again with a fresh token; `sign_in` is where to sign in first.

    Passwords are left out, and so is everything that another site may have sent: its words are not shown as ours.
    """
    fields = _typed(request) if is_our_own(request) else []
    context = {
        "title": title,
        "fields": fields,
        "has_files": bool(fields) and bool(request.FILES),
        "action": request.get_full_path(),
        "sign_in": sign_in,
    }
    return render(request, "send_again.html", context, status=status)


def is_our_own(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent it; browsers before 2020 may say nothing: then not."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in sent if name not in NEVER_SENT_AGAIN][:MOST_FIELDS_SENT_AGAIN]


def service_worker(request: HttpRequest) -> HttpResponse:
    """At the root, so that it may answer for every page. Asked for anew each time: a change reaches all at once."""
    name = "worker.js" if settings.OFFLINE_PAGE else "worker-off.js"
    source = _file(name).replace(b"VERSION", _version())
    return HttpResponse(source, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _version() -> bytes:
    return hashlib.sha256(b"".join(map(_file, KEPT_OFFLINE))).hexdigest()[:12].encode()
