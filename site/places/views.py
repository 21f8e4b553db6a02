"""Suggestions for the commune picker."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from .suggesting import find_communes


@require_GET
@cache_control(public=True, max_age=3600)
@vary_on_headers("Accept-Language", "Cookie")
def suggest(request: HttpRequest) -> JsonResponse:
    """GET ?q=…: at most ten communes of today, found by any name, with or without accents.

    {"results": [{"id": 7, "text": "xã Đồng Hỷ, tỉnh Thái Nguyên", "note": "trước đây thuộc huyện …"}]}
    """
    found = find_communes(request.GET.get("q", ""))
    results = [{"id": one.commune.pk, "text": one.label, "note": one.note} for one in found]
    return JsonResponse({"results": results}, json_dumps_params={"ensure_ascii": False})
