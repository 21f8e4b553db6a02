"""No coded fact reaches an English reader in Vietnamese, whatever its value; and what is Vietnamese says that it is."""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db.models import Choices
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from common.days import months_words
from fairs.models import DatePrecision, FairDocument, FairEdition, FairResult, FairType, FairZone
from fairs.presenting.lines import KNOWN_BASES
from places.models import Commune, FormerUnit, Province, Region
from places.names import KINDS_IN_ENGLISH
from producers.models import ChannelKind, LegalForm, Producer
from producers.presenting import country_names
from products.models import (
    AwardLevel,
    Category,
    NameBasis,
    PriceKind,
    Product,
    ProductCertificate,
    ProductGroup,
    Recognition,
)
from products.models.details import CertificateKind, RecognitionProgramme
from products.seeds.loading import load_catalogue_seeds
from products.services.amendments import supersede_award
from tests.factories.fairs import ExhibitorFactory, FairClosedDayFactory, FairEditionFactory
from tests.factories.producers import ContactChannelFactory, CraftVillageFactory, ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, DecisionFactory, ProductFactory, SelectionRoundFactory
from tests.spoken import VIETNAMESE, SpokenPage

OURS = ("accounts", "common", "fairs", "inquiries", "office", "pages", "places", "producers", "products", "search")
SITE_NAME = "Hàng nghề"
PAPER_NUMBER = re.compile(r"\d+(?:/\d{4})?/(?:QĐ|NĐ|TT|KH)-\w+(?:-\w+)*")
"""The number of a decision, decree or plan, which is copied letter for letter: it is no word of any language."""


def subclasses(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


VOCABULARIES = [each for each in subclasses(Choices) if each.__module__.split(".")[0] in OURS and len(each)]


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda each: each.__qualname__)
def test_every_value_of_every_code_list_has_an_english_name(vocabulary: type[Choices]):
    with translation.override("en"):
        labels = {value: str(label) for value, label in vocabulary.choices}
    assert {value: label for value, label in labels.items() if not label or VIETNAMESE.search(label)} == {}


@pytest.mark.parametrize("word", KNOWN_BASES)
def test_how_sure_a_figure_is_has_english_words(word: str):
    with translation.override("en"):
        assert str(KNOWN_BASES[word]).isascii()


def test_months_countries_and_kinds_of_places_have_english_names():
    with translation.override("en"):
        assert [months_words([month]) for month in range(1, 13) if not months_words([month]).isascii()] == []
        assert country_names(["JP", "KR", "DE"]) == ["Japan", "South Korea", "Germany"]
    assert all(kind.isascii() for kind in KINDS_IN_ENGLISH.values())


@pytest.mark.django_db
def test_every_category_and_group_has_an_english_name_and_every_category_a_gloss():
    load_catalogue_seeds()
    groups = ProductGroup.objects.values_list("name_en", flat=True)
    categories = Category.objects.values_list("name_en", "gloss_en")
    named = [name for names in (*categories, groups) for name in names]
    assert named and [name for name in named if not name or not name.isascii()] == []


@pytest.fixture
def bac_ninh(db: None) -> Commune:
    province = Province.objects.create(
        code="24",
        name_vi="Bắc Ninh",
        full_name_vi="tỉnh Bắc Ninh",
        name_en="Bac Ninh",
        slug="bac-ninh",
        kind="province",
    )
    FormerUnit.objects.create(
        level="province",
        code="24",
        kind="tỉnh",
        name_vi="Bắc Giang",
        valid_until="2025-06-30",
        current_province=province,
    )
    return Commune.objects.create(code="1", kind="commune", name_vi="Xuân Lương", slug="xuan-luong", province=province)


def read(address: str) -> SpokenPage:
    response = Client().get(address)
    assert response.status_code == 200, address
    return SpokenPage(response.content.decode())


def untranslated(page: SpokenPage, *names: str) -> list[str]:
    """Unmarked Vietnamese. `names` may stand in an English sentence: proper names need no mark (WCAG 3.1.2)."""

    def without_names(words: str) -> str:
        for name in (SITE_NAME, *names):
            words = words.replace(name, "")
        return PAPER_NUMBER.sub("", words)

    return [words for words in page.unmarked if VIETNAMESE.search(without_names(words))]


