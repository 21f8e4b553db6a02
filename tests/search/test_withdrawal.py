"""What is withdrawn is gone everywhere: from lists, counts, suggestions, feeds, neighbours, files and kept pages."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from office.catalogue.services import archive
from pages.models import ArticlePage
from producers.models import CraftVillage
from products.models import AwardLevel, Category
from search import lifecycle, outbox, services, tasks
from search.engines.base import FACETS
from search.models import OutboxEntry
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory, SelectionRoundFactory
from tests.pages.editorial import publish as publish_page
from tests.restored import restore_pages

from .engines import BOTH, site_on

pytestmark = pytest.mark.django_db(transaction=True)
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(params=BOTH)
def site(request: pytest.FixtureRequest, settings: Any, db: None) -> Iterator[None]:
    """The whole site on one engine, as it is served: with the page cache, drained right after each commit."""
    restore_pages()
    if request.param == "embedded":
        lifecycle.ensure_index()
        yield
        return
    with site_on(settings) as cluster:
        # On a shared machine a first answer may take longer than a page would wait.
        cluster.client = cluster.client.options(request_timeout=20)
        lifecycle.ensure_followed()
        lifecycle.ensure_cluster_followed()
        yield


@dataclass(frozen=True)
class Subject:
    """A record that is published now and then is not; `places`: where its name stands while it is. `chosen`: a
    reader's own lists, which tell by name what is not shown any more; there a link to it counts.
    """

    record: Any
    name: str
    places: tuple[str, ...]
    chosen: tuple[str, ...] = ()

    @property
    def everywhere(self) -> set[str]:
        return {*self.places, *self.chosen}

    def shown_at(self) -> set[str]:
        named = {place for place in self.places if self.name in words_at(place)}
        return named | {place for place in self.chosen if self.record.get_absolute_url() in source_of(place)}


def source_of(address: str) -> str:
    response = Client().get(address)
    return response.getvalue().decode() if response.status_code == 200 else ""


def words_at(address: str) -> str:
    """What a reader without cookies reads there; nothing where there is no such page."""
    response = Client().get(address)
    if response.status_code != 200:
        return ""
    if response["Content-Type"].startswith("application/json"):
        return str(response.json())
    return html.unescape(TAG.sub("", response.getvalue().decode()))


def paths_in_sitemap() -> str:
    index = Client().get("/sitemap.xml").content.decode()
    files = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", index)
    return " ".join(Client().get(file).getvalue().decode() for file in files)


def is_counted(record: Any) -> bool:
    return any(record.slug in values for values in counts()[1].values())


def counts() -> tuple[int, dict[str, dict[str, int]]]:
    """The total and every facet's values over everything that can be found."""
    found = services.search(services.Request(facets=FACETS)).found
    return found.total, {facet: dict(values) for facet, values in found.facets.items()}


def shared() -> dict[str, Any]:
    """What stays: a maker with an awarded product, in the same village, of the same kind, of the same selection."""
    village = CraftVillageFactory(name_vi="Làng Bền Lâu", slug="lang-ben-lau")
    category = CategoryFactory(name_vi="Hàng thử", slug="hang-thu")
    chosen = SelectionRoundFactory(level=AwardLevel.NATIONAL, year=timezone.localdate().year)
    maker = ProducerFactory(name_vi="Cơ sở Ở Lại", slug="co-so-o-lai", craft_village=village)
    stays = ProductFactory(name_vi="Bình gốm ở lại", slug="binh-gom-o-lai", producer=maker, category=category)
    AwardFactory(product=stays, round=chosen, producer_name="")
    return {"village": village, "category": category, "round": chosen, "maker": maker, "stays": stays}


