"""A small catalogue to search in."""

import datetime
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from places.models import FormerUnit, Province, Region
from products.models import AwardLevel, PriceKind
from search import lifecycle, outbox
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory, SelectionRoundFactory

from .shop import YEAR_ROUND, awarded, commune, paper


@pytest.fixture
def indexed(db: None) -> Callable[[], None]:
    """Call it after changing records: these tests roll back, so nothing is drained by itself."""

    def bring_up_to_date() -> None:
        lifecycle.ensure_index()
        outbox.drain()

    return bring_up_to_date


def province(code: str, name: str, slug: str) -> Province:
    values = {"code": code, "full_name_vi": f"tỉnh {name}", "kind": "province", "slug": slug, "name_en": slug.title()}
    return Province.objects.create(name_vi=name, **values)


@pytest.fixture
def places(db: None) -> SimpleNamespace:
    """Bắc Ninh, of which Bắc Giang is part since 2025, and Thái Nguyên."""
    bac_ninh = province("24", "Bắc Ninh", "bac-ninh")
    thai_nguyen = province("19", "Thái Nguyên", "thai-nguyen")
    for code, name, now in (
        ("24", "Bắc Giang", bac_ninh),
        ("27", "Bắc Ninh", bac_ninh),
        ("19", "Thái Nguyên", thai_nguyen),
    ):
        FormerUnit.objects.create(
            name_vi=name, level="province", code=code, valid_until="2025-06-30", kind="tỉnh", current_province=now
        )
    return SimpleNamespace(bac_ninh=bac_ninh, thai_nguyen=thai_nguyen)


@pytest.fixture
def categories(db: None) -> SimpleNamespace:
    """Food, with tea and noodles below it, and pottery."""
    food = CategoryFactory(name_vi="Thực phẩm", name_en="Food", slug="thuc-pham")
    return SimpleNamespace(
        food=food,
        tea=CategoryFactory(name_vi="Chè", name_en="Tea", slug="che", parent=food),
        noodles=CategoryFactory(name_vi="Miến", name_en="Noodles", slug="mien", parent=food),
        pottery=CategoryFactory(name_vi="Gốm sứ", name_en="Pottery", slug="gom-su"),
    )


def selection(level: AwardLevel, year: int | None, region: str = ""):
    return SelectionRoundFactory(level=level, year=year, region=region)


@pytest.fixture
def catalogue(places: SimpleNamespace, categories: SimpleNamespace, indexed: Callable[[], None]) -> SimpleNamespace:
    """Four awarded products, one without an award, one whose only award was revoked."""
    village = CraftVillageFactory(name_vi="Làng miến Bình Lư", slug="lang-mien-binh-lu")
    tea_maker = ProducerFactory(name_vi="HTX chè Hảo Đạt", province=places.thai_nguyen)
    noodle_maker = ProducerFactory(name_vi="HTX miến Việt Cường", province=places.thai_nguyen, craft_village=village)
    potter = ProducerFactory(name_vi="Cơ sở gốm Lục Ngạn", province=places.bac_ninh)
    north = Region.NORTH
    national_2023 = selection(AwardLevel.NATIONAL, 2023)
    regional_2024 = selection(AwardLevel.REGION, 2024, north)
    provincial_2022 = selection(AwardLevel.PROVINCE, 2022)
    tea = ProductFactory(name_vi="Chè móc câu", category=categories.tea, producer=tea_maker)
    AwardFactory(product=tea, round=national_2023, decision__number="3116/QĐ-BCT", province_name="Thái Nguyên")
    AwardFactory(product=tea, round=provincial_2022, decision=None, province_name="Thái Nguyên")
    bud = ProductFactory(name_vi="Chè tôm nõn", category=categories.tea, producer=tea_maker)
    AwardFactory(product=bud, round=regional_2024, decision=None, province_name="Thái Nguyên")
    noodles = ProductFactory(name_vi="Miến tỏi đen", category=categories.noodles, producer=noodle_maker)
    AwardFactory(product=noodles, round=national_2023, expired=True, decision=None)
    jar = ProductFactory(name_vi="Bình gốm men rạn", category=categories.pottery, producer=potter)
    AwardFactory(
        product=jar, round=provincial_2022, decision=None, province_name="Bắc Giang", place="Lục Ngạn, Bắc Giang"
    )
    plain = ProductFactory(name_vi="Bánh chè lam", category=categories.food, producer=tea_maker)
    revoked = ProductFactory(name_vi="Rượu chè", category=categories.food, producer=tea_maker)
    AwardFactory(product=revoked, round=national_2023, decision=None, revoked=True)
    indexed()
    return SimpleNamespace(tea=tea, bud=bud, noodles=noodles, jar=jar, plain=plain, revoked=revoked, village=village)


@pytest.fixture
def page(client: Client) -> Callable[..., str]:
    """The browse page at this query."""
    return lambda query="": client.get(reverse("search:browse") + query).content.decode()


@pytest.fixture
def shop(places: SimpleNamespace, indexed: Callable[[], None]) -> SimpleNamespace:
    """Two awarded products of Thái Nguyên with all that a buyer asks for, one of Bắc Ninh that says nothing."""
    today = timezone.localdate()
    dong_hy, tan_cuong = commune("Đồng Hỷ", places.thai_nguyen), commune("Tân Cương", places.thai_nguyen)
    tea = awarded(
        "Chè móc câu",
        producer=ProducerFactory(commune=tan_cuong),
        price_kind=PriceKind.RANGE,
        price_least=120_000,
        price_most=250_000,
        available_months=YEAR_ROUND,
    )
    tea.tags.add("quà Tết", "chè ngon")
    tea.save()
    paper(tea, "vietgap", today)
    paper(tea, "haccp", today - datetime.timedelta(days=1))
    cake = awarded("Bánh chưng", producer=ProducerFactory(commune=dong_hy), price_kind=PriceKind.ON_REQUEST)
    cake.tags.add("quà Tết")
    cake.save()
    paper(cake, "vietgap")
    paper(cake, "other")
    awarded("Bình gốm", producer=ProducerFactory(province=places.bac_ninh))
    indexed()
    return SimpleNamespace(tea=tea, cake=cake, dong_hy=dong_hy, tan_cuong=tan_cuong, places=places)
