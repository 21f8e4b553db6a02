"""Award rounds: one selection with its level, year and place, and the decisions that its results rest on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import translation

from common.languages import GLOSS, in_source
from places.models import Region
from products.models import Award, AwardStanding, Decision, SelectionRound
from products.rounds import published_rounds, with_last_entry

from ..document import Occasion, Reference, SearchDocument, decision_key, join
from .places import Gazetteer

KIND = "round"
CALLED = "kỳ bình chọn . quyết định công nhận"
CALLED_IN_ENGLISH = "award round . selection round . decision"
BOOST = 0.5
"""Where words find products and rounds alike ("quyết định 3116"), what was awarded is worth more than its list."""


@dataclass(frozen=True)
class Paper:
    """A released decision, as a round is found by it."""

    number: str
    title: str
    issuer: str


def eligible() -> QuerySet[SelectionRound]:
    return published_rounds()


def prepared(rounds: QuerySet[SelectionRound]) -> QuerySet[SelectionRound]:
    return with_last_entry(rounds.select_related("province"))


def to_documents(rounds: Iterable[SelectionRound]) -> Iterator[SearchDocument]:
    """All at once: a country has a few dozen rounds a year."""
    gazetteer, rounds = Gazetteer(), list(rounds)
    papers = papers_by_round([each.pk for each in rounds])
    for each in rounds:
        yield to_document(each, papers=papers.get(each.pk, []), gazetteer=gazetteer)


def papers_by_round(round_ids: list[int]) -> dict[int, list[Paper]]:
    """The released decisions that the awards of each round rest on; one query."""
    released = Decision.objects.released().filter(standings__award__round__in=round_ids)
    rows = released.order_by("date", "pk").values_list("standings__award__round", "number", "title", "issuer")
    found: dict[int, list[Paper]] = {}
    for round_id, *paper in rows.distinct():
        found.setdefault(round_id, []).append(Paper(*paper))
    return found


def to_document(selection: SelectionRound, *, papers: list[Paper], gazetteer: Gazetteer) -> SearchDocument:
    """A round of a year stands below the products of that year, whatever their level: they are what it is about."""
    printed = (selection.province_as_printed,) if selection.province_as_printed else ()
    place = gazetteer.locate(commune=None, province=selection.province, printed=printed)
    with in_source():
        name = str(selection)
        region = str(Region(selection.region).label) if selection.region else ""
    with translation.override(GLOSS):
        in_english = str(selection)
    return SearchDocument(
        reference=Reference(KIND, selection.pk),
        name=name,
        maker=join(*(paper.issuer for paper in papers)),
        place=join(place.names, region),
        body=join(
            CALLED,
            *(f"quyết định {paper.number}" for paper in papers),
            *(paper.title for paper in papers),
            selection.about_vi,
        ),
        english_name=in_english,
        english=join(in_english, CALLED_IN_ENGLISH, selection.about_en),
        facets=place.facets,
        occasions=_occasions(selection, papers),
        boost=BOOST,
        newest_year=selection.year or 0,
        renewed_at=selection.last_published_at,  # type: ignore[attr-defined]
    )


def _occasions(selection: SelectionRound, papers: list[Paper]) -> tuple[Occasion, ...]:
    """One for each decision, or one of which no decision is known."""
    held = Occasion(level=selection.level, year=selection.year or 0, region=selection.region)
    return tuple(held._replace(decision=decision_key(paper.number)) for paper in papers) or (held,)


def rounds_of_awards(award_ids: Iterable[int]) -> QuerySet:
    """The ids of the rounds that these awards are of."""
    return Award.objects.filter(pk__in=award_ids).order_by().values_list("round", flat=True).distinct()


def rounds_of_decisions(decision_ids: Iterable[int]) -> QuerySet:
    """The ids of the rounds whose awards rest on these decisions."""
    standings = AwardStanding.objects.filter(decision__in=decision_ids)
    return standings.order_by().values_list("award__round", flat=True).distinct()
