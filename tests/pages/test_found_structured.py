"""Structured data: what each type has to name (schema.org, and what search engines ask of it), and that it is safe."""

import datetime
import json
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from common.heads import DESCRIPTION_FITS, TITLE_FITS, description_of, full_title, shortened
from common.structured import data_block, filled
from pages.services import ensure_articles
from products.models import PriceKind
from products.services.amendments import revoke_award
from tests.factories.fairs import FairClosedDayFactory, FairEditionFactory
from tests.factories.producers import ContactChannelFactory, CraftVillageFactory, ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory

from .found import HeadOf, article_of, home_of

ABSOLUTE = f"{settings.BASE_URL}/"
REQUIRED = {
    "Product": {"@id", "name", "url", "award", "manufacturer", "category", "countryOfOrigin", "identifier"},
    "LocalBusiness": {"@id", "name", "url", "address"},
    "Organization": {"@id", "name", "url"},
    "Place": {"@id", "name", "url", "address"},
    "ExhibitionEvent": {"@id", "name", "url", "startDate", "endDate", "eventStatus", "eventAttendanceMode", "location"},
    "BreadcrumbList": {"itemListElement"},
    "NewsArticle": {"@id", "headline", "datePublished", "dateModified", "author", "publisher", "image", "inLanguage"},
    "Dataset": {"@id", "name", "description", "url", "creator", "isAccessibleForFree", "dateModified"},
    "WebSite": {"@id", "name", "url", "potentialAction", "publisher"},
    "CollectionPage": {"name", "mainEntity"},
    "CreativeWork": {"@id", "name", "url", "identifier", "mainEntity"},
}
NEVER = {"offers", "price", "aggregateRating", "review"}
"""The site sells nothing of the makers' and rates nobody."""


def parts_of(node: Any) -> list[dict[str, Any]]:
    """The node with all nodes inside it."""
    if isinstance(node, list):
        return [part for each in node for part in parts_of(each)]
    if not isinstance(node, dict):
        return []
    return [node, *(part for value in node.values() for part in parts_of(value))]


def assert_valid(head: HeadOf) -> None:
    for node in head.nodes:
        missing = REQUIRED[node["@type"]] - set(node)
        assert not missing, (node["@type"], missing)
        for part in parts_of(node):
            assert not NEVER & set(part)
            assert all(value not in ("", None, [], {}) for value in part.values()), part
            for name in {"@id", "url", "item"} & set(part):
                assert part[name].startswith(ABSOLUTE), part
    lists = [node for node in head.nodes if node["@type"] == "BreadcrumbList"]
    for items in [node["itemListElement"] for node in lists]:
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))
        assert all(item["name"] for item in items) and all("item" in item for item in items[:-1])


def award_of_a_known_maker() -> Any:
    producer = ProducerFactory(craft_village=CraftVillageFactory())
    product = ProductFactory(
        producer=producer,
        category=CategoryFactory(),
        packing_vi="Gói 500 g",
        price_kind=PriceKind.RANGE,
        price_least=45_000,
    )
    return AwardFactory(product=product)


@pytest.mark.django_db
def test_a_product_names_its_award_and_its_maker_and_no_offer():
    award = award_of_a_known_maker()
    head = HeadOf(award.product.get_absolute_url())
    assert_valid(head)
    node = head.node("Product")
    [words] = node["award"]
    assert str(award.year) in words and award.decision.number in words
    assert node["manufacturer"]["name"] == award.product.producer.name
    assert [each["value"] for each in node["identifier"]] == [award.code]
    facts = {each["name"]: each["value"] for each in node["additionalProperty"]}
    assert facts["Quy cách"] == "Gói 500 g"
    assert "45.000" not in json.dumps(node)


@pytest.mark.django_db
def test_a_revoked_award_is_no_longer_told_to_machines():
    award = award_of_a_known_maker()
    revoke_award(award=award, effective_date=timezone.localdate(), reason="Khai sai", by=UserFactory())
    head = HeadOf(award.product.get_absolute_url())
    assert "award" not in head.node("Product")
    assert str(award.year) not in head.title and str(award.year) not in head.meta("description")


@pytest.mark.django_db
def test_a_maker_is_reached_only_as_it_agreed():
    producer = ProducerFactory(craft_village=CraftVillageFactory())
    shown = ContactChannelFactory(producer=producer, public=True, kind="phone", value="0912 345 678")
    kept = ContactChannelFactory(producer=producer, kind="phone", value="0987 654 321")
    head = HeadOf(producer.get_absolute_url())
    assert_valid(head)
    assert head.node("LocalBusiness", "Organization")["telephone"] == shown.value
    assert kept.value not in head.source


