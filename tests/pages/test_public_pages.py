"""What holds for every page that strangers read: no cookie, a strict policy, one heading, language, addresses."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from common.failures import server_error
from common.kept import forget_kept
from inquiries.models import Inquiry
from inquiries.services import Buyer, open_inquiry
from inquiries.tokens import buyer_token, producer_token
from pages.models import ArticlePage, NewsIndexPage
from pages.services import ensure_articles
from search import lifecycle, outbox
from search.engines import get_engine
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory
from tests.markup import Page

pytestmark = pytest.mark.django_db

ANONYMOUS = (
    "home",
    "browse",
    "results",
    "nothing found",
    "product",
    "product without maker",
    "producers",
    "producer",
    "village",
    "calendar",
    "fair",
    "decisions",
    "decision",
    "round",
    "verify form",
    "checked award",
    "transcribed award",
    "news",
    "article",
)
WITH_A_FORM = ("ask about product", "ask producer", "sent", "follow", "answer")


@pytest.fixture(scope="module")
def addresses(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """One page of every kind, in Vietnamese; made once and rolled back after the module."""
    forget_kept()
    with django_db_blocker.unblock(), transaction.atomic():
        yield one_of_each()
        transaction.set_rollback(True)
    get_engine().forget_everything()
    forget_kept()


def one_of_each() -> dict[str, str]:
    ensure_articles()
    village = CraftVillageFactory()
    producer = ProducerFactory(craft_village=village)
    product = ProductFactory(producer=producer)
    award = AwardFactory(product=product)
    nobodys = ProductFactory(nobody_named=True)
    transcribed = AwardFactory(product=nobodys, transcribed=True, round=award.round)
    inquiry = ask(product)
    lifecycle.ensure_index()
    outbox.drain()
    query = {"results": "?q=mien", "nothing found": "?q=khong+co+gi+nhu+vay"}
    found = reverse("search:results")
    return {
        "home": "/vi/",
        "browse": reverse("search:browse"),
        "results": found + query["results"],
        "nothing found": found + query["nothing found"],
        "product": product.get_absolute_url(),
        "product without maker": nobodys.get_absolute_url(),
        "producers": reverse("pages:producers"),
        "producer": producer.get_absolute_url(),
        "village": village.get_absolute_url(),
        "calendar": reverse("fairs:calendar"),
        "fair": FairEditionFactory().get_absolute_url(),
        "decisions": reverse("products:decisions"),
        "decision": award.decision.get_absolute_url(),
        "round": award.round.get_absolute_url(),
        "verify form": reverse("products:verify_form"),
        "checked award": award.get_absolute_url(),
        "transcribed award": transcribed.get_absolute_url(),
        "news": NewsIndexPage.objects.get(locale__language_code="vi").url,
        "article": ArticlePage.objects.filter(locale__language_code="vi").first().url,
        "ask about product": reverse("inquiries:ask_product", args=[product.slug]),
        "ask producer": reverse("inquiries:ask_producer", args=[producer.slug]),
        "sent": reverse("inquiries:sent", args=[buyer_token(inquiry)]),
        "follow": reverse("inquiries:follow", args=[buyer_token(inquiry)]),
        "answer": reverse("inquiries:answer", args=[producer_token(inquiry)]),
    }


def ask(product) -> Inquiry:
    buyer = Buyer(name="Lan", email="lan@example.org", phone="", kind="", consent_text="Chuyển câu hỏi của tôi.")
    return open_inquiry(product=product, producer=product.producer, buyer=buyer, message="Giá bao nhiêu?")


def opened(address: str) -> tuple:
    response = Client().get(address)
    assert response.status_code == 200, address
    return response, Page(response.content.decode())


@pytest.mark.parametrize("name", ANONYMOUS)
def test_reading_leaves_no_cookie(addresses, name):
    response, _page = opened(addresses[name])
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("name", [*ANONYMOUS, *WITH_A_FORM])
def test_a_page_stands_by_itself(addresses, name):
    response, page = opened(addresses[name])
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert not [found for _name, found in page.elements if "style" in found]
    assert not [found for _name, found in page.elements if any(key.startswith("on") for key in found)]
    in_place = [found for found in page.all("script") if "src" not in found]
    assert all(found == {"type": "application/ld+json"} for found in in_place) and not page.all("style")
    assert page.all("html", lang="vi")
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    title = re.search(r"<title>(.+?)</title>", response.content.decode(), re.DOTALL)
    assert title and title.group(1).strip()
    ids = [found["id"] for _name, found in page.elements if "id" in found]
    assert len(ids) == len(set(ids)), sorted(each for each in ids if ids.count(each) > 1)


@pytest.mark.parametrize("name", ANONYMOUS)
def test_a_page_names_its_own_address_and_the_other_language(addresses, name):
    response, page = opened(addresses[name])
    [canonical] = page.all("link", rel="canonical")
    assert canonical["href"].startswith(f"{settings.BASE_URL}/vi/")
    alternates = {found["hreflang"]: found["href"] for found in page.all("link") if "hreflang" in found}
    assert set(alternates) == {"vi", "en", "x-default"}
    assert alternates["en"].startswith(f"{settings.BASE_URL}/en/")
    # The front door itself asks the reader's browser for a language.
    assert alternates["x-default"] == (f"{settings.BASE_URL}/" if name == "home" else alternates["vi"])


@pytest.mark.parametrize("name", ANONYMOUS)
def test_the_switch_keeps_the_reader_on_the_same_page(addresses, name):
    _response, page = opened(addresses[name])
    [there] = {found["href"] for found in page.all("a", hreflang="en")}
    response, english = opened(there)
    assert english.all("html", lang="en")
    [back] = {found["href"] for found in english.all("a", hreflang="vi")}
    # A list without a choice is the same list, whether the address ends in an empty query or not.
    assert back.rstrip("?") == addresses[name]


@pytest.mark.parametrize("name", [*ANONYMOUS, "ask about product", "ask producer"])
def test_every_link_of_a_page_leads_somewhere(addresses, name):
    _response, page = opened(addresses[name])
    for address in sorted({link for link in page.links if link.startswith("/")}):
        response = Client().get(address)
        if response.streaming:
            response.getvalue()  # a file that nobody reads stays open, and closing it would close the database too
        assert response.status_code in {200, 302}, address
        if response.status_code == 302:
            assert response.headers["Location"], address


@pytest.mark.parametrize("name", WITH_A_FORM)
def test_pages_about_an_inquiry_are_neither_kept_nor_found(addresses, name):
    response, page = opened(addresses[name])
    assert "no-store" in response.headers["Cache-Control"]
    assert page.all("meta", name="robots", content="noindex")


def test_a_page_that_is_not_there_helps_on(addresses):
    response = Client().get("/vi/san-pham/khong-co/")
    page = Page(response.content.decode())
    assert response.status_code == 404
    assert "Không có trang này" in page.words
    assert {reverse("search:browse"), reverse("pages:producers"), reverse("fairs:calendar")} <= set(page.links)
    assert page.all("form", role="search")
    assert page.all("meta", name="robots", content="noindex")
    assert not response.cookies


def test_a_page_that_is_not_there_is_in_the_readers_language(addresses):
    with translation.override("en"):
        address = reverse("pages:product", args=["nothing"])
    assert Page(Client().get(address).content.decode()).all("html", lang="en")


def test_the_page_of_a_broken_server_needs_nothing_but_files(rf):
    response = server_error(rf.get("/vi/"))
    page = Page(response.content.decode())
    assert response.status_code == 500
    assert "Máy chủ đang có lỗi" in page.words and "Something went wrong" in page.words
    assert {"/vi/", "/en/"} <= set(page.links)
