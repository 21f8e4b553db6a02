"""Where a page says that it was shown. Nothing is answered, nothing is kept but the count."""

import base64
import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from .asking import is_counted
from .beacons import told, unkept
from .kinds import kind_named
from .services import count_view

NAMED = re.compile(r"([a-z_]{1,20}):([1-9][0-9]{0,17})")
LONGEST = 64
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@csrf_exempt  # it changes nothing but a number, and takes no cookie for an answer
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """A beacon: the body is "product:123". Always 204, whatever it said."""
    _note(request, told(request, longest=LONGEST))
    return unkept(HttpResponse(status=204))


@require_GET
def pixel(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """The same for browsers without scripts: a picture of one transparent point."""
    if request.headers.get("Sec-Fetch-Dest") in {None, "image"}:
        _note(request, f"{kind}:{record_id}")
    return unkept(HttpResponse(PIXEL, content_type="image/gif"))


def _note(request: HttpRequest, named: str) -> None:
    found = NAMED.fullmatch(named)
    if found and kind_named(found[1]) and is_counted(request, named):
        count_view(found[1], int(found[2]))
