"""Browse, results and suggestions. All of a list's state is in its address; no cookie, no session."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from .heads import ListWords, browse_words, list_head, results_words
from .list_pages import ListPage, browse_page, results_page
from .listing import Listing
from .state import ListState
from .suggesting import SuggestionGroup, suggest
from .typed import typed_parts


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Awarded products, and others where they are asked for."""
    return show_list(request, browse_page(request.path), "search/browse.html", words=browse_words())


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What a query finds among everything."""
    return show_list(request, results_page(request.path), "search/results.html", words=results_words())


def show_list(request: HttpRequest, page: ListPage, template: str, *, words: ListWords, **around: Any) -> HttpResponse:
    """The list at this address; `words` name it, `around` is what else its page shows. Without the frame of the page
    where htmx asks for what it swaps. A page beyond the last leads to the first.
    """
    state = ListState.from_address(request.GET)
    listing = Listing(page, state)
    if state.page > max(1, listing.paging.count):
        return redirect(state.with_query(state.query).address(page.path))
    is_swapped = "HX-Request" in request.headers
    context = {
        **around,
        "frame": "search/_region.html" if is_swapped else "base.html",
        "listing": listing,
        "search_query": state.query,
        "head": list_head(listing, words),
    }
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """At most ten names in groups, for a search box with its script (site/js/search-box.js), and their number in words.

    {"groups": [{"label": "Sản phẩm", "items": [{"name": "Miến", "parts": ["", "Mi", "ến"], "url": "/vi/…",
    "lang": ""}]}], "said": "1 gợi ý"}; what `parts` are says `typed_parts`.
    """
    typed = request.GET.get("q", "")
    groups = suggest(typed)
    found = {"groups": [_as_json(group, typed) for group in groups], "said": _counted(groups)}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


def _as_json(group: SuggestionGroup, typed: str) -> dict[str, Any]:
    items = [
        {"name": item.name, "parts": typed_parts(item.name, typed), "url": item.url, "lang": item.language}
        for item in group.items
    ]
    return {"label": group.label, "items": items}


def _counted(groups: list[SuggestionGroup]) -> str:
    """What a screen reader says of the list, so that nobody has to walk through it to know."""
    count = sum(len(group.items) for group in groups)
    if not count:
        return _("Không có gợi ý nào.")
    return ngettext("%(count)s gợi ý", "%(count)s gợi ý", count) % {"count": count}
