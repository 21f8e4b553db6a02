"""Fairs: each edition is one occasion with its year and region."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from common.languages import in_source
from fairs.models import DatePrecision, FairEdition
from places.models import Region

from ..document import Occasion, Reference, SearchDocument, join
from .places import Gazetteer
from .renewal import renewed_at

KIND = "fair"


def eligible() -> QuerySet[FairEdition]:
    return FairEdition.objects.published()


def prepared(editions: QuerySet[FairEdition]) -> QuerySet[FairEdition]:
    return editions.select_related("commune__province", "province", "organising_province", "series").prefetch_related(
        "commune__former_units__parent__parent"
    )


def to_documents(editions: Iterable[FairEdition]) -> Iterator[SearchDocument]:
    gazetteer = Gazetteer()
    for edition in editions:
        yield to_document(edition, gazetteer=gazetteer)


def to_document(edition: FairEdition, *, gazetteer: Gazetteer) -> SearchDocument:
    printed = (edition.province_as_printed,) if edition.province_as_printed else ()
    place = gazetteer.locate(commune=edition.commune, province=edition.province, printed=printed)
    organising = edition.organising_province
    with in_source():
        region = str(Region(edition.region).label) if edition.region else ""
        fair_type = str(edition.get_fair_type_display())
    return SearchDocument(
        reference=Reference(KIND, edition.pk),
        name=edition.name_vi,
        other_names=edition.series.name_vi if edition.series else "",
        maker=join(edition.organiser, edition.host),
        sorts=join("hội chợ", fair_type),
        place=join(edition.venue, place.names, organising.full_name_vi if organising else "", region),
        body=join(months_of(edition), edition.exhibitors_summary, edition.about_vi, edition.programme_vi),
        english_name=edition.name_en,
        english=join(edition.name_en, edition.about_en),
        facets=place.facets,
        occasions=(Occasion(year=edition.year, region=edition.region),),
        newest_year=edition.year,
        renewed_at=renewed_at(edition),
    )


def months_of(edition: FairEdition) -> str:
    """The months that a fair lasts, as people ask for them: "tháng 10 năm 2025"; none where only the year is known."""
    first, last = edition.start_date, edition.end_date or edition.start_date
    if first is None or last is None or edition.date_precision == DatePrecision.YEAR:
        return ""
    numbers = range(
        first.year * 12 + first.month, min(last.year * 12 + last.month, first.year * 12 + first.month + 11) + 1
    )
    return " . ".join(f"tháng {(number - 1) % 12 + 1} năm {(number - 1) // 12}" for number in numbers)
