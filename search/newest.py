"""What of a search is newest, for those who follow it."""

from typing import Any

from . import services
from .kinds import Kind
from .list_pages import results_page
from .names import Names
from .services import Request
from .state import ListState


def newest_found(state: ListState, limit: int) -> list[tuple[Kind, Any]]:
    """The public records that a search finds, those last recognised first; loaded with what their cards need.

    None where it asks for nothing (signs alone are no words), or where only some of its words are found.
    """
    page, names = results_page(""), Names()
    choices = page.choices_of(state, names)
    if not (state.query or choices):
        return []
    request = Request(
        text=state.query, scope=page.scope, choices=choices, sort="newest", limit=limit, as_typed=state.as_typed
    )
    result = services.search(request, names=names)
    is_narrowed = result.step.plan or result.step.filters or choices
    if not is_narrowed or result.step.name == "some":
        return []
    return services.load(hit.reference for hit in result.found.hits)
