"""Many records at once, and lists that cost the same however long they are."""

import csv
import io

import pytest
from django.urls import reverse

from fairs.models import FairEdition
from inquiries.services import answer
from producers.models import Producer
from products.models import Product
from tests.cast import signed_in
from tests.factories.fairs import ExhibitorFactory, FairEditionFactory, FairSeriesFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory
from tests.factories.products import (
    AwardFactory,
    CategoryFactory,
    DecisionFactory,
    ProductFactory,
    ProductGroupFactory,
    SelectionRoundFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {Product: ProductFactory, Producer: ProducerFactory, FairEdition: FairEditionFactory}
MANY = 20
EACH_KIND = pytest.mark.parametrize("kind", list(FACTORIES), ids=lambda kind: kind.__name__)


@pytest.fixture
def browser(director):
    return signed_in(director)


def ticked(browser, action, records, **typed):
    meta = records[0]._meta
    address = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
    query = "&".join(f"id={record.pk}" for record in records)
    back = reverse(type(records[0]).snippet_viewset.get_url_name("list"))
    return browser.post(f"{address}?{query}&next={back}", typed)


def again(records):
    return type(records[0]).objects.filter(pk__in=[record.pk for record in records])


@EACH_KIND
def test_records_are_taken_off_and_shown_again(kind, browser):
    records = [FACTORIES[kind]() for _turn in range(3)]
    assert ticked(browser, "unpublish", records).status_code == 302
    assert not again(records).filter(live=True).exists()
    told = browser.get(ticked(browser, "unpublish", records[:1])["Location"]).content.decode()
    assert "chưa hiện trên trang" in told
    assert ticked(browser, "publish", records).status_code == 302
    assert again(records).filter(live=True).count() == 3
    told = browser.get(ticked(browser, "publish", records[:1])["Location"]).content.decode()
    assert "đã hiện rồi" in told


@EACH_KIND
def test_records_are_put_away_and_taken_out(kind, browser):
    records = [FACTORIES[kind]() for _turn in range(3)]
    assert ticked(browser, "delete", records).status_code == 200
    assert ticked(browser, "delete", records, reason="Thôi sản xuất.").status_code == 302
    assert not again(records).filter(archived_at=None).exists()
    assert ticked(browser, "restore", records).status_code == 302
    assert again(records).filter(archived_at=None).count() == 3


@EACH_KIND
def test_ticked_records_are_exported(kind, browser):
    records = [FACTORIES[kind]() for _turn in range(3)]
    FACTORIES[kind]()
    content = b"".join(ticked(browser, "export", records, export="csv").streaming_content)
    heading, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert {row[0] for row in rows} == {record.name_vi for record in records} and heading[0].startswith("Tên")


@EACH_KIND
@pytest.mark.parametrize(
    ("action", "each"), [("publish", 75), ("unpublish", 30), ("delete", 12), ("restore", 12), ("export", 1)]
)
def test_each_of_twenty_costs_the_same(kind, action, each, browser, django_assert_max_num_queries):
    """`each` record's statements; whatever grew with the number of the others would go beyond them at twenty."""
    state = {"publish": {"live": False}, "restore": {"archived": True}}.get(action, {})
    if kind is FairEdition and action == "restore":
        records = [FairEditionFactory() for _turn in range(MANY)]
        ticked(browser, "delete", records, reason="Thôi.")
    else:
        records = [FACTORIES[kind](**state) for _turn in range(MANY)]
    with django_assert_max_num_queries(each * MANY + 40):
        reply = ticked(browser, action, records, reason="Thôi sản xuất.", export="csv")
        if action == "export":
            b"".join(reply.streaming_content)
    assert reply.status_code == (200 if action == "export" else 302)


@pytest.mark.parametrize(("action", "typed"), [("set_category", "category"), ("add_tag", "tag")])
def test_twenty_products_are_sorted_at_once(action, typed, browser, django_assert_max_num_queries):
    products, category = [ProductFactory() for _turn in range(MANY)], CategoryFactory()
    with django_assert_max_num_queries(110 * MANY):
        ticked(browser, action, products, **{typed: category.pk if typed == "category" else "quà Tết"})
    if action == "set_category":
        assert again(products).filter(category=category, live=True).count() == MANY
    else:
        assert again(products).filter(tags__name="quà Tết").count() == MANY


def question():
    return answer(inquiry=InquiryFactory(), text="Còn hàng ạ.", author_kind="producer")


def photographed():
    return AwardFactory(product=ProductFactory(category=CategoryFactory(), group=ProductGroupFactory()))


LISTS = {
    "wagtailsnippets_products_product:list": photographed,
    "wagtailsnippets_producers_producer:list": lambda: ProductFactory(
        producer=ProducerFactory(craft_village=CraftVillageFactory())
    ),
    "wagtailsnippets_fairs_fairedition:list": lambda: ExhibitorFactory(
        edition=FairEditionFactory(series=FairSeriesFactory())
    ),
    "wagtailsnippets_fairs_exhibitor:list": lambda: ExhibitorFactory(producer=ProducerFactory()),
    "wagtailsnippets_fairs_fairseries:list": FairSeriesFactory,
    "wagtailsnippets_products_category:list": lambda: ProductFactory(category=CategoryFactory()),
    "wagtailsnippets_producers_craftvillage:list": CraftVillageFactory,
    "awards:index": AwardFactory,
    "decisions:index": DecisionFactory,
    "rounds:index": SelectionRoundFactory,
    "office:desk": InquiryFactory,
    "wagtailadmin_home": InquiryFactory,
}


@pytest.mark.parametrize("name", LISTS)
def test_a_longer_list_asks_no_more_questions(name, browser, django_assert_max_num_queries):
    def cost():
        with django_assert_max_num_queries(60) as asked:
            assert browser.get(reverse(name)).status_code == 200
        return len(asked)

    for _turn in range(3):
        LISTS[name]()
    browser.get(reverse(name))
    short = cost()
    for _turn in range(12):
        LISTS[name]()
    assert cost() <= short
