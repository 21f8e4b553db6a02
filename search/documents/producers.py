"""Producers. An award belongs to a product, so a producer carries none."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from producers.models import CraftVillage, Producer

from ..document import Reference, SearchDocument, join
from .places import Gazetteer
from .renewal import renewed_at

KIND = "producer"


def eligible() -> QuerySet[Producer]:
    return Producer.objects.published()


def prepared(producers: QuerySet[Producer]) -> QuerySet[Producer]:
    return producers.select_related("commune__province", "province", "craft_village").prefetch_related(
        "commune__former_units__parent__parent"
    )


def to_documents(producers: Iterable[Producer]) -> Iterator[SearchDocument]:
    gazetteer = Gazetteer()
    for producer in producers:
        yield to_document(producer, gazetteer=gazetteer)


def to_document(producer: Producer, *, gazetteer: Gazetteer) -> SearchDocument:
    village = public_village(producer)
    printed = (producer.address_as_printed,) if producer.address_as_printed else ()
    place = gazetteer.locate(commune=producer.commune, province=producer.province, printed=printed)
    return SearchDocument(
        reference=Reference(KIND, producer.pk),
        name=producer.name_vi,
        other_names=join(producer.other_names, producer.legal_name),
        maker=village.name_vi if village else "",
        sorts=village.craft_vi if village else "",
        place=join(producer.address_line, place.names),
        body=join(producer.registration_number, producer.summary_vi, producer.capacity_vi, producer.about_vi),
        english_name=producer.name_en,
        english=join(producer.name_en, producer.summary_en, producer.capacity_en, producer.about_en),
        facets={**place.facets, "village": (village.slug,) if village else ()},
        renewed_at=renewed_at(producer),
    )


def public_village(producer: Producer) -> CraftVillage | None:
    """The craft village that a producer is found by and counted in; one in the store-room has no page to lead to."""
    village = producer.craft_village
    return village if village is not None and village.archived_at is None else None
