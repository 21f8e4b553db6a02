"""A search that is followed: what its feed holds, what it leaves out, and what it costs."""

import datetime
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from lxml import etree

from common.page_cache import forget_pages
from products.models import AwardLevel, Product
from products.services.catalogue import archive_product
from search import lifecycle, outbox
from tests.factories.producers import ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory
from tests.markup import Page
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def bring_up_to_date():
    def drain() -> None:
        lifecycle.ensure_index()
        outbox.drain()

    return drain


@pytest.fixture
def teas(bring_up_to_date) -> list[Product]:
    """Three awarded teas, the newest first, and noodles."""
    made = []
    for year, name in ((2024, "Chè tôm nõn"), (2023, "Chè móc câu"), (2021, "Chè búp khô")):
        chosen = SelectionRoundFactory(level=AwardLevel.NATIONAL, year=year)
        maker = ProducerFactory(name_vi=f"Cơ sở năm {year}")
        made.append(AwardFactory(product=ProductFactory(name_vi=name, producer=maker), round=chosen).product)
    AwardFactory(product=ProductFactory(name_vi="Miến dong", producer=ProducerFactory(name_vi="Cơ sở miến")))
    bring_up_to_date()
    return made


def feed_of(query: str) -> etree._Element:
    response = Client().get(reverse("pages:feed_search") + query)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(response.content)


def names_in(query: str) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed_of(query).findall(f"{ATOM}entry")]


def test_what_a_search_finds_the_last_recognised_first(teas):
    assert names_in("?q=chè") == ["Chè tôm nõn", "Chè móc câu", "Chè búp khô"]
    assert names_in("?q=chè&nam=2023") == ["Chè móc câu"]
    assert names_in("?muc=san-pham&nam=2021") == ["Chè búp khô"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_atom_with_ids_that_stay_and_a_way_back(teas, language):
    with translation.override(language):
        address, results = reverse("pages:feed_search"), reverse("search:results")
    query = f"?q={quote('chè')}"
    response = Client().get(address + query + "&xep=ten&trang=7")
    feed = etree.fromstring(response.content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": settings.BASE_URL + address + query, "alternate": settings.BASE_URL + results + query}
    assert "chè" in feed.findtext(f"{ATOM}title")
    entries = feed.findall(f"{ATOM}entry")
    ids = {entry.findtext(f"{ATOM}id") for entry in entries}
    assert len(ids) == 3 and all(each.startswith("tag:127.0.0.1,2026-01-01:product/") for each in ids)
    for entry in entries:
        link = entry.find(f"{ATOM}link").get("href").removeprefix(settings.BASE_URL)
        assert link.startswith(f"/{language}/") and Client().get(link).status_code == 200
    assert "public" in response.headers["Cache-Control"] and not response.cookies
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_an_award_renews_its_product(teas):
    long_ago = timezone.now() - datetime.timedelta(days=900)
    Product.objects.update(last_published_at=long_ago)
    [*_others, entry] = feed_of("?q=chè").findall(f"{ATOM}entry")
    updated = datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))
    assert updated - long_ago > datetime.timedelta(days=899)
    assert entry.findtext(f"{ATOM}summary").startswith("Sản phẩm · Cấp quốc gia 2021 · Cơ sở năm 2021")


def test_only_what_the_public_may_see_and_no_examples(teas, bring_up_to_date):
    archive_product(product=teas[0], reason="Cơ sở xin rút", by=UserFactory())
    AwardFactory(product=ProductFactory(name_vi="Chè ví dụ", example=True, producer=ProducerFactory()))
    bring_up_to_date()
    assert names_in("?q=chè") == ["Chè móc câu", "Chè búp khô"]


def test_what_is_withdrawn_before_the_index_hears_of_it_is_left_out(teas):
    Product.objects.filter(pk=teas[1].pk).update(live=False)
    forget_pages()
    assert names_in("?q=chè") == ["Chè tôm nõn", "Chè búp khô"]


def test_fifty_entries_at_most(bring_up_to_date):
    for number in range(52):
        AwardFactory(product=ProductFactory(name_vi=f"Chè số {number}", producer=None))
    bring_up_to_date()
    assert len(names_in("?q=chè&muc=san-pham")) == 50


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=",
        "?q=%00%01",
        "?q=!!!",
        "?q=xyzzyplugh",
        "?q=%3C%2Ftitle%3E%0B%01]]%3E",
        "?muc=khong-co&tinh=khong-co&nam=x",
        "?q=ch%E1%BA%A8%FF&sau=x&trang=-1&" + "x" * 3000,
        "?q=mi%E1%BA%BFn+xyzzy+plugh+quux+abcde",
    ],
)
def test_whatever_is_asked_the_feed_stands_and_an_empty_one_has_a_time_that_stays(teas, query):
    feed = feed_of(query)
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated").startswith("2026-01-01")


def test_a_page_of_results_names_its_feed(teas):
    results = reverse("search:results")
    page = Page(Client().get(f"{results}?q=chè&nam=2023&xep=ten").content.decode())
    feeds = [link["href"] for link in page.all("link", type="application/atom+xml")]
    assert feeds[-1] == reverse("pages:feed_search") + f"?q={quote('chè')}&nam=2023"
    assert Client().get(feeds[-1]).status_code == 200
    plain = Page(Client().get(results).content.decode())
    assert len(plain.all("link", type="application/atom+xml")) == len(feeds) - 1


def test_it_costs_as_much_however_much_it_holds(teas, bring_up_to_date, settings):
    settings.PAGE_CACHE_BYTES = 0
    address = reverse("pages:feed_search") + "?q=chè"
    few = queries_of(address)
    for number in range(12):
        AwardFactory(product=ProductFactory(name_vi=f"Chè số {number}", producer=ProducerFactory()))
    bring_up_to_date()
    assert queries_of(address) == few
    assert 0 < few <= 10
