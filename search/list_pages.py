"""The pages of the site that show a list: where they are, which facets they offer, what they contain by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from products.models import AwardLevel

from .documents import products
from .facets import (
    AWARDED,
    CATEGORY,
    CERTIFICATE,
    COMMUNE,
    KIND,
    LEVEL,
    PRICE,
    PROVINCE,
    REGION,
    SUPPLY,
    TAG,
    WHETHER_AWARDED_OR_NOT,
    YEAR,
    Facet,
)
from .names import Names
from .state import ListState, engine_choices

COMMON_FACETS = (LEVEL, CATEGORY, YEAR, PROVINCE, COMMUNE, REGION, SUPPLY, PRICE, CERTIFICATE, TAG)
BROWSE_FACETS = (AWARDED, *COMMON_FACETS)


@dataclass(frozen=True)
class ListPage:
    """`facets` stand beside the list. `scope` always holds; with `only_awarded` products without an award are shown
    only where asked for.

    `has_tabs`: the kinds stand above the list, where one is chosen at a time, and not among the facets once more.
    `may_be_indexed`: other search engines may list it. `first_sort`: its order until the reader chooses another.
    """

    path: str
    facets: tuple[Facet, ...]
    scope: Mapping[str, tuple[str, ...]]
    only_awarded: bool = False
    has_tabs: bool = False
    may_be_indexed: bool = False
    first_sort: str = "newest"

    @property
    def counted(self) -> tuple[Facet, ...]:
        """The facets whose values the page shows a count of."""
        return (KIND, *self.facets) if self.has_tabs else self.facets

    def choices_of(self, state: ListState, names: Names) -> dict[str, tuple[str, ...]]:
        """What an address chooses here, by the engine's names; values that nothing can have are left out."""
        known = {}
        for facet, values in engine_choices(state.choices).items():
            kept = tuple(value for value in values if names.is_known(facet, value))
            if kept and facet not in self.scope:
                known[facet] = kept
        if self.only_awarded and WHETHER_AWARDED_OR_NOT not in state.choices.get(AWARDED.parameter, ()):
            known.setdefault(AWARDED.name, ("yes",))
        return known


def browse_page(path: str) -> ListPage:
    """Products; recognised ones unless the reader asks for others."""
    return ListPage(path, BROWSE_FACETS, {"kind": (products.KIND,)}, only_awarded=True, may_be_indexed=True)


def results_page(path: str) -> ListPage:
    """Everything findable."""
    return ListPage(path, COMMON_FACETS, {}, has_tabs=True)


def awards_page(path: str, *, level: str, year: int | None = None) -> ListPage:
    """Products with an award of a level, or of a level and a year (0: the source names none), which share one order.

    Within a year nothing is newer than anything else, so they stand by name.
    """
    offered = (CATEGORY, PROVINCE, COMMUNE, *((REGION,) if level == AwardLevel.REGION else ()))
    scope = {"kind": (products.KIND,), "awarded": ("yes",), LEVEL.name: (level,)}
    if year is None:
        return ListPage(path, (YEAR, *offered), scope, may_be_indexed=True)
    scope[YEAR.name] = (str(year or ""),)
    return ListPage(path, offered, scope, may_be_indexed=True, first_sort="name")
