"""How a query is read and why its hits stand in their order, for those who keep the search box."""

from dataclasses import dataclass
from typing import Any

from . import lifecycle, services
from .document import Reference
from .engines import get_embedded
from .engines.base import ScoreParts
from .facets import BY_NAME
from .kinds import Kind
from .ladder import steps
from .names import Names
from .plan.model import Alternative
from .plan.reading import Reading
from .services import Request

SHOWN = 10


@dataclass(frozen=True)
class Sought:
    """One thing looked for: as typed, and by which other names."""

    words: str
    other_names: tuple[str, ...]


@dataclass(frozen=True)
class ReadFilter:
    """Words of the query that were read as a value of a facet."""

    words: str
    facet: Any
    value: str


@dataclass(frozen=True)
class Rung:
    """A step of the ladder with what it finds by itself. `as_words`: facts are read as words there."""

    name: str
    as_words: bool
    count: int
    is_taken: bool


@dataclass(frozen=True)
class ExplainedHit:
    """A record of the first page. `parts`: the factors of its score, None in a list that is not ranked by words."""

    kind: Kind
    record: Any
    score: float
    parts: ScoreParts | None


@dataclass(frozen=True)
class Explanation:
    """All of it. `preferred`: names of categories in the query, whose records stand higher."""

    reading: Reading
    sought: tuple[Sought, ...]
    filters: tuple[ReadFilter, ...]
    preferred: tuple[str, ...]
    rungs: tuple[Rung, ...]
    hits: tuple[ExplainedHit, ...]


def explain(typed: str) -> Explanation:
    """What the page of results does with these words, where nothing is chosen beside them. No text raises."""
    lifecycle.ensure_index()
    names, request = Names(), Request(text=typed, limit=SHOWN)
    reading, taken, _looser = services.climb(request, names)
    rungs = tuple(
        Rung(step.name, step.as_words, services.count(step, request, reading), step == taken) for step in steps(reading)
    )
    filters = tuple(
        ReadFilter(each.words, BY_NAME[each.facet].legend, names.label(each.facet, each.number or each.value))
        for each in reading.filters
    )
    preferred = tuple(names.label(facet, value) for facet, value in reading.prefer)
    found = get_embedded().explain(taken.plan, services.query_for(request, taken, reading))
    return Explanation(reading, _sought(reading), filters, preferred, rungs, _with_records(found))


def _sought(reading: Reading) -> tuple[Sought, ...]:
    return tuple(
        Sought(_words(group.alternatives[0]), tuple(map(_words, group.alternatives[1:])))
        for group in reading.plan.groups
    )


def _words(alternative: Alternative) -> str:
    return " ".join(token.text for token in alternative.tokens)


def _with_records(found: list[tuple[Any, ScoreParts | None]]) -> tuple[ExplainedHit, ...]:
    """Those that are public now, as on the page itself."""
    records = {
        Reference(kind.name, record.pk): (kind, record)
        for kind, record in services.load(hit.reference for hit, _parts in found)
    }
    return tuple(
        ExplainedHit(*records[hit.reference], hit.score, parts) for hit, parts in found if hit.reference in records
    )
