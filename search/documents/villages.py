"""Craft villages."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from producers.models import CraftVillage

from ..document import Reference, SearchDocument, join
from .places import Gazetteer

KIND = "village"


def eligible() -> QuerySet[CraftVillage]:
    return CraftVillage.objects.published()


def prepared(villages: QuerySet[CraftVillage]) -> QuerySet[CraftVillage]:
    return villages.select_related("commune__province", "province").prefetch_related(
        "commune__former_units__parent__parent"
    )


def to_documents(villages: Iterable[CraftVillage]) -> Iterator[SearchDocument]:
    gazetteer = Gazetteer()
    for village in villages:
        yield to_document(village, gazetteer=gazetteer)


def to_document(village: CraftVillage, *, gazetteer: Gazetteer) -> SearchDocument:
    place = gazetteer.locate(commune=village.commune, province=village.province, printed=())
    return SearchDocument(
        reference=Reference(KIND, village.pk),
        name=village.name_vi,
        sorts=join("làng nghề", village.craft_vi),
        place=place.names,
        body=join(village.decision_number, village.about_vi),
        english_name=village.name_en,
        english=join(village.name_en, village.craft_en, village.about_en),
        facets={**place.facets, "village": (village.slug,)},
    )
