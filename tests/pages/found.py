"""One page of every kind, and what its head says, for the tests of how the site is found."""

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from inquiries.models import Inquiry
from inquiries.services import Buyer, open_inquiry
from inquiries.tokens import buyer_token, producer_token
from pages.models import ArticlePage, HomePage
from pages.services import ensure_articles
from search import lifecycle, outbox
from tests.factories.fairs import FairClosedDayFactory, FairEditionFactory
from tests.factories.producers import ContactChannelFactory, CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory
from tests.markup import Page


@dataclass
class Catalogue:
    """Records of every kind, published, and the addresses of pages that hang on them."""

    producer: Any
    product: Any
    award: Any
    village: Any
    fair: Any
    example: Any
    inquiry: Inquiry


def one_of_each() -> Catalogue:
    """A catalogue whose every kind of page has one; indexed, so that lists show it."""
    ensure_articles()
    village = CraftVillageFactory()
    producer = ProducerFactory(craft_village=village)
    ContactChannelFactory(producer=producer, public=True)
    product = ProductFactory(producer=producer, category=CategoryFactory())
    award = AwardFactory(product=product)
    fair = FairEditionFactory()
    FairClosedDayFactory(edition=fair)
    example = ProductFactory(example=True)
    AwardFactory(product=example)
    buyer = Buyer(name="Lan", email="lan@example.org", phone="", kind="", consent_text="Chuyển câu hỏi của tôi.")
    inquiry = open_inquiry(product=product, producer=producer, buyer=buyer, message="Giá bao nhiêu?")
    lifecycle.ensure_index()
    outbox.drain()
    return Catalogue(producer, product, award, village, fair, example, inquiry)


def arguments(found: Catalogue) -> dict[str, tuple[list[Any], str]]:
    """By name of an address: its arguments, and a query where it shows nothing without one."""
    standing = found.award.standing
    product, fair = found.product.slug, found.fair
    buyers = buyer_token(found.inquiry)
    return {
        "pages:product": ([product], ""),
        "pages:producer": ([found.producer.slug], ""),
        "pages:village": ([found.village.slug], ""),
        "pages:awards_of_level": ([standing.level], ""),
        "pages:awards_of_year": ([standing.level, standing.year], ""),
        "products:decision": ([found.award.decision.slug], ""),
        "products:round": ([found.award.round.slug], ""),
        "products:verify": ([found.award.code], ""),
        "fairs:edition": ([fair.slug], ""),
        "fairs:edition_file": ([fair.slug], ""),
        "fairs:month": ([fair.start_date.year, fair.start_date.month], ""),
        "shortlist:compare": ([], f"?sp={found.product.pk}"),
        "inquiries:ask_product": ([product], ""),
        "inquiries:ask_producer": ([found.producer.slug], ""),
        "inquiries:sent": ([buyers], ""),
        "inquiries:follow": ([buyers], ""),
        "inquiries:answer": ([producer_token(found.inquiry)], ""),
    }


class HeadOf:
    """What the head of an answered page says."""

    def __init__(self, address: str) -> None:
        self.response = Client().get(address)
        assert self.response.status_code == 200, (address, self.response.status_code)
        self.source = self.response.content.decode()
        self.page = Page(self.source)
        self.address = address

    @property
    def title(self) -> str:
        return self.source.split("<title>", 1)[1].split("</title>", 1)[0]

    def meta(self, name: str) -> str:
        found = [each["content"] for each in self.page.all("meta") if name in (each.get("name"), each.get("property"))]
        assert len(found) <= 1, (name, found)
        return found[0] if found else ""

    @property
    def canonical(self) -> str:
        [found] = self.page.all("link", rel="canonical")
        return found["href"]

    @property
    def languages(self) -> dict[str, str]:
        return {each["hreflang"]: each["href"] for each in self.page.all("link") if "hreflang" in each}

    @property
    def nodes(self) -> list[dict[str, Any]]:
        """The nodes of the page's structured data; none where it has none."""
        parts = self.source.split('<script type="application/ld+json">')
        assert len(parts) <= 2, self.address
        if len(parts) == 1:
            return []
        data = json.loads(parts[1].split("</script>", 1)[0])
        assert {node.pop("@context") for node in data} == {"https://schema.org"}
        return data

    def node(self, *kinds: str) -> dict[str, Any]:
        [found] = [node for node in self.nodes if node["@type"] in kinds]
        return found


def head_of(name: str, *args: Any, query: str = "") -> HeadOf:
    return HeadOf(reverse(name, args=args) + query)


def article_of(language: str) -> ArticlePage:
    return ArticlePage.objects.live().filter(locale__language_code=language).first()


def home_of(language: str) -> HomePage:
    return HomePage.objects.get(locale__language_code=language)
