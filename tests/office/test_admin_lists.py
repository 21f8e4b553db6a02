"""Lists of the catalogue: found without accents, filtered, exported, acted upon."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from common.moderation import submit_changes
from products.models import Product
from tests.cast import signed_in
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, CategoryFactory, ProductFactory, SelectionRoundFactory

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_products_product:list"


@pytest.fixture
def browser(editor):
    return signed_in(editor)


def names(answer):
    return {product.name_vi for product in answer.context_data["object_list"]}


def bulk(browser, action, products, model="product", app="products", **data):
    query = "&".join(f"id={product.pk}" for product in products)
    address = reverse("wagtail_bulk_action", args=[app, model, action])
    return browser.post(f"{address}?{query}&next={reverse(LIST)}", data)


@pytest.mark.parametrize("typed", ["mien dong", "MIẾN", "dong miến"])
def test_a_search_ignores_accents(typed, browser):
    ProductFactory(name_vi="Miến dong Bình Lư")
    ProductFactory(name_vi="Chè Tân Cương")
    assert names(browser.get(reverse(LIST), {"q": typed})) == {"Miến dong Bình Lư"}


def test_level_and_year_are_asked_of_one_award(browser):
    both = ProductFactory(name_vi="Miến dong")
    AwardFactory(product=both, level="province", year=2020)
    AwardFactory(product=both, level="national", year=2024)
    assert names(browser.get(reverse(LIST), {"level": "national", "year": 2024})) == {"Miến dong"}
    assert names(browser.get(reverse(LIST), {"level": "national", "year": 2020})) == set()


def test_filters_tell_what_is_missing(browser):
    AwardFactory(product=ProductFactory(name_vi="Miến dong"))
    ProductFactory(name_vi="Chè")
    ProductFactory(name_vi="Mật ong", archived=True)
    assert names(browser.get(reverse(LIST))) == {"Miến dong", "Chè"}
    assert names(browser.get(reverse(LIST), {"awarded": "yes", "photo": "no"})) == {"Miến dong"}
    assert names(browser.get(reverse(LIST), {"status": "archived"})) == {"Mật ong"}


def test_a_category_holds_what_is_below_it(browser):
    food = CategoryFactory(name_vi="Thực phẩm")
    ProductFactory(name_vi="Miến dong", category=CategoryFactory(parent=food))
    assert names(browser.get(reverse(LIST), {"category": food.pk})) == {"Miến dong"}


@pytest.mark.parametrize("extra", [0, 8])
def test_a_longer_list_asks_no_more_questions(extra, browser, django_assert_max_num_queries):
    for _number in range(3 + extra):
        AwardFactory(product=ProductFactory(category=CategoryFactory()))
    browser.get(reverse(LIST))
    with django_assert_max_num_queries(20):
        browser.get(reverse(LIST))


def test_exports_have_vietnamese_headings_and_no_formulas(browser):
    ProductFactory(name_vi="=HYPERLINK(1)", producer=ProducerFactory(name_vi="@cơ sở"))
    answer = browser.get(reverse(LIST), {"export": "csv"})
    content = b"".join(answer.streaming_content)
    assert content.startswith("\ufeff".encode())
    heading, row = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert heading[0] == "Tên sản phẩm" and row[0] == "'=HYPERLINK(1)" and "'@cơ sở" in row
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(browser.get(reverse(LIST), {"export": "xlsx"}).streaming_content))
    )
    assert book.active["A2"].value == "'=HYPERLINK(1)"


def test_archiving_asks_why_and_logs_each(browser, editor):
    products = [ProductFactory(), ProductFactory()]
    assert bulk(browser, "delete", products).status_code == 200
    assert bulk(browser, "delete", products, reason="Thôi sản xuất.").status_code == 302
    assert Product.objects.filter(archived_at=None).count() == 0
    assert ModelLogEntry.objects.filter(action="products.archive", user=editor).count() == 2
    bulk(browser, "restore", products[:1])
    assert Product.objects.filter(archived_at=None).get() == products[0]


def test_publishing_leaves_alone_what_waits_for_review(browser, workshop, producer):
    mine = ProductFactory(draft=True, producer=workshop)
    theirs = ProductFactory(producer=workshop)
    draft = Product.objects.get(pk=theirs.pk).get_latest_revision_as_object()
    draft.name_vi = "Miến dong tráng tay"
    submit_changes(draft, by=producer)
    answer = browser.get(bulk(browser, "publish", [mine, theirs])["Location"])
    assert Product.objects.get(pk=mine.pk).live
    assert Product.objects.get(pk=theirs.pk).name_vi != "Miến dong tráng tay"
    assert "đang chờ duyệt" in answer.content.decode()


def test_setting_a_category_publishes_only_that(browser):
    product, category = ProductFactory(), CategoryFactory()
    bulk(browser, "set_category", [product], category=category.pk)
    assert Product.objects.get(pk=product.pk).category == category
    bulk(browser, "add_tag", [product], tag="quà Tết")
    assert [tag.name for tag in Product.objects.get(pk=product.pk).tags.all()] == ["quà Tết"]


def test_all_in_the_list_means_what_the_list_shows(browser):
    shown, other = ProductFactory(name_vi="Miến dong"), ProductFactory(name_vi="Chè")
    address = reverse("wagtail_bulk_action", args=["products", "product", "delete"])
    browser.post(f"{address}?id=all&next={reverse(LIST)}%3Fq%3Dmien", {"reason": "Thôi sản xuất."})
    archived = set(Product.objects.exclude(archived_at=None))
    assert archived == {shown} and other not in archived


def test_the_ticked_ones_are_exported(browser):
    chosen, _other = ProductFactory(name_vi="Miến dong"), ProductFactory(name_vi="Chè")
    answer = bulk(browser, "export", [chosen], export="csv")
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Miến dong" in content and "Chè" not in content


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "set_category", "add_tag"])
def test_a_fair_officer_changes_no_product(action, fair_officer):
    product = ProductFactory()
    bulk(signed_in(fair_officer), action, [product], reason="x", tag="x", category=CategoryFactory().pk)
    product = Product.objects.get(pk=product.pk)
    assert product.live and product.archived_at is None and product.category is None


def test_a_selection_is_found_by_words_without_accents(browser):
    award = AwardFactory(
        round=SelectionRoundFactory(slug="cap-tinh-thai-nguyen-2024", province_as_printed="Thái Nguyên")
    )
    AwardFactory()
    rounds = browser.get(reverse("rounds:index"), {"q": "thai nguyen"}).context_data["object_list"]
    assert list(rounds) == [award.round]
