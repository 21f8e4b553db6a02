"""Where a page of results says that it was shown, and which result was opened. Nothing is answered."""

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from common.visitors import visitor_address
from common.visits.asking import Limits, is_counted
from common.visits.beacons import told, unkept

from ..services import MOST_ALSO, PAGE_SIZE
from .services import SHOWN, count_opened, count_shown
from .statements import Statement

SAID = re.compile(r"(?:([1-9][0-9]?) )?([\w:.-]+)", re.ASCII)
LONGEST = 2048
LAST_RANK = PAGE_SIZE + MOST_ALSO
QUERIES_A_MINUTE = 20

_pages = Limits(of_all=2 * QUERIES_A_MINUTE, of_one=1)
"""Of one network address: a page that is loaded again at once is the same search."""


@csrf_exempt  # it changes nothing but numbers, and takes no cookie for an answer
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """A beacon: a page's statement, after the rank of the result where one was opened. Always 204."""
    said = SAID.fullmatch(told(request, longest=LONGEST))
    statement = Statement.read(said[2]) if said else None
    if said and statement:
        _note(request, statement, int(said[1] or SHOWN))
    return unkept(HttpResponse(status=204))


def _note(request: HttpRequest, statement: Statement, rank: int) -> None:
    thing = (statement.text, statement.facets, rank != SHOWN)
    if rank > LAST_RANK or not is_counted(request, thing, _pages):
        return
    if rank == SHOWN:
        count_shown(statement, visitor_address(request))
    else:
        count_opened(statement, rank)
