"""The kinds of records as tabs above the results, each with how many it has; nothing is asked for them."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from . import kinds
from .facets import KIND
from .list_pages import ListPage
from .services import Result
from .state import ListState


@dataclass(frozen=True)
class Tab:
    """The same list with records of one kind, or of all."""

    label: str
    url: str
    count: int
    is_chosen: bool


def kind_tabs(page: ListPage, state: ListState, result: Result) -> list[Tab]:
    """All, then each kind that has something or is chosen; none on a page without, nor where there is no choice.

    The counts are those of the facet, which leave its own choice out: each is what its tab leads to.
    """
    if not page.has_tabs:
        return []
    counts = result.found.facets.get(KIND.name, {})
    chosen = result.query.chosen(KIND.name)
    shown = [kind for kind in kinds.registered() if counts.get(kind.name) or kind.name in chosen]
    if len(shown) < 2:
        return []
    everything = state.choosing(KIND.parameter, ()).address(page.path)
    tabs = [Tab(pgettext("kind of entry", "Tất cả"), everything, sum(counts.values()), not chosen)]
    for kind in shown:
        url = state.choosing(KIND.parameter, (kind.word,)).address(page.path)
        tabs.append(Tab(str(kind.label), url, counts.get(kind.name, 0), chosen == (kind.name,)))
    return tabs