def a_product() -> Subject:
    around = shared()
    product = ProductFactory(
        name_vi="Chè Quỳnh Côi", slug="che-quynh-coi", producer=around["maker"], category=around["category"], live=False
    )
    AwardFactory(product=product, round=around["round"], product_name="Chè như đã trao", producer_name="")
    level = around["round"].level
    places = (
        "/vi/tim/?q=quynh+coi",
        "/vi/tim/?q=quynh+coi&muc=san-pham",
        "/vi/tim/?q=binh+che+gom+quynh",
        "/vi/san-pham/",
        "/vi/san-pham/?loai=hang-thu&xep=ten",
        "/en/products/",
        "/vi/goi-y/?q=quynh+co",
        "/vi/nguon-tin/tim.atom?q=quynh+coi",
        "/vi/",
        reverse("pages:awards_of_level", args=[level]),
        reverse("pages:awards_of_year", args=[level, around["round"].year]),
        around["stays"].get_absolute_url(),
        around["maker"].get_absolute_url(),
        around["village"].get_absolute_url(),
        product.get_absolute_url(),
    )
    chosen = f"?sp={product.pk}.{around['stays'].pk}"
    return Subject(product, "Chè Quỳnh Côi", places, (f"/vi/danh-sach-chon/{chosen}", f"/vi/so-sanh/{chosen}"))


def a_producer() -> Subject:
    around = shared()
    producer = ProducerFactory(
        name_vi="Hợp tác xã Quỳnh Côi", slug="htx-quynh-coi", craft_village=around["village"], live=False
    )
    product = ProductFactory(name_vi="Miến của họ", producer=producer, category=around["category"])
    AwardFactory(product=product, round=around["round"], producer_name="")
    places = (
        "/vi/tim/?q=quynh+coi",
        "/vi/tim/?q=mien+cua+ho",
        "/vi/tim/?muc=co-so&xep=ten",
        "/vi/san-pham/",
        "/vi/goi-y/?q=quynh+co",
        "/vi/nguon-tin/tim.atom?q=quynh+coi",
        f"/vi/danh-sach-chon/?sp={product.pk}",
        "/vi/",
        reverse("pages:producers"),
        reverse("pages:producers") + "?q=quynh",
        around["village"].get_absolute_url(),
        product.get_absolute_url(),
        producer.get_absolute_url(),
    )
    return Subject(producer, "Hợp tác xã Quỳnh Côi", places)


def a_village() -> Subject:
    """Withdrawn it is in no list, and neither its makers nor what they make are found by its name."""
    village = CraftVillageFactory(name_vi="Làng Quỳnh Côi", slug="lang-quynh-coi", archived_at=timezone.now())
    maker = ProducerFactory(name_vi="Cơ sở Ở Lại", craft_village=village)
    AwardFactory(product=ProductFactory(producer=maker), producer_name="")
    places = (
        "/vi/tim/?q=quynh+coi",
        "/vi/tim/?muc=lang-nghe&xep=ten",
        "/vi/goi-y/?q=quynh+co",
        "/vi/nguon-tin/tim.atom?q=quynh+coi",
        reverse("pages:villages"),
        village.get_absolute_url(),
    )
    return Subject(village, "Làng Quỳnh Côi", places)


def a_fair() -> Subject:
    fair = FairEditionFactory(name_vi="Hội chợ Quỳnh Côi", slug="hoi-cho-quynh-coi", live=False)
    places = (
        "/vi/tim/?q=quynh+coi",
        "/vi/tim/?muc=hoi-cho&xep=ten",
        "/vi/goi-y/?q=quynh+co",
        "/vi/nguon-tin/tim.atom?q=quynh+coi",
        "/vi/nguon-tin/hoi-cho.atom",
        "/vi/",
        reverse("fairs:calendar"),
        reverse("fairs:calendar_file"),
        reverse("fairs:month", args=[fair.start_date.year, fair.start_date.month]),
        fair.get_absolute_url(),
    )
    return Subject(fair, "Hội chợ Quỳnh Côi", places)


def publish(record: Model) -> None:
    if isinstance(record, CraftVillage):
        record.archived_at = None
        record.save()
    else:
        record.save_revision().publish()


def store(record: Model) -> None:
    archive(record=record, reason="Hồ sơ thử.", by=UserFactory(director=True))


