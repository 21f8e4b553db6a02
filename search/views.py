"""Browse, results and suggestions. All of a list's state is in its address; no cookie, no session."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from .heads import ListWords, browse_words, list_head, results_words
from .list_pages import ListPage, browse_page, results_page
from .listing import Listing
from .state import ListState
from .suggesting import suggest


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Awarded products, and others where they are asked for."""
    return show_list(request, browse_page(request.path), "search/browse.html", words=browse_words())


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """What a query finds among everything."""
    return show_list(request, results_page(request.path), "search/results.html", words=results_words())


def show_list(request: HttpRequest, page: ListPage, template: str, *, words: ListWords, **around: Any) -> HttpResponse:
    """The list at this address; `words` name it, `around` is what else its page shows. A page beyond the last leads
    to the first.
    """
    state = ListState.from_address(request.GET)
    listing = Listing(page, state)
    if state.page > max(1, listing.paging.count):
        return redirect(state.with_query(state.query).address(page.path))
    context = {
        **around,
        "listing": listing,
        "search_query": state.query,
        "head": list_head(listing, words),
    }
    return render(request, template, context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """At most ten names: JSON, or the fragment that goes below a search box where htmx asks."""
    groups = suggest(request.GET.get("q", ""))
    if request.headers.get("HX-Request"):
        response = render(request, "search/_suggestions.html", {"groups": groups})
    else:
        response = JsonResponse({"groups": [_as_json(group) for group in groups]})
    patch_vary_headers(response, ["HX-Request"])
    return response


def _as_json(group) -> dict:
    items = [{"name": item.name, "url": item.url} for item in group.items]
    return {"label": group.label, "items": items}
