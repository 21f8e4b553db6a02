"""What pages ask: search, browse, suggest, count, find what is similar."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from common import text
from products.models import Product

from . import kinds, lifecycle, synonyms
from .document import Reference
from .documents import products
from .engines import get_engine, get_words
from .engines.base import Found, Hit, Query
from .ladder import LOOSE, Step, steps
from .names import Names
from .offering import worth_counting
from .plan.model import Alternative, Group, Plan, Token
from .plan.reading import MOST_TOKENS, Lookups, Reading, read
from .respelling import likely_meant

FEW = 5
"""With fewer hits than this the next step of the ladder is shown below them."""
MOST_ALSO = 12
MUCH_MORE = 4
MOST_SHARED = 500
"""Records that have a word which still tells one product from another."""
PAGE_SIZE = 24

AWARDED_PRODUCTS: Mapping[str, tuple[str, ...]] = {"kind": (products.KIND,), "awarded": ("yes",)}


@dataclass(frozen=True)
class Result:
    """A page of hits with how they were found. `also`: hits of the next step, shown apart where there are few."""

    reading: Reading
    step: Step
    query: Query
    found: Found
    also: tuple[Hit, ...] = ()
    also_step: Step | None = None

    @property
    def total(self) -> int:
        return self.found.total


@dataclass(frozen=True, kw_only=True)
class Request:
    """A list that is asked for. `scope` belongs to the page, `choices` were made by the reader."""

    text: str = ""
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    after: Reference | None = None
    before: Reference | None = None
    limit: int = PAGE_SIZE
    facets: tuple[str, ...] = ()
    as_typed: bool = False


def search(request: Request, *, names: Names | None = None) -> Result:
    """Find what was asked for. No text raises; the step of the ladder depends on the words and the scope alone.

    So a reader's choice never changes how words are taken, and each facet's count is what its own link gives.
    """
    lifecycle.ensure_index()
    asked = _Asked(request)
    reading, step, looser = _climb(asked, names or Names())
    query = query_for(request, step, reading)
    found = asked.run(step, query)
    also, also_step = _also(request, reading, found, looser)
    return Result(reading, step, query, found, also, also_step)


def climb(request: Request, names: Names) -> tuple[Reading, Step, list[Step]]:
    """How the words are read, the step of the ladder that is taken, and the looser ones above it.

    Words that find little are read as they were likely meant where that finds more than four times as much; a step
    that asks for enough of the words only counts as nothing.
    """
    return _climb(_Asked(request), names)


class _Asked:
    """The questions of one request. Where the reader chose nothing a step's count is its page's total, so the page
    itself is asked for: most climbs end at the first step, and the engine was asked once.
    """

    def __init__(self, request: Request) -> None:
        self.request = request
        self._found: dict[tuple[Plan, Query], Found] = {}

    def run(self, step: Step, query: Query) -> Found:
        if (step.plan, query) not in self._found:
            self._found[step.plan, query] = get_engine().run(step.plan, query)
        return self._found[step.plan, query]

    def count(self, step: Step, reading: Reading) -> int:
        """How much a step finds, whatever the reader chose."""
        if self.request.choices:
            return get_engine().count(step.plan, Query.choosing({**step.filters, **self.request.scope}))
        return self.run(step, query_for(self.request, step, reading)).total

    def first_that_finds(self, ladder: list[Step], reading: Reading) -> tuple[int, int]:
        """Its place and how much it finds; the first where none does."""
        for at, step in enumerate(ladder):
            if count := self.count(step, reading):
                return at, count
        return 0, 0


def _climb(asked: _Asked, names: Names) -> tuple[Reading, Step, list[Step]]:
    request = asked.request
    reading = understand(request.text, as_typed=request.as_typed, names=names)
    ladder = steps(reading)
    at, count = asked.first_that_finds(ladder, reading)
    found = 0 if ladder[at].name in LOOSE else count
    meant = likely_meant(reading) if found < PAGE_SIZE and reading.understood else None
    if meant:
        changes = (*reading.corrected, *meant.changes)
        respelled = replace(understand(meant.query, names=names), typed=reading.typed, corrected=changes)
        other = steps(respelled)
        at_other, count = asked.first_that_finds(other, respelled)
        if count > MUCH_MORE * found and other[at_other].name not in LOOSE:
            reading, ladder, at = respelled, other, at_other
    return reading, ladder[at], ladder[at + 1 :]


def understand(typed: str, *, as_typed: bool = False, names: Names | None = None) -> Reading:
    """How a query is read, with the names and words of this site."""
    typed = typed.strip()
    if not typed:
        return Reading("", (), Plan())
    lookups = Lookups(
        known=lambda words: set(get_words().frequencies(words)),
        is_found=lambda plan: get_engine().count(plan, Query()) > 0,
    )
    vocabulary = (names or Names()).vocabulary
    return read(typed, vocabulary=vocabulary, synonyms=synonyms.in_force(), lookups=lookups, as_typed=as_typed)


def query_for(request: Request, step: Step, reading: Reading) -> Query:
    """What the page, the words and the reader ask together. In one facet the reader's choice takes the words' place."""
    sort = request.sort if step.plan or request.sort != "relevance" else "newest"
    choices = {**step.filters, **request.scope, **request.choices}
    return Query.choosing(
        choices,
        sort=sort,
        limit=request.limit,
        offset=request.offset,
        after=request.after,
        before=request.before,
        facets=worth_counting(request.facets, choices),
        prefer=reading.prefer,
    )


def _also(request: Request, reading: Reading, found: Found, looser: list[Step]) -> tuple[tuple[Hit, ...], Step | None]:
    """Further hits of the first looser step that has any, below a list with few; never on later pages."""
    if found.total >= FEW or not found.total or request.offset or not reading.words:
        return (), None
    seen = {hit.reference for hit in found.hits}
    for step in (step for step in looser if step.name != "some" or not step.as_words):
        query = replace(query_for(request, step, reading), facets=(), limit=MOST_ALSO + len(seen))
        hits = tuple(hit for hit in get_engine().run(step.plan, query).hits if hit.reference not in seen)
        if hits:
            return hits[:MOST_ALSO], step
    return (), None


def run(step: Step, query: Query) -> Found:
    """One page of a step that the caller chose."""
    return get_engine().run(step.plan, query)


def count(step: Step, request: Request, reading: Reading) -> int:
    """How many a changed request would give on the same step."""
    return get_engine().count(step.plan, query_for(request, step, reading))


def stand_side_by_side(words: Sequence[str]) -> bool:
    """Whether some record has these words, as they are written, one beside the other."""
    phrase = Alternative(tuple(map(Token.of, words)), is_phrase=True)
    return bool(words) and get_engine().count(Plan.all_of((Group((phrase,)),)), Query()) > 0


def unknown_words(words: Iterable[str]) -> set[str]:
    """Those of the words that no record has and that the speller does not know either, whatever their accents."""
    index = get_words()
    syllables = index.word_counts().syllables
    doubtful = {word for word in words if text.fold(word) not in syllables}
    return doubtful - index.frequencies(doubtful).keys() if doubtful else doubtful


def load(references: Iterable[Reference]) -> list[tuple[kinds.Kind, Any]]:
    """The records themselves, in the order of the references; one that is no longer public is left out.

    One query a kind, and what the kind's cards need.
    """
    return _load(references, lambda kind, records: kind.for_cards(records))


def load_bare(references: Iterable[Reference]) -> list[tuple[kinds.Kind, Any]]:
    """As `load`, for whoever needs no more than names and addresses: one query a kind."""
    return _load(references, lambda _kind, records: records)


def _load(
    references: Iterable[Reference], prepare: Callable[[kinds.Kind, QuerySet[Any]], QuerySet[Any]]
) -> list[tuple[kinds.Kind, Any]]:
    wanted = list(references)
    records: dict[Reference, tuple[kinds.Kind, Any]] = {}
    for name in dict.fromkeys(reference.kind for reference in wanted):
        kind = kinds.get(name)
        if kind is None:
            continue
        ids = [reference.id for reference in wanted if reference.kind == name]
        for record in prepare(kind, kind.eligible().filter(pk__in=ids)):
            records[Reference(name, record.pk)] = (kind, record)
    return [records[reference] for reference in wanted if reference in records]


def stored_cards(references: Iterable[Reference], wishes: kinds.CardWishes) -> dict[Reference, dict[str, Any]]:
    """The cards that were drawn beforehand and still hold: one query a kind that has such."""
    wanted = list(references)
    found: dict[Reference, dict[str, Any]] = {}
    for name in dict.fromkeys(reference.kind for reference in wanted):
        kind = kinds.get(name)
        if kind is not None and kind.stored is not None:
            ids = [reference.id for reference in wanted if reference.kind == name]
            found.update({Reference(name, number): card for number, card in kind.stored(ids, wishes).items()})
    return found


def similar(product: Product, limit: int = 4) -> list[Product]:
    """Published products of the same category, those whose names share words first; never the product itself."""
    references = (Reference(products.KIND, found) for found in similar_ids(product, limit * 2))
    return [record for _kind, record in load(references)][:limit]


def similar_ids(product: Product, limit: int) -> list[int]:
    """The ids of what is similar, without asking the database: one may have been withdrawn a moment ago."""
    if product.category is None or limit < 1:
        return []
    lifecycle.ensure_index()
    engine = get_engine()
    same = {"kind": (products.KIND,), "category": (product.category.slug,)}
    query = Query.choosing(same, sort="relevance", limit=limit + 1, is_counted=False)
    shares_words = Plan(tuple(Group((Alternative((token,)),)) for token in telling_tokens(product.name_vi)), required=1)
    hits = [*engine.run(shares_words, query).hits] if shares_words else []
    if len(hits) <= limit:
        hits += engine.run(Plan(), query).hits
    found = dict.fromkeys(hit.reference.id for hit in hits if hit.reference.id != product.pk)
    return list(found)[:limit]


def awarded_ids_in_village(village: str, limit: int) -> list[int]:
    """The ids of a craft village's awarded products, those awarded last first, without asking the database."""
    lifecycle.ensure_index()
    awarded_there = {**AWARDED_PRODUCTS, "village": (village,)}
    query = Query.choosing(awarded_there, sort="newest", limit=limit, is_counted=False)
    return [hit.reference.id for hit in get_engine().run(Plan(), query).hits]


def telling_tokens(name: str) -> list[Token]:
    """The words of a name that not too many records share: only these say what is like it, and cheaply."""
    words = list(dict.fromkeys(text.TOKEN.findall(text.exact(name))))[:MOST_TOKENS]
    shared_by = get_words().frequencies(words)
    return [Token.of(word) for word in words if 1 < shared_by.get(word, 0) <= MOST_SHARED]
