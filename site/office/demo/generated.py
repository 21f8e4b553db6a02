"""Made-up products in any number, to measure pages with: marked as examples, and they can be taken away again."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from common.addresses import SlugPool
from common.moderation.bulk import create_live
from places.models import Province, Region
from producers.models import LegalForm, Producer
from products.guards import suspended
from products.models import (
    Award,
    AwardLevel,
    AwardStanding,
    Category,
    Decision,
    Evidence,
    Product,
    ProductGroup,
    SelectionRound,
)
from products.services.decisions import ensure_decision
from products.services.register import NewAward, ensure_round, issue_awards
from search import lifecycle
from search.models import OutboxEntry

PREFIX = "bench-"
BATCH = 1000
PRODUCTS_A_PRODUCER = 3
SHARE_AWARDED, SHARE_TWICE = 0.85, 0.2
LEVELS = (AwardLevel.PROVINCE,) * 6 + (AwardLevel.REGION,) * 2 + (AwardLevel.NATIONAL, AwardLevel.DISTRICT)
KINDS = ("thượng hạng", "truyền thống", "đặc biệt", "loại một", "nguyên chất", "gia truyền", "sấy khô", "thủ công")
SIZES = ("200 g", "500 g", "1 kg", "hộp quà", "bộ ba", "loại nhỏ", "loại lớn", "chai 500 ml")
SYLLABLES = ("An", "Bình", "Châu", "Đông", "Gia", "Hòa", "Khánh", "Lâm", "Minh", "Nam", "Phú", "Quang", "Sơn", "Tân")
Progress = Callable[[int, int], None]
"""Told how many products there are and how many there will be."""


@dataclass(frozen=True)
class Shelf:
    """What products are made from, read once."""

    categories: list[Category]
    groups: list[ProductGroup]
    provinces: list[Province]
    producer_slugs: SlugPool
    product_slugs: SlugPool
    papers: dict[tuple[AwardLevel, int, str], tuple[SelectionRound, Decision]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Shelf":
        parents = Category.objects.exclude(parent=None).values("parent")
        return cls(
            categories=list(Category.objects.published().exclude(pk__in=parents)),
            groups=list(ProductGroup.objects.all()),
            provinces=list(Province.objects.filter(is_current=True)),
            producer_slugs=SlugPool(Producer, kind="producer"),
            product_slugs=SlugPool(Product, kind="product"),
        )

    def papers_of(self, level: AwardLevel, year: int, region: str) -> tuple[SelectionRound, Decision]:
        """The round and the decision of these awards, looked up once."""
        key = (level, year, region)
        if key not in self.papers:
            round_ = ensure_round(level=level, year=year, region=region, province_as_printed="Ví Dụ đo tốc độ")
            number, date = _number(f"{level}{region}-{year}"), datetime.date(year, 9, 1)
            self.papers[key] = (round_, ensure_decision(number=number, date=date, round=round_, by=None))
        return self.papers[key]


def generated() -> int:
    """How many made-up products there are."""
    return Product.objects.filter(source_reference__startswith=PREFIX).count()


def generate(total: int, *, progress: Progress) -> int:
    """Bring the made-up products to `total`, with producers and awards, and index everything; returns how many came.

    The first so many are always the same ones, so a site of 10,000 holds the site of 200.
    """
    first = generated()
    if first >= total:
        return 0
    shelf = Shelf.load()
    for start in range(first, total, BATCH):
        end = min(start + BATCH, total)
        _generate_batch(range(start, end), shelf)
        progress(end, total)
    lifecycle.rebuild()
    return total - first


def remove(*, progress: Progress) -> int:
    """Take every made-up product with its awards away, and index what is left; returns how many products went.

    The register refuses deletion to everybody, so its guards are lifted for the one transaction. The command that
    calls this runs on a laptop's site only.
    """
    products = Product.objects.filter(source_reference__startswith=PREFIX)
    count = products.count()
    with transaction.atomic(), suspended(connection):
        awards = Award.objects.filter(source_reference__startswith=PREFIX)
        rounds = set(awards.values_list("round_id", flat=True))
        AwardStanding.objects.filter(award__in=awards).delete()
        awards.delete()
        Decision.objects.filter(number__startswith=_number("")).delete()
        SelectionRound.objects.filter(pk__in=rounds, awards=None, decisions=None).delete()
        while batch := list(products.values_list("pk", flat=True)[:BATCH]):
            Product.objects.filter(pk__in=batch).delete()
            progress(count - products.count(), count)
        Producer.objects.filter(source_reference__startswith=PREFIX).delete()
        OutboxEntry.objects.all().delete()
    lifecycle.rebuild()
    return count


def _generate_batch(numbers: range, shelf: Shelf) -> None:
    with transaction.atomic():
        makers = _makers(numbers, shelf)
        products = create_live([_product(number, shelf, makers) for number in numbers])
        entries: list[NewAward] = []
        for number, product in zip(numbers, products, strict=True):
            entries += _entries(number, product, shelf)
        issue_awards(entries, by=None)


def _dice(number: int, what: str) -> random.Random:
    return random.Random(f"{what}/{number}")  # noqa: S311 - made-up data, no secret


def _makers(numbers: range, shelf: Shelf) -> dict[int, Producer]:
    """The producers of these products by number; one may have begun in the batch before."""
    wanted = {number // PRODUCTS_A_PRODUCER for number in numbers}
    by_reference = {
        producer.source_reference: producer
        for producer in Producer.objects.filter(source_reference__in=[f"{PREFIX}{number}" for number in wanted])
    }
    missing = [number for number in sorted(wanted) if f"{PREFIX}{number}" not in by_reference]
    for producer in create_live([_maker(number, shelf) for number in missing]) if missing else []:
        by_reference[producer.source_reference] = producer
    return {number: by_reference[f"{PREFIX}{number}"] for number in wanted}


def _maker(number: int, shelf: Shelf) -> Producer:
    dice = _dice(number, "producer")
    form = dice.choice((LegalForm.COOPERATIVE, LegalForm.HOUSEHOLD, LegalForm.LIMITED))
    name = f"{form.label} {dice.choice(SYLLABLES)} {dice.choice(SYLLABLES)} Ví Dụ {number}"
    return Producer(
        name_vi=name,
        legal_form=form,
        province=dice.choice(shelf.provinces),
        address_line="Thôn Ví Dụ",
        summary_vi="Cơ sở sinh ra để đo tốc độ, không có thật.",
        slug=shelf.producer_slugs.take(name),
        source_reference=f"{PREFIX}{number}",
        is_example=True,
    )


def _product(number: int, shelf: Shelf, makers: dict[int, Producer]) -> Product:
    dice = _dice(number, "product")
    category = dice.choice(shelf.categories)
    words = [word.strip() for word in (category.words or category.name_vi).split(",")]
    name = f"{dice.choice(words).capitalize()} {dice.choice(KINDS)} {dice.choice(SYLLABLES)} Ví Dụ {dice.choice(SIZES)}"
    return Product(
        name_vi=name,
        category=category,
        group=dice.choice(shelf.groups),
        producer=makers[number // PRODUCTS_A_PRODUCER],
        summary_vi=f"{name}: sản phẩm sinh ra để đo tốc độ, không có thật.",
        slug=shelf.product_slugs.take(name),
        source_reference=f"{PREFIX}{number}",
        is_example=True,
    )


def _entries(number: int, product: Product, shelf: Shelf) -> list[NewAward]:
    dice = _dice(number, "awards")
    if dice.random() > SHARE_AWARDED:
        return []
    return [_entry(number, turn, product, shelf, dice) for turn in range(2 if dice.random() < SHARE_TWICE else 1)]


def _entry(number: int, turn: int, product: Product, shelf: Shelf, dice: random.Random) -> NewAward:
    level = dice.choice(LEVELS)
    year = timezone.localdate().year - dice.randrange(8)
    region = dice.choice(Region.values) if level in {AwardLevel.REGION, AwardLevel.NATIONAL} else ""
    province = product.producer.province.name_vi
    round_, decision = shelf.papers_of(level, year, region if level == AwardLevel.REGION else "")
    return NewAward(
        round=round_,
        decision=decision,
        product=product,
        position=number,
        level=level,
        year=year,
        product_name=product.name_vi,
        producer_name=product.producer.name_vi,
        place=f"Thôn Ví Dụ, {province}",
        province_name=province,
        region=region,
        group=product.group,
        granted_date=datetime.date(year, 9, 1),
        valid_until=datetime.date(year + 4, 12, 31),
        evidence=Evidence.TRANSCRIBED,
        source_url="https://example.com/do-toc-do",
        source_reference=f"{PREFIX}{number}-{turn}",
        note="Sinh ra để đo tốc độ, không có công nhận này.",
    )


def _number(words: str) -> str:
    """A decision's number that no authority gives."""
    return f"00/QĐ-VD-BENCH-{words}"