@pytest.mark.django_db
def test_a_fair_tells_its_closed_days():
    start = datetime.date(2027, 3, 1)
    fair = FairEditionFactory(start_date=start, end_date=datetime.date(2027, 3, 5), venue="Cung Văn hóa tỉnh")
    shut = FairClosedDayFactory(edition=fair, date=datetime.date(2027, 3, 3)).date
    head = HeadOf(fair.get_absolute_url())
    assert_valid(head)
    node = head.node("ExhibitionEvent")
    assert node["eventSchedule"]["exceptDate"] == [shut.isoformat()]
    assert [(part["startDate"], part["endDate"]) for part in node["subEvent"]] == [
        ("2027-03-01", "2027-03-02"),
        ("2027-03-04", "2027-03-05"),
    ]
    assert node["eventStatus"] == "https://schema.org/EventScheduled"


@pytest.mark.django_db
def test_a_fair_that_was_called_off_says_so_and_one_without_a_day_invents_none():
    off = FairEditionFactory(cancelled_at=timezone.now(), cancel_reason="Bão")
    assert HeadOf(off.get_absolute_url()).node("ExhibitionEvent")["eventStatus"].endswith("EventCancelled")
    unknown = FairEditionFactory(start_date=None, end_date=None, year=2027, date_precision="year")
    assert {node["@type"] for node in HeadOf(unknown.get_absolute_url()).nodes} == {"BreadcrumbList"}


@pytest.mark.django_db
def test_the_other_kinds_of_pages_name_what_is_asked_of_them():
    ensure_articles()
    award = award_of_a_known_maker()
    village = award.product.producer.craft_village
    addresses = {
        "WebSite": home_of("vi").url,
        "NewsArticle": article_of("vi").url,
        "Place": village.get_absolute_url(),
        "CreativeWork": award.decision.get_absolute_url(),
        "Dataset": reverse("products:decisions"),
        "CollectionPage": award.round.get_absolute_url(),
    }
    for kind, address in addresses.items():
        head = HeadOf(address)
        assert head.node(kind)
        assert_valid(head)
    search = HeadOf(addresses["WebSite"]).node("WebSite")["potentialAction"]
    assert search["target"]["urlTemplate"] == f"{settings.BASE_URL}{reverse('search:results')}?q={{search_term_string}}"


class Scripts(HTMLParser):
    """What a browser takes for the content of scripts, and what stands outside of them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.outside: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, _attributes: Any) -> None:
        self.is_inside = tag == "script"
        if not self.is_inside:
            self.outside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = False

    def handle_data(self, data: str) -> None:
        (self.inside if self.is_inside else self.outside).append(data)


@given(st.text() | st.sampled_from(["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028"]))
def test_no_name_can_break_out_of_the_data(name):
    block = data_block([{"@type": "Thing", "name": name}])
    read = Scripts()
    read.feed(str(block))
    read.close()
    assert read.outside == []
    assert json.loads("".join(read.inside)) == [{"@context": "https://schema.org", "@type": "Thing", "name": name}]


def test_nothing_is_printed_where_there_is_nothing_to_say():
    assert data_block([]) == ""
    assert filled({"a": "", "b": None, "c": [], "d": 0, "e": False}) == {"d": 0, "e": False}


@given(st.text(min_size=1), st.lists(st.text(max_size=30), max_size=2), st.text(min_size=1, max_size=30))
def test_a_title_keeps_the_name_whole(name, qualifiers, site):
    title = full_title(name, qualifiers, site)
    assert title.startswith(name)
    assert len(title) <= max(TITLE_FITS, len(name))


def test_a_title_leaves_out_the_site_first():
    assert full_title("Chè", ["Cấp tỉnh 2024"], "Hàng nghề") == "Chè – Cấp tỉnh 2024 – Hàng nghề"
    long = "Miến dong sợi vàng Bình Lư loại đặc biệt"
    assert full_title(long, ["Cấp tỉnh 2024"], "Hàng nghề") == f"{long} – Cấp tỉnh 2024"
    assert full_title(f"{long} {long}", ["Cấp tỉnh 2024"], "Hàng nghề") == f"{long} {long}"


@given(st.lists(st.text(), max_size=5))
def test_a_description_fits(sentences):
    assert len(description_of(*sentences)) <= DESCRIPTION_FITS


def test_a_long_sentence_is_cut_at_a_word():
    assert shortened("Một hai ba bốn năm", 12) == "Một hai ba…"
    assert description_of("Một.", "x" * 200, "Hai.") == "Một. Hai."