def unpublish(record: Any) -> None:
    record.unpublish()


def merge(record: Any) -> None:
    record.merged_into = type(record).objects.exclude(pk=record.pk).get(name_vi__endswith="ở lại")
    record.save()


def delete(record: Model) -> None:
    record.delete()


WAYS = [
    *((a_product, way) for way in (unpublish, store, merge)),
    *((a_producer, way) for way in (unpublish, store)),
    *((a_village, way) for way in (store, delete)),
    *((a_fair, way) for way in (unpublish, store, delete)),
]
ONE_OF_EACH = [(a_product, store), (a_producer, unpublish), (a_village, store), (a_fair, delete)]
each_way = pytest.mark.parametrize(
    ("subject", "withdraw"), WAYS, ids=[f"{subject.__name__}-{way.__name__}" for subject, way in WAYS]
)


@each_way
def test_what_is_withdrawn_is_gone_in_the_next_answer(
    site: None, subject: Callable[[], Subject], withdraw: Callable[[Any], None]
):
    it = subject()
    before = counts()
    assert it.shown_at() == set() and it.record.slug not in paths_in_sitemap()
    publish(it.record)
    assert it.shown_at() == it.everywhere and it.record.slug in paths_in_sitemap()
    assert counts() != before
    # Once more, so that a kept page answered.
    assert it.shown_at() == it.everywhere
    withdraw(type(it.record).objects.get(pk=it.record.pk))
    assert it.shown_at() == set() and it.record.slug not in paths_in_sitemap()
    assert counts() == before and not is_counted(it.record)
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize(("subject", "withdraw"), ONE_OF_EACH)
def test_it_is_not_shown_either_before_the_index_knows_and_one_drain_later_it_is_not_counted(
    site: None, subject: Callable[[], Subject], withdraw: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch
):
    """As after a process was killed between its commit and the index, until the clock comes round."""
    it = subject()
    before = counts()
    publish(it.record)
    assert it.shown_at() == it.everywhere
    monkeypatch.setattr(outbox, "drain_after_commit", lambda: None)
    withdraw(type(it.record).objects.get(pk=it.record.pk))
    assert OutboxEntry.objects.exists() and counts() != before
    assert it.shown_at() == set() and it.record.slug not in paths_in_sitemap()
    tasks.drain_waiting()
    assert counts() == before and not is_counted(it.record) and it.shown_at() == set()


def test_a_category_that_is_withdrawn_is_no_choice_any_more(site: None):
    around = shared()
    AwardFactory(product=ProductFactory(category=CategoryFactory(name_vi="Hàng khác")))
    assert "Hàng thử" in words_at("/vi/san-pham/") and "Hàng thử" in words_at("/vi/goi-y/?q=hang+th")
    Category.objects.get(pk=around["category"].pk).delete()
    assert "Hàng thử" not in words_at("/vi/san-pham/") and "Hàng thử" not in words_at("/vi/goi-y/?q=hang+th")
    assert len(counts()[1]["category"]) == 1


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("withdraw", [unpublish, delete, restrict])
def test_a_news_page_that_is_withdrawn_is_gone_in_the_next_answer(site: None, withdraw: Callable[[Any], None]):
    """Also with the section that it stands in."""
    before = counts()
    page = publish_page(ArticlePage, title="Chuyện Quỳnh Côi", slug="chuyen-quynh-coi")
    places = (
        "/vi/tim/?q=quynh+coi",
        "/vi/goi-y/?q=quynh+co",
        "/vi/nguon-tin/tim.atom?q=quynh+coi",
        "/vi/nguon-tin/tin-tuc.atom",
        page.get_parent().url,
        page.url,
    )
    it = Subject(page, page.title, places)
    for _kept in range(2):
        assert it.shown_at() == it.everywhere and page.slug in paths_in_sitemap()
    withdraw(page)
    assert it.shown_at() == set() and page.slug not in paths_in_sitemap()
    if withdraw is restrict:
        assert "news" not in counts()[1]["kind"]
    else:
        assert counts() == before
