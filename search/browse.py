"""What other pages show of the catalogue: how many awarded products there are of each kind, and links to them."""

from dataclasses import dataclass

from django.urls import reverse

from products.models import AwardLevel

from . import lifecycle, services
from .engines import get_engine
from .engines.base import Query
from .facets import BY_NAME, CATEGORY, LEVEL, PROVINCE, REGION, YEAR
from .names import Names
from .plan.model import Plan
from .state import ListState, address_word

SUMMARISED = (LEVEL, CATEGORY, PROVINCE, YEAR, REGION)


@dataclass(frozen=True)
class FacetCount:
    """One value of a facet: `count` is how many products stand in the list at `url`."""

    value: str
    label: str
    count: int
    url: str
    motif: str = ""
    """Of a category: the drawing that stands for it."""


@dataclass(frozen=True)
class Summary:
    """Products with a recognised award, counted. Categories are those at the top of the tree."""

    total: int
    levels: tuple[FacetCount, ...]
    categories: tuple[FacetCount, ...]
    provinces: tuple[FacetCount, ...]
    years: tuple[FacetCount, ...]
    regions: tuple[FacetCount, ...]


def facet_counts(*facets: str, names: Names | None = None) -> tuple[int, dict[str, tuple[FacetCount, ...]]]:
    """The total and the counts of these facets ("level", "year", "category", "province", "region") over the default
    list of the browse page. One statement of the index; a query for the names of categories, one for those of places.
    """
    lifecycle.ensure_index()
    query = Query.choosing(services.AWARDED_PRODUCTS, limit=0, facets=facets)
    found = get_engine().run(Plan(), query)
    names, path = names or Names(), reverse("search:browse")
    counts = {}
    for facet in facets:
        values = [value for value in found.facets[facet] if names.is_known(facet, value)]
        values.sort(key=lambda value, facet=facet: names.order(facet, value, found.facets[facet][value]))
        counts[facet] = tuple(_facet_count(facet, value, found.facets[facet][value], names, path) for value in values)
    return found.total, counts


def _facet_count(facet: str, value: str, count: int, names: Names, path: str) -> FacetCount:
    state = ListState().choosing(BY_NAME[facet].parameter, (address_word(facet, value),))
    return FacetCount(
        value=value,
        label=value if facet == YEAR.name else names.label(facet, value),
        count=count,
        url=state.address(path),
        motif=names.categories[value].category.motif if facet == CATEGORY.name else "",
    )


def summary() -> Summary:
    """All of it for the home page: at most two database queries and one statement of the index."""
    names = Names()
    total, counts = facet_counts(*(facet.name for facet in SUMMARISED), names=names)
    return Summary(
        total=total,
        levels=counts[LEVEL.name],
        categories=tuple(each for each in counts[CATEGORY.name] if names.categories[each.value].depth == 0),
        provinces=counts[PROVINCE.name],
        years=counts[YEAR.name],
        regions=counts[REGION.name],
    )


def browse_address(**choices: str | int) -> str:
    """The address of the browse page narrowed by facets: `browse_address(level="national", year=2025)`."""
    state = ListState()
    for facet, value in choices.items():
        state = state.choosing(BY_NAME[facet].parameter, (address_word(facet, str(value)),))
    return state.address(reverse("search:browse"))


@dataclass(frozen=True)
class AwardYears:
    """The awarded products of a level: all of them, and by year, 0 where the source names none."""

    total: int
    years: dict[int, int]


def award_years() -> dict[str, AwardYears]:
    """For each level how many products stand in its list and in those of its years. No database query."""
    lifecycle.ensure_index()
    engine, counted = get_engine(), {}
    for level in AwardLevel.values:
        of_level = {**services.AWARDED_PRODUCTS, LEVEL.name: (level,)}
        found = engine.run(Plan(), Query.choosing(of_level, limit=0, facets=(YEAR.name,)))
        years = {int(year): count for year, count in found.facets[YEAR.name].items()}
        # A facet counts what has a value; no year is an empty one, and can be asked for.
        undated = engine.count(Plan(), Query.choosing({**of_level, YEAR.name: ("",)}))
        counted[level] = AwardYears(found.total, {**years, 0: undated} if undated else years)
    return counted
