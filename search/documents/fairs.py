"""Fairs: each edition is one occasion with its year and region."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from common.languages import in_source
from fairs.models import FairEdition
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
        body=join(edition.exhibitors_summary, edition.about_vi, edition.programme_vi),
        english=join(edition.name_en, edition.about_en),
        facets=place.facets,
        occasions=(Occasion(year=edition.year, region=edition.region),),
        newest_year=edition.year,
        renewed_at=renewed_at(edition),
    )
