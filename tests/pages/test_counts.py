"""On the real register: every count is the one its own link gives, and what was never recognised is counted nowhere."""

import csv
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages.models import HomePage
from products.models import Award, AwardStanding, Decision, Product, SelectionRound
from search import browse
from tests.markup import Page
from tests.real_register import AWARDS, real_register  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_register")]


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def total_of(address: str) -> int:
    """How many products the list at an address says that it has."""
    found = re.search(r"([\d.]+) sản phẩm trong danh sách này", read(address).words)
    assert found, address
    return int(found.group(1).replace(".", ""))


def rows_of(address: str) -> int:
    return sum(1 for found in read(address).all("th", scope="row"))


def test_the_file_is_in_the_register_to_the_row():
    assert Award.objects.count() == 185
    assert AwardStanding.objects.exclude(decision=None).count() == 52
    assert AwardStanding.objects.filter(decision=None).count() == 133
    assert not AwardStanding.objects.filter(evidence="checked").exists()


def test_every_count_of_the_front_page_is_its_links():
    page = read(HomePage.objects.get(locale__language_code="vi").url)
    summary = browse.summary()
    counted = [*summary.levels, *summary.categories, *summary.provinces]
    assert len(counted) > 20
    for item in counted:
        assert str(item.count) in page.link_words.get(item.url, "") or f"{item.label} {item.count}" in page.words
        assert total_of(item.url) == item.count, item.label
    assert f"Xem cả {summary.total} sản phẩm" in page.words
    assert total_of(reverse("search:browse")) == summary.total == Product.objects.published().awarded().count()


def test_every_count_beside_the_list_is_its_filters():
    page = read(reverse("search:browse"))
    source = Client().get(reverse("search:browse")).content.decode()
    ticks = re.findall(r'name="(cap|nam|vung)"[^>]*value="([^"]+)"', source)
    assert len(ticks) > 8 and page.all("input", name="cap")
    counts = {**{item.value: item.count for item in browse.summary().levels}}
    counts |= {item.value: item.count for item in (*browse.summary().years, *browse.summary().regions)}
    for name, value in ticks:
        assert total_of(f"{reverse('search:browse')}?{name}={value}") == counts[value], value


def test_every_decision_and_round_has_the_rows_it_says():
    page = read(reverse("products:decisions"))
    assert "Thêm 133 công nhận" in page.words
    for decision in Decision.objects.released().with_award_counts():
        assert rows_of(decision.get_absolute_url()) == decision.award_count
        assert re.search(rf"{re.escape(decision.number)}[^|]{{0,60}}? {decision.award_count}\b", page.words)
    for each in SelectionRound.objects.with_award_counts():
        assert rows_of(each.get_absolute_url()) == each.award_count
        assert f"{each} {each.award_count}" in page.words


def test_every_province_has_the_producers_it_says():
    address = reverse("pages:producers")
    source = Client().get(address).content.decode()
    provinces = re.findall(r'<option value="([^"]+)"[^>]*>[^<]+\((\d+)\)</option>', source)
    assert len(provinces) > 10
    for slug, count in provinces:
        assert f"{count} cơ sở, xếp theo tên" in read(f"{address}?tinh={slug}").words


def test_what_was_never_recognised_is_marked_and_counted_nowhere():
    with AWARDS.open(encoding="utf-8", newline="") as file:
        never = [row["id"] for row in csv.DictReader(file) if row["award_status"] != "công nhận"]
    assert len(never) == 19
    products = list(Product.objects.published().filter(awards=None))
    assert len(products) == 15 or products
    for product in products:
        page = read(product.get_absolute_url())
        assert "chưa có công nhận trong sổ" in page.words
        [top] = page.tree.find_class("product-top")  # further down are its neighbours, with marks of their own
        assert not [found for found in top.iter("use") if "#mark-" in found.get("href")]
        assert not page.tree.find_class("cert")
    addresses = {product.get_absolute_url() for product in products}
    for shown in (HomePage.objects.get(locale__language_code="vi").url, reverse("search:browse")):
        assert not addresses & set(read(shown).links)
    for each in SelectionRound.objects.with_award_counts():
        assert not addresses & set(read(each.get_absolute_url()).links)


def test_no_page_of_a_transcribed_award_looks_like_a_certificate():
    for award in Award.objects.select_related("product").order_by("pk")[::20]:
        for address in (award.product.get_absolute_url(), award.get_absolute_url()):
            page = read(address)
            assert "Chép từ nguồn, chưa đối chiếu" in page.words
            assert award.code not in page.words
            assert not page.all("svg", **{"aria-label": "Mã QR dẫn đến trang kiểm tra giấy chứng nhận"})
            assert "#seal-" not in "".join(found["href"] for found in page.all("use"))
            if award.decision_id is None:
                assert "Chưa rõ số quyết định" in page.words
            if award.source_url:
                assert award.source_url in page.links


def test_restored_names_say_so():
    restored = Product.objects.published().filter(name_basis="restored")
    assert restored.count() >= 40
    for product in restored[:5]:
        assert "khôi phục dấu" in read(product.get_absolute_url()).words


def test_a_province_that_is_no_more_is_named_with_what_it_is_part_of():
    words = read(SelectionRound.objects.get(province_as_printed="Bắc Giang").get_absolute_url()).words
    assert "nay thuộc Bắc Ninh" in words
    words = read(SelectionRound.objects.get(level="province", province_as_printed="Thanh Hóa").get_absolute_url()).words
    assert "nay thuộc" not in words


@pytest.mark.parametrize(
    "address", ["home", "search:browse", "pages:producers", "products:decisions", "fairs:calendar"]
)
def test_a_page_asks_the_database_eight_times_at_most(address):
    """In a process that knows the names of places and categories; no page is kept anywhere."""
    path = reverse(address)
    for _first_makes_the_row_of_settings in range(2):
        Client().get(path)
    with CaptureQueriesContext(connection) as asked:
        Client().get(path)
    assert len(asked) <= 8, "\n".join(query["sql"][:160] for query in asked)


def test_every_count_of_the_levels_and_years_is_its_lists():
    page = read(reverse("pages:awards"))
    lists = [link for link in page.links if re.search(r"/tieu-bieu/.+/.+/", link)]
    assert len(lists) >= 10 and any(link.endswith("khong-ro-nam/") for link in lists)
    for link in lists:
        assert f"{total_of(link)} sản phẩm" in page.link_words[link], link
