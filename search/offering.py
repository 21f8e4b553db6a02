"""Which facets of a page are worth counting for what is asked."""

from collections.abc import Iterable, Mapping

from common.kept import kept_in_process

from .documents import products
from .engines import get_engine
from .engines.base import Query
from .facets import BY_NAME
from .plan.model import Plan


def worth_counting(facets: Iterable[str], choices: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Without those that hang on another of which nothing is known: the communes of a whole country help nobody.

    Known is what was chosen, what the page or the words say, and what is the same for every product of this site.
    """
    return tuple(facet for facet in facets if _is_worth_it(facet, choices))


def _is_worth_it(facet: str, choices: Mapping[str, Iterable[str]]) -> bool:
    below = BY_NAME[facet].below
    return not below or bool(choices.get(facet)) or bool(choices.get(below)) or is_of_one(below)


def is_of_one(facet: str) -> bool:
    """Whether all products of this site share one value, as those of one province's centre do. Asked once a change."""
    return kept_in_process(f"search-is-of-one-{facet}", lambda: _count_values(facet) == 1)


def _count_values(facet: str) -> int:
    query = Query.choosing({"kind": (products.KIND,)}, limit=0, facets=(facet,))
    return len(get_engine().run(Plan(), query).facets[facet])
