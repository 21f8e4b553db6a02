"""What a page says where nothing was found: what to take off, what to write instead, what is nearest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from . import services
from .browse import FacetCount, facet_counts
from .engines.base import Hit
from .facets import CATEGORY
from .ladder import Step
from .list_pages import ListPage
from .names import Names
from .narrowing import Chip
from .services import Request, Result
from .state import ListState

MOST_WAYS = 4
MOST_TRIED = 12
MOST_NEAREST = 3


@dataclass(frozen=True)
class Way:
    """A list that has something in it."""

    label: str
    url: str
    count: int


@dataclass
class WaysOut:
    """Ways out of an empty list."""

    page: ListPage
    names: Names
    result: Result
    chips: list[Chip]

    @cached_property
    def without(self) -> list[Way]:
        """Each thing the list is narrowed by whose removal gives something."""
        return list(self._that_lead_somewhere((chip.label, chip.without) for chip in self.chips))

    @cached_property
    def shorter(self) -> list[Way]:
        """Single words of the query that find something by themselves."""
        words = dict.fromkeys(self.result.reading.words)
        if len(words) < 2 and not self.result.reading.filters:
            return []
        return list(self._that_lead_somewhere((word, ListState(query=word)) for word in words))

    def _that_lead_somewhere(self, lists: Iterable[tuple[str, ListState]]) -> Iterable[Way]:
        """The first few; of an address with a hundred choices not every one is tried."""
        tried = islice(lists, MOST_TRIED)
        ways = (Way(label, state.address(self.page.path), self._total(state)) for label, state in tried)
        yield from islice((way for way in ways if way.count), MOST_WAYS)

    def _total(self, state: ListState) -> int:
        request = self._request(state)
        reading, step, _looser = services.climb(request, self.names)
        return services.count(step, request, reading)

    def _request(self, state: ListState) -> Request:
        """Counts only: the words, scope and choices that the list at that address has."""
        return Request(
            text=state.query,
            scope=self.page.scope,
            choices=self.page.choices_of(state, self.names),
            limit=0,
            as_typed=state.as_typed,
        )

    @cached_property
    def categories(self) -> tuple[FacetCount, ...]:
        """The top of the tree, for whoever would rather look around."""
        _total, counts = facet_counts(CATEGORY.name, names=self.names)
        return tuple(each for each in counts[CATEGORY.name] if self.names.categories[each.value].depth == 0)

    @cached_property
    def nearest(self) -> tuple[Hit, ...]:
        """A few of what any of the words would find, whatever is chosen."""
        reading = self.result.reading
        if not reading.words:
            return ()
        loose = Step("any", replace(reading.plan.folded(), required=1), {})
        request = Request(text=reading.typed, scope=self.page.scope, limit=MOST_NEAREST)
        return services.run(loose, services.query_for(request, loose, reading)).hits
