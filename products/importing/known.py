"""What the catalogue and the register already hold, in memory, found by key: a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Max

from producers.models import Producer
from products.models import Award, AwardEvent, DecisionEvent, MergeRecord, Product
from products.services.decisions import number_key

from .names import producer_key, product_key
from .places import NO_COMMUNES, PlaceReader

CHUNK = 2_000


class Known:
    """A record of the database, or (`pk` None) one that an earlier row of the list will add."""

    pk: int | None
    from_row: int

    @property
    def answers(self) -> tuple[str, ...]:
        """What a choice may call it: "r12" for what row 12 adds, and its id once it has one."""
        return (*([f"r{self.from_row}"] if self.from_row else []), *([str(self.pk)] if self.pk else []))


@dataclass(eq=False)
class KnownProducer(Known):
    """A maker with its place."""

    name: str
    pk: int | None = None
    province_id: int | None = None
    commune_id: int | None = None
    address: str = ""
    from_row: int = 0
    record: Producer | None = None
    _communes: frozenset[int] | None = None

    def communes(self, places: PlaceReader) -> frozenset[int]:
        """Today's communes it may lie in; its printed address is read only when somebody asks."""
        if self._communes is None:
            own = frozenset([self.commune_id]) if self.commune_id else NO_COMMUNES
            self._communes = own or places.communes_of(self.address)
        return self._communes

    def learn_place(self, province_id: int | None, commune_id: int | None, communes: frozenset[int]) -> None:
        """A maker that this list adds takes over what a later row says more exactly."""
        if self.pk is None:
            self.province_id = self.province_id or province_id
            if communes and (not self._communes or len(communes) < len(self._communes)):
                self._communes, self.commune_id = communes, commune_id


@dataclass(eq=False)
class KnownProduct(Known):
    """A product with its maker; without one, the provinces its awards name."""

    name: str
    pk: int | None = None
    producer: KnownProducer | None = None
    provinces: set[int] = field(default_factory=set)
    source_reference: str = ""
    from_row: int = 0
    record: Product | None = None
    awards: list["KnownAward"] = field(default_factory=list)


@dataclass(eq=False)
class KnownAward:
    """An award as entered, and as it stands after its corrections."""

    product: KnownProduct
    level: str
    year: int | None
    as_awarded: dict[str, Any]
    standing: dict[str, Any]
    decision_key: str = ""
    decision_id: int | None = None
    is_checked: bool = False
    source_url: str = ""
    source_reference: str = ""
    pk: int | None = None
    from_row: int = 0
    """The row of this list that brings it, 0 for what the register had."""


COMPARED = ("product_name", "producer_name", "place", "level", "year", "region", "certificate_no", "valid_until")
"""What a list may state otherwise than the register: fields that `correct_award` can change."""