def english(record: object) -> str:
    with translation.override("en"):
        return record.get_absolute_url()  # type: ignore[attr-defined]


def everything_told(commune: Commune) -> Product:
    """A product with every kind of paper and recognition and every field that a buyer reads, in Vietnamese only."""
    load_catalogue_seeds()
    village = CraftVillageFactory(name_vi="Làng gốm Thổ Hà")
    producer = ProducerFactory(
        commune=commune,
        province=commune.province,
        craft_village=village,
        address_line="Thôn Đông",
        address_as_printed="Thôn Đông, huyện Yên Thế, tỉnh Bắc Giang",
        representative="Nguyễn Thị Hoa",
        representative_title="Giám đốc",
        capacity_vi="Mười tấn một tháng",
        summary_vi="Một câu giới thiệu",
        about_vi="Chuyện của cơ sở",
        export_markets=["JP"],
        legal_form=LegalForm.HOUSEHOLD,
        worker_count=12,
    )
    for kind in ChannelKind.values:
        ContactChannelFactory(
            producer=producer, kind=kind, value=f"{kind}@example.org", public=True, note="gặp chị Hoa"
        )
    product = ProductFactory(producer=producer, name_vi="Nước mắm Tác Huy", is_set=True)
    words = {field.name: "Chữ tiếng Việt" for field in Product._meta.fields if field.name.endswith("_vi")}
    Product.objects.filter(pk=product.pk).update(
        **{**words, "name_vi": "Nước mắm Tác Huy"},
        category=Category.objects.get(slug="nuoc-mam"),
        available_months=[11, 12, 1],
        price_kind=PriceKind.RANGE,
        price_least=45000,
        price_most=60000,
        price_date=datetime.date(2026, 2, 3),
        lead_time_days_least=3,
        shelf_life_months=12,
        has_vat_invoice=True,
        has_gift_box=False,
        carton_size="40 x 30 x 20",
        carton_weight_kg="1234.50",
        model_code="Mẫu số 1",
        name_basis=NameBasis.RESTORED,
        confirmed_at=timezone.now(),
    )
    for number, kind in enumerate(CertificateKind.values):
        ProductCertificate.objects.create(product=product, kind=kind, number=str(number), sort_order=number)
    for number, programme in enumerate(RecognitionProgramme.values):
        Recognition.objects.create(product=product, programme=programme, title="Danh hiệu", stars=4, sort_order=number)
    return Product.objects.get(pk=product.pk)


def test_a_product_of_which_everything_is_told(bac_ninh: Commune):
    product = everything_told(bac_ninh)
    AwardFactory(product=product, place="huyện Yên Thế, tỉnh Bắc Giang")
    AwardFactory(product=product, transcribed=True)
    for state in ("expired", "unknown_validity", "revoked"):
        AwardFactory(product=product, **{state: True})
    page = read(english(product))
    assert untranslated(page, product.name_vi) == []
    said = page.in_language("en")
    for words in ("VND 45,000 – 60,000", "1,234.5 kg", "November to January", "3 February 2026", "fish sauce"):
        assert words in said
    assert "Not yet available in English" in said
    assert "in Vietnamese" in said
    assert "Xuan Luong" in said


@pytest.mark.parametrize("level", AwardLevel.values)
def test_every_level_of_award_in_the_register(level: str, bac_ninh: Commune):
    selection = SelectionRoundFactory(
        level=level,
        region=Region.CENTRAL_HIGHLANDS if level == AwardLevel.REGION else "",
        province=bac_ninh.province,
        province_as_printed="" if level in (AwardLevel.REGION, AwardLevel.NATIONAL) else "Bắc Giang",
    )
    decision = DecisionFactory(round=selection, title="Về việc công nhận sản phẩm")
    award = AwardFactory(round=selection, decision=decision, province_name="Bắc Giang")
    with translation.override("en"):
        addresses = [english(each) for each in (selection, decision, award, award.product, award.product.producer)]
        addresses += [reverse("products:decisions"), reverse("search:browse")]
    assert {address: found for address in addresses if (found := untranslated(read(address)))} == {}


