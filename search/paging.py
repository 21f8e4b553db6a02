"""The other pages of a list: near ones by number, deep ones by the record they begin after or end before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator

from .document import Reference
from .engines.base import KEYED_SORTS
from .services import PAGE_SIZE
from .state import LAST_PAGE, ListState


@dataclass
class Paging:
    """One page among the others. `shown` are its records in order, `sort` the order in force.

    Page 400 read on to from page 399 costs what page 1 costs, and does not move when records come before it. What is
    sorted by how well it matches has no such key and ends after the pages that are found by number.
    """

    path: str
    state: ListState
    sort: str
    total: int
    shown: Sequence[Reference]

    @property
    def count(self) -> int:
        """How many pages can be reached."""
        pages = -(-self.total // PAGE_SIZE)
        return pages if self.sort in KEYED_SORTS else min(pages, LAST_PAGE)

    @property
    def number(self) -> int:
        return self.state.page

    @cached_property
    def links(self) -> dict[str, Any]:
        """What `<c-pages>` prints; nothing where there is one page."""
        if self.count < 2:
            return {}
        return {"previous": self._previous(), "next": self._next(), "pages": list(self._numbers())}

    def _previous(self) -> str | None:
        if self.number == 1:
            return None
        return self._address(self.number - 1, before=self.shown[0] if self.shown else None)

    def _next(self) -> str | None:
        if self.number >= self.count or not self.shown:
            return None
        return self._address(self.number + 1, after=self.shown[-1])

    def _numbers(self) -> Iterator[dict[str, Any]]:
        """Those with an address of their own: all near ones, and of the deep ones this and its neighbours."""
        paginator = Paginator(range(self.count), 1)
        for number in paginator.get_elided_page_range(min(self.number, self.count), on_each_side=1, on_ends=1):
            if not isinstance(number, int):
                yield {"gap": True}
            elif number == self.number:
                yield {"number": str(number), "current": True}
            elif url := self._url_of(number):
                yield {"number": str(number), "url": url, "current": False}

    def _url_of(self, number: int) -> str | None:
        if number <= LAST_PAGE:
            return self._address(number)
        return {self.number - 1: self._previous(), self.number + 1: self._next()}.get(number)

    def _address(self, number: int, *, after: Reference | None = None, before: Reference | None = None) -> str:
        return self.state.at(number, after=after, before=before).address(self.path)