class CatalogueIndex:
    """Makers by name, products by maker and name, awards by product and by their row at the source."""

    def __init__(self, places: PlaceReader) -> None:
        self.places = places
        self.load()

    def load(self) -> None:
        """Read everything now: four queries, whatever the list."""
        self.producers: dict[str, list[KnownProducer]] = defaultdict(list)
        self.products: dict[tuple[int, str], list[KnownProduct]] = defaultdict(list)
        self.orphans: dict[str, list[KnownProduct]] = defaultdict(list)
        self.by_name: dict[str, list[KnownProduct]] = defaultdict(list)
        self.references: dict[str, list[KnownAward]] = defaultdict(list)
        self.product_references: dict[str, list[KnownProduct]] = defaultdict(list)
        self.stamp = register_stamp()
        makers = self._load_producers()
        self._load_awards(self._load_products(makers))

    def is_stale(self) -> bool:
        """True when somebody else added to the catalogue since it was read."""
        return self.stamp != register_stamp()

    def restamp(self) -> None:
        """After writing what this index already knows."""
        self.stamp = register_stamp()

    def add_producer(self, producer: KnownProducer, *, names: tuple[str, ...] = ()) -> None:
        for name in dict.fromkeys(filter(None, map(producer_key, (producer.name, *names)))):
            self.producers[name].append(producer)

    def add_product(self, product: KnownProduct, *, names: tuple[str, ...] = ()) -> None:
        for name in dict.fromkeys(filter(None, map(product_key, (product.name, *names)))):
            self.by_name[name].append(product)
            if product.producer is None:
                self.orphans[name].append(product)
            else:
                self.products[id(product.producer), name].append(product)
        if product.source_reference:
            self.product_references[product.source_reference].append(product)

    def add_award(self, award: KnownAward) -> None:
        award.product.awards.append(award)
        if award.source_reference:
            self.references[award.source_reference].append(award)

    def adopt(self, product: KnownProduct, producer: KnownProducer) -> None:
        """A product without a maker gets one."""
        for products in self.orphans.values():
            if product in products:
                products.remove(product)
        product.producer = producer
        self.products[id(producer), product_key(product.name)].append(product)

    def _load_producers(self) -> dict[int, KnownProducer]:
        rows = Producer.objects.filter(merged_into=None).values_list(
            "pk",
            "name_vi",
            "legal_name",
            "other_names",
            "province_id",
            "commune_id",
            "address_line",
            "address_as_printed",
        )
        makers = {}
        for pk, name, legal, others, province, commune, line, printed in _in_chunks(rows):
            maker = KnownProducer(name, pk, province, commune, printed or line)
            makers[pk] = maker
            self.add_producer(maker, names=(legal, *others.split(";")))
        return makers

    def _load_products(self, makers: dict[int, KnownProducer]) -> dict[int, KnownProduct]:
        rows = Product.objects.filter(merged_into=None).values_list(
            "pk", "name_vi", "other_names", "producer_id", "source_reference"
        )
        products = {}
        for pk, name, others, producer, reference in _in_chunks(rows):
            product = KnownProduct(name, pk, makers.get(producer), source_reference=reference)
            products[pk] = product
            self.add_product(product, names=tuple(others.split(";")))
        return products

    def _load_awards(self, products: dict[int, KnownProduct]) -> None:
        stood = {f"now_{name}": F(f"standing__{name}") for name in (*COMPARED, "decision_id", "evidence")}
        rows = Award.objects.order_by("pk").values(
            "pk", "product_id", "source_url", "source_reference", "province_name", *COMPARED,
            number=F("standing__decision__number"), **stood,
        )  # fmt: skip
        for row in _in_chunks(rows):
            product = products.get(row["product_id"])
            if product is not None:
                self._know_award(product, row)

    def _know_award(self, product: KnownProduct, row: dict[str, Any]) -> None:
        province = self.places.province_named(row["province_name"])
        if province:
            product.provinces.add(province)
        self.add_award(
            KnownAward(
                product,
                row["now_level"],
                row["now_year"],
                {name: row[name] for name in COMPARED},
                {name: row[f"now_{name}"] for name in COMPARED},
                decision_key=number_key(row["number"] or ""),
                decision_id=row["now_decision_id"],
                is_checked=row["now_evidence"] == "checked",
                source_url=row["source_url"],
                source_reference=row["source_reference"],
                pk=row["pk"],
            )
        )
        names = {row["product_name"], row["now_product_name"]} - {product.name}
        for name in names:  # a renamed product is still found by the name it was awarded under
            self._also_named(product, product_key(name))

    def _also_named(self, product: KnownProduct, name: str) -> None:
        places = [self.by_name[name]]
        places.append(self.orphans[name] if product.producer is None else self.products[id(product.producer), name])
        for products in places:
            if product not in products:
                products.append(product)


def register_stamp() -> tuple[Any, ...]:
    """What moves when anybody adds, merges or corrects; cheap enough to ask in every transaction."""
    parts = [
        model.objects.order_by().aggregate(last=Max("pk"), count=Count("pk"))
        for model in (Producer, Product, Award, AwardEvent, DecisionEvent, MergeRecord)
    ]
    return tuple(tuple(part.values()) for part in parts)


def _in_chunks(rows: Any) -> Iterator[Any]:
    return rows.iterator(chunk_size=CHUNK)
