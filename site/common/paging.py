"""Long lists of numbered rows: a page at a time with true counts, or whole where somebody prints them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page, Paginator

ROWS_A_PAGE = 200
WHOLE_AT_MOST = 2_000
"""So many rows are still one page; more of them are printed page by page."""
PAGE_PARAMETER, WHOLE_PARAMETER = "trang", "tat-ca"


class CountedPaginator(Paginator):
    """Pages of a list whose length somebody has counted already."""

    def __init__(self, object_list: Any, per_page: int, *, count: int) -> None:
        super().__init__(object_list, per_page)
        self._counted = count

    @property
    def count(self) -> int:  # type: ignore[override]
        return self._counted


@dataclass(frozen=True)
class Stretch:
    """What one page shows of a list. `first` and `last` are numbers of rows in the whole list, from 1; 0 of none."""

    page: Page
    parameter: str
    is_whole: bool
    """All rows stand on this page because that was asked for."""
    may_be_whole: bool
    """It has several pages, and is short enough to stand on one."""

    @property
    def rows(self) -> Sequence[Any]:
        return cast(Sequence[Any], self.page.object_list)

    @property
    def total(self) -> int:
        return self.page.paginator.count

    @property
    def first(self) -> int:
        return self.page.start_index()

    @property
    def last(self) -> int:
        return self.page.end_index()


def stretch_of(
    rows: Any,
    asked: Mapping[str, str],
    *,
    total: int | None = None,
    rows_a_page: int | None = None,
    parameter: str = PAGE_PARAMETER,
) -> Stretch:
    """The part of `rows` (a query set or a sequence) that an address asks for.

    `asked` is the address's query: `parameter` is the page, `tat-ca` asks for all rows at once. Whatever is no page
    of this list leads to its first, beyond the last to the last, as all our lists do. `total` saves counting.
    """
    rows_a_page = rows_a_page or ROWS_A_PAGE
    counted = len(rows) if total is None and isinstance(rows, Sequence) else rows.count() if total is None else total
    may_be_whole = rows_a_page < counted <= WHOLE_AT_MOST
    is_whole = may_be_whole and WHOLE_PARAMETER in asked
    paginator = CountedPaginator(rows, max(counted, 1) if is_whole else rows_a_page, count=counted)
    page = paginator.get_page(1 if is_whole else asked.get(parameter))
    return Stretch(page, parameter, is_whole, may_be_whole)
