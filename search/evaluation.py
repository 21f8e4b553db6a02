"""Judged queries: how good the ranking is, measured."""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fairs.models import FairEdition
from products.models import Award, Product

from . import services
from .document import Reference
from .documents import fairs, products

FIRST, RECALLED = 10, 20


@dataclass(frozen=True)
class Judged:
    """A query and the source references of what it should find ("RP004": an award's, "RF016": a fair's)."""

    id: str
    query: str
    variation: str
    expected: tuple[str, ...]

    @property
    def group(self) -> str:
        """The first of what is said of the variation: what queries are summed up by."""
        return self.variation.split(",")[0].strip()


@dataclass(frozen=True)
class Score:
    """How one query did. `missing`: references expected and not among the first twenty."""

    judged: Judged
    ndcg: float
    reciprocal_rank: float
    recall: float
    found: int
    missing: tuple[str, ...]


def read_queries(path: Path) -> list[Judged]:
    """From a CSV with the columns id, query, variation and expected_ids (separated by blanks)."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Judged(row["id"], row["query"], row["variation"], tuple(row["expected_ids"].split()))
            for row in csv.DictReader(file)
        ]


def evaluate(queries: Iterable[Judged]) -> list[Score]:
    """Run each query as a reader would; hits of the next step, shown below, count after those of the first."""
    by_source = records_by_source()
    return [score(judged, by_source) for judged in queries]


def records_by_source() -> dict[str, Reference]:
    """Which record stands for a row of the source: the product of an award, a product without one, a fair."""
    found = {
        source: Reference(products.KIND, number)
        for source, number in Product.objects.exclude(source_reference="").values_list("source_reference", "pk")
    }
    awards = Award.objects.exclude(source_reference="").values_list("source_reference", "product_id")
    found.update({source: Reference(products.KIND, number) for source, number in awards})
    editions = FairEdition.objects.exclude(source_reference="").values_list("source_reference", "pk")
    found.update({source: Reference(fairs.KIND, number) for source, number in editions})
    return found


def score(judged: Judged, by_source: dict[str, Reference]) -> Score:
    result = services.search(services.Request(text=judged.query))
    hits = [hit.reference for hit in (*result.found.hits, *result.also)]
    expected = {by_source[source] for source in judged.expected if source in by_source}
    first = hits[:RECALLED]
    rank = next((at for at, reference in enumerate(hits, start=1) if reference in expected), 0)
    return Score(
        judged,
        ndcg=ndcg(hits, expected),
        reciprocal_rank=1 / rank if rank else 0.0,
        recall=len(expected & set(first)) / len(expected) if expected else 0.0,
        found=len(hits),
        missing=tuple(source for source in judged.expected if by_source.get(source) not in first),
    )


def ndcg(hits: Sequence[Reference], expected: set[Reference]) -> float:
    """Of the first ten, each expected one being worth the same."""
    gain = sum(1 / math.log2(at + 1) for at, hit in enumerate(hits[:FIRST], start=1) if hit in expected)
    ideal = sum(1 / math.log2(at + 1) for at in range(1, min(len(expected), FIRST) + 1))
    return gain / ideal if ideal else 0.0