def test_an_award_that_was_replaced_says_by_which(db: None):
    old, new = AwardFactory(), AwardFactory()
    supersede_award(
        award=old,
        superseded_by=new,
        effective_date=timezone.localdate(),
        reason="Có lần sau",
        by=UserFactory(staff=True),
    )
    assert untranslated(read(english(old))) == []


@pytest.mark.parametrize("legal_form", LegalForm.values)
def test_every_legal_form(legal_form: str, bac_ninh: Commune):
    producer = ProducerFactory(legal_form=legal_form, commune=bac_ninh, province=bac_ninh.province)
    assert untranslated(read(english(producer))) == []


def fairs_of_every_kind(commune: Commune) -> list[FairEdition]:
    today = timezone.localdate()
    kinds = [FairEditionFactory(fair_type=kind) for kind in FairType.values]
    precisions = [FairEditionFactory(date_precision=precision) for precision in DatePrecision.values]
    open_until = today + datetime.timedelta(days=3)
    states = [
        FairEditionFactory(past=True),
        FairEditionFactory(cancelled=True),
        FairEditionFactory(start_date=today),
        FairEditionFactory(registration_opens=today, registration_closes=open_until),
        FairEditionFactory(registration_closes=today - datetime.timedelta(days=1)),
    ]
    sizes = [FairEditionFactory(booth_count=3000, booth_count_basis=basis) for basis in KNOWN_BASES]
    told = FairEditionFactory(
        venue="Quảng trường Đông Anh",
        province=commune.province,
        province_as_printed="Bắc Giang",
        organising_province=commune.province,
        organiser="Sở Công Thương",
        host="Trung tâm Khuyến công",
        contact="Chị Hoa",
        exhibitors_summary="khoảng 150 đơn vị",
        date_note="ngày suy luận từ ngày đăng",
        **{
            field.name: "Chữ tiếng Việt"
            for field in FairEdition._meta.fields
            if field.name.endswith("_vi") and field.name != "name_vi"
        },
    )
    FairZone.objects.create(edition=told, name_vi="Khu ẩm thực")
    FairDocument.objects.create(edition=told, title="Kế hoạch tổ chức", number="12/KH-SCT")
    FairResult.objects.create(edition=told, text_vi="25.000 lượt khách", source="Báo cáo của Sở")
    FairClosedDayFactory(edition=told, reason="nghỉ Tết")
    ExhibitorFactory(edition=told, zone_name="Khu ẩm thực")
    return [*kinds, *precisions, *states, *sizes, told]


def test_fairs_of_every_kind_state_and_certainty(bac_ninh: Commune):
    addresses = [english(edition) for edition in fairs_of_every_kind(bac_ninh)]
    with translation.override("en"):
        addresses.append(reverse("fairs:calendar"))
    assert {address: found for address in addresses if (found := untranslated(read(address)))} == {}


def test_a_village_and_the_list_of_producers(bac_ninh: Commune):
    village = CraftVillageFactory(name_vi="Làng gốm Thổ Hà", about_vi="Chuyện của làng", commune=bac_ninh)
    Producer.objects.filter(pk=ProducerFactory(province=bac_ninh.province).pk).update(craft_village=village)
    with translation.override("en"):
        addresses = [english(village), reverse("pages:producers")]
    assert {address: found for address in addresses if (found := untranslated(read(address)))} == {}


@pytest.mark.parametrize("form", ["inquiries:ask_product", "inquiries:ask_producer"])
def test_the_question_to_a_producer(form: str, bac_ninh: Commune):
    product = everything_told(bac_ninh)
    slug = product.slug if form.endswith("product") else product.producer.slug
    with translation.override("en"):
        address = reverse(form, args=[slug])
    assert untranslated(read(address), product.name_vi, product.producer.name_vi) == []


def test_the_front_door_and_the_editorial_pages(bac_ninh: Commune):
    call_command("setup_site", verbosity=0)
    award = AwardFactory()
    names = (award.product.name_vi, award.product.producer.name_vi)
    pages = Page.objects.live().filter(locale__language_code="en", depth__gt=2).specific()
    with translation.override("en"):
        addresses = ["/en/", *(page.path_of(page) for page in pages)]
    assert len(addresses) > 5
    assert {address: found for address in addresses if (found := untranslated(read(address), *names))} == {}
