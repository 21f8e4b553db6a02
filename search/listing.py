"""From an address to everything a page of a list shows."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from common import text

from . import services
from .document import Reference
from .documents import products
from .engines.base import Hit
from .facets import CATEGORY, FORMER_PROVINCE, KIND, LEVEL, PROVINCE, REGION, YEAR
from .kinds import CardWishes
from .list_pages import ListPage
from .names import Names
from .narrowing import Narrowing
from .paging import Paging
from .quoting import quoted
from .services import PAGE_SIZE, Request, Result, Step
from .state import SORT_WORDS, ListState
from .tabs import Tab, kind_tabs
from .ways_out import WaysOut

PAGES_OF_THEIR_OWN = frozenset(facet.parameter for facet in (LEVEL, YEAR, CATEGORY, PROVINCE, REGION))
"""A list narrowed by one value of one of these may be found by other search engines."""


class Listing:
    """One page of a list: its records, and how it came to be. What the template does not use is not computed."""

    def __init__(self, page: ListPage, state: ListState) -> None:
        self.page = page
        self.state = state
        self.names = Names()

    @cached_property
    def result(self) -> Result:
        request = Request(
            text=self.state.query,
            scope=self.page.scope,
            choices=self.page.choices_of(self.state, self.names),
            sort=self.sort,
            offset=(self.state.page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
            after=self.state.after,
            before=self.state.before,
            facets=tuple(facet.name for facet in self.page.counted),
            as_typed=self.state.as_typed,
        )
        return services.search(request, names=self.names)

    @cached_property
    def narrowing(self) -> Narrowing:
        return Narrowing(self.page, self.state, self.names, self.result)

    @property
    def tabs(self) -> list[Tab]:
        return kind_tabs(self.page, self.state, self.result)

    @cached_property
    def ways_out(self) -> WaysOut:
        return WaysOut(self.page, self.names, self.result, self.narrowing.chips)

    # The records

    @property
    def total(self) -> int:
        return self.result.total

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        return self._cards_of(self.result.found.hits, self._words_on(self.result.step))

    @cached_property
    def also_cards(self) -> list[dict[str, Any]]:
        return self._cards_of(self.result.also, self._words_on(self.result.also_step))

    @cached_property
    def nearest_cards(self) -> list[dict[str, Any]]:
        return self._cards_of(self.ways_out.nearest, self._words_on(None))

    def _words_on(self, step: Step | None) -> tuple[str, ...]:
        """The words as they are marked: on every step but the strict one whatever accents they have."""
        words = self.result.reading.words
        return words if step and step.name == "strict" else tuple(map(text.fold, words))

    def _cards_of(self, hits: Iterable[Hit], words: tuple[str, ...]) -> list[dict[str, Any]]:
        """Cards of the records that are public now, in order; in a mixed list what is no product says what it is, and
        where the words are not in what a card shows, it quotes them.
        """
        query = self.result.query
        wishes = CardWishes(
            marked=words,
            levels=query.chosen(LEVEL.name),
            years=query.chosen(YEAR.name),
        )
        is_mixed = len(query.chosen(KIND.name)) != 1
        references = [hit.reference for hit in hits]
        shown = services.stored_cards(references, wishes)
        for kind, record in services.load(reference for reference in references if reference not in shown):
            label = str(kind.label) if is_mixed and kind.name != products.KIND else ""
            card = kind.card(record, wishes)
            more = {"kind_label": label, "marked": words, **quoted(kind, record, card, words)}
            shown[Reference(kind.name, record.pk)] = {**card, **more}
        return [shown[reference] for reference in references if reference in shown]

    @property
    def is_lean(self) -> bool:
        """Hardly anything has a photo: drawings shrink, words take the room."""
        return sum(1 for card in self.cards if card.get("photo")) * 3 < len(self.cards)

    @cached_property
    def paging(self) -> Paging:
        """Where this page is among the others."""
        hits = self.result.found.hits
        return Paging(self.page.path, self.state, self.order, self.total, [hit.reference for hit in hits])

    @property
    def first_shown(self) -> int:
        return (self.state.page - 1) * PAGE_SIZE + 1

    @property
    def last_shown(self) -> int:
        return self.first_shown + len(self.result.found.hits) - 1

    # Its order

    @property
    def sort(self) -> str:
        return self.state.sort or ("relevance" if self.state.query else self.page.first_sort)

    @property
    def order(self) -> str:
        """The order in force: without words nothing can match better than anything else."""
        return self.result.query.sort

    @property
    def sorts(self) -> list[dict[str, Any]]:
        offered = [("newest", _("Mới công nhận")), ("renewed", _("Hồ sơ mới cập nhật")), ("name", _("Tên A–Z"))]
        if self.state.query:
            offered.insert(0, ("relevance", _("Khớp nhất")))
        return [{"value": SORT_WORDS[name], "label": label, "is_chosen": name == self.sort} for name, label in offered]

    # How the words were read

    @property
    def was_rewritten(self) -> bool:
        reading = self.result.reading
        return bool(reading.corrected or reading.dropped or self.narrowing.active_filters)

    @property
    def read_as(self) -> str:
        return " ".join(self.result.reading.words)

    @property
    def literally_url(self) -> str:
        """The same words with nothing put right, left out or read as a fact."""
        return replace(self.state.at(1), as_typed=True).address(self.page.path)

    @cached_property
    def place_now(self) -> dict[str, str]:
        """Where a former province named in the query is today, and that province's own list; else empty."""
        for each in self.narrowing.active_filters:
            place = self.names.place_by_value.get((each.facet, each.value))
            if each.facet == FORMER_PROVINCE.name and place and place.now:
                rest = self.narrowing.without_filter(each)
                url = rest.choosing(PROVINCE.parameter, (place.now,)).address(self.page.path)
                return {"label": self.names.label(PROVINCE.name, place.now), "url": url}
        return {}

    # For machines

    @property
    def is_indexable(self) -> bool:
        """A list of one choice at most is a page of its own, and so is each of its pages found by number; searches,
        combinations, other orders and pages that begin after a record are not.
        """
        is_anchored = self.state.after or self.state.before
        is_plain = not (self.state.sort or self.state.finds or is_anchored)
        return self.is_of_its_own and is_plain and self.total > 0

    @property
    def is_of_its_own(self) -> bool:
        """No words, and one choice at most of those that other search engines may know."""
        values = [value for words in self.state.choices.values() for value in words]
        is_plain = self.page.may_be_indexed and not self.state.query
        return is_plain and len(values) <= 1 and PAGES_OF_THEIR_OWN.issuperset(self.state.choices)

    @property
    def feed_query(self) -> str:
        """What of its address a feed of the same search has: neither an order nor a page; else empty."""
        return replace(self.state.at(1), sort="").address("")

    @property
    def canonical_url(self) -> str:
        """Its own address without an order of its own; of a combination or a search, the whole list's."""
        state = replace(self.state, sort="", as_typed=False, finds={}) if self.is_of_its_own else ListState()
        return state.address(self.page.path)
