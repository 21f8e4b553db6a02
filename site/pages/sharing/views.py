"""Pictures for whoever unfolds a link: anonymous, without a session, drawn from what is public today."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition, require_safe

from common.drawings import share
from common.drawings.share import ShareCard
from common.identity import identity_of

from .cards import card_of

SHAPES = {"ngang": share.LANDSCAPE, "vuong": share.SQUARE}
KEPT_SECONDS = 3600
"""Networks keep their copy for days anyway; a withdrawn record's picture is gone from ours within the hour."""


@require_safe
def share_picture(request: HttpRequest, kind: str, slug: str, shape: str = "ngang") -> HttpResponse:
    """The picture of a public record: 1200×630 ("ngang") or 1080×1080 ("vuong") pixels."""
    size = SHAPES.get(shape)
    if size is None:
        raise Http404(shape)
    card = card_of(kind, slug, identity_of(request))
    return _drawn(request, card=card, size=size)


def _etag(_request: HttpRequest, *, card: ShareCard, size: tuple[int, int]) -> str:
    return f'"{hashlib.sha256(repr((card, size)).encode()).hexdigest()[:32]}"'


@condition(etag_func=_etag)
def _drawn(_request: HttpRequest, *, card: ShareCard, size: tuple[int, int]) -> HttpResponse:
    """Drawn unless the asker's copy says the same."""
    response = HttpResponse(share.jpeg(card, size), content_type="image/jpeg")
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
