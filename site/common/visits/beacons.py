"""What a page's script tells in passing, and the answer that it does not read."""

from django.http import HttpRequest, HttpResponse


def told(request: HttpRequest, *, longest: int) -> str:
    """The body of a beacon; nothing where it is longer than `longest` bytes, or does not say how long it is."""
    length = request.headers.get("Content-Length") or ""
    if not length.isdecimal() or int(length) > longest:
        return ""
    return request.body.decode("ascii", errors="replace")


def unkept(response: HttpResponse) -> HttpResponse:
    """An answer that neither the browser nor a proxy keeps: the next beacon is to come here too."""
    response["Cache-Control"] = "no-store"
    return response
