"""A visitor chooses, compares, takes the table along and asks: with a script, without one, and by keyboard alone."""

import io
import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from openpyxl import load_workbook
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from inquiries.models import Inquiry, InquiryBatch
from inquiries.tasks import mail_batch
from inquiries.tokens import answer_address
from search import outbox
from tests.browser import search_box
from tests.factories.producers import ProducerFactory
from tests.factories.products import AwardFactory, ProductFactory

pytestmark = pytest.mark.browser

QUESTION = "Mười thùng giá bao nhiêu, khi nào giao được?"


@pytest.fixture
def wider_site(small_site) -> Iterator[SimpleNamespace]:
    """Two more producers with a product each, and buyer's facts to compare."""
    small_site.tea = ProductFactory(
        name_vi="Chè xanh Thu Cúc", packing_vi="Hộp 200 g", producer=ProducerFactory(name_vi="Hợp tác xã chè Thu Cúc")
    )
    small_site.bag = ProductFactory(
        name_vi="Gùi mây đeo vai", packing_vi="Từng chiếc", producer=ProducerFactory(name_vi="Tổ hợp tác mây Bản Ven")
    )
    for product in (small_site.tea, small_site.bag):
        AwardFactory(product=product)
    outbox.drain()
    return small_site


def choose(page: Window, site: SimpleNamespace, name: str) -> None:
    """The switch on the plate that a search for the name shows."""
    search_box(page).fill(name)
    search_box(page).press("Enter")
    page.get_by_role("button", name=f"Chọn {name}", exact=True).click()


def fill_in(page: Window) -> None:
    page.get_by_label("Xin mẫu thử").check()
    page.get_by_label("Bạn muốn hỏi điều gì?").fill(QUESTION)
    page.get_by_label("Tên bạn").fill("Lan")
    page.get_by_label("Điện thoại hoặc e-mail").fill("lan@example.org")
    page.get_by_label("Chuyển câu hỏi").check()


def follow_the_receipt(page: Window, site: SimpleNamespace) -> None:
    """The mail that the worker sends leads to a page where every answer stands."""
    mail_batch.call(InquiryBatch.objects.get().pk)
    [receipt] = [letter for letter in mail.outbox if letter.to == ["lan@example.org"]]
    [path] = re.findall(r"https?://[^/]+(/\S+)", receipt.body)
    page.goto(site.url + path)
    for inquiry in Inquiry.objects.all():
        expect(page.get_by_role("heading", name=inquiry.producer.name_vi)).to_be_visible()


def no_violations(page: Window) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_choose_three_compare_take_along_and_ask_on_a_telephone(wider_site, visitor, monkeypatch):
    monkeypatch.setattr("inquiries.forms.asking.LEAST_SECONDS", 0)
    names = [wider_site.product.name_vi, wider_site.tea.name_vi, wider_site.bag.name_vi]
    with visitor(width=360) as page:
        page.goto(f"{wider_site.url}/vi/")
        for number, name in enumerate(names, start=1):
            choose(page, wider_site, name)
            expect(page.get_by_role("status").filter(has_text=f"Đã chọn {number} sản phẩm")).to_be_attached()
        page.get_by_role("link", name="Danh sách chọn").click()
        expect(page.get_by_role("heading", level=3)).to_have_text(names)
        no_violations(page)
        page.get_by_role("link", name="So sánh").click()
        table = page.get_by_role("table")
        expect(table.get_by_role("columnheader")).to_have_count(3)
        expect(table.get_by_role("row", name=re.compile("Quy cách"))).to_contain_text("Hộp 200 g")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        no_violations(page)
        with page.expect_download() as downloading:
            page.get_by_role("link", name="Tải bảng XLSX").click()
        sheet = load_workbook(io.BytesIO(downloading.value.path().read_bytes())).active
        assert [sheet.cell(line, 1).value for line in (6, 7, 8)] == names
        page.get_by_role("link", name="Hỏi các cơ sở này").click()
        page.get_by_role("checkbox", name=re.compile(f"^{wider_site.bag.producer.name_vi}")).uncheck()
        expect(page.get_by_label("Chuyển câu hỏi")).to_be_visible()
        expect(page.locator("[data-recipients]")).not_to_contain_text(wider_site.bag.producer.name_vi)
        fill_in(page)
        no_violations(page)
        page.get_by_role("button", name="Gửi câu hỏi").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận câu hỏi")
        no_violations(page)
        assert Inquiry.objects.count() == 2
        assert {inquiry.kind for inquiry in Inquiry.objects.all()} == {"sample"}
        follow_the_receipt(page, wider_site)
        no_violations(page)


def test_the_same_without_a_script(wider_site, visitor, monkeypatch):
    monkeypatch.setattr("inquiries.forms.asking.LEAST_SECONDS", 0)
    with visitor(width=360, scripts=False) as page:
        page.goto(f"{wider_site.url}{wider_site.product.get_absolute_url()}")
        page.get_by_role("link", name=f"Chọn {wider_site.product.name_vi}").first.click()
        for wanted in (wider_site.tea, wider_site.bag):
            page.get_by_label("Tên sản phẩm, loại hoặc nơi làm").fill(wanted.name_vi)
            page.get_by_role("button", name="Tìm để thêm").click()
            page.get_by_role("link", name=f"Chọn {wanted.name_vi}", exact=True).click()
        expect(page.get_by_role("link", name=re.compile("^Bỏ chọn"))).to_have_count(3)
        page.get_by_role("link", name=f"Bỏ chọn {wider_site.bag.name_vi}").click()
        expect(page.get_by_role("link", name=re.compile("^Bỏ chọn"))).to_have_count(2)
        page.get_by_role("link", name="So sánh").click()
        expect(page.get_by_role("columnheader")).to_have_count(2)
        page.get_by_role("link", name="Hỏi các cơ sở này").click()
        fill_in(page)
        page.get_by_role("button", name="Gửi câu hỏi").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận câu hỏi")
        assert Inquiry.objects.count() == 2
        follow_the_receipt(page, wider_site)


def test_the_device_keeps_the_list_and_what_is_sent_is_seen_by_others(wider_site, visitor):
    with visitor() as page:
        page.goto(f"{wider_site.url}/vi/")
        choose(page, wider_site, wider_site.tea.name_vi)
        page.goto(f"{wider_site.url}{wider_site.bag.get_absolute_url()}")
        page.get_by_role("button", name=f"Chọn {wider_site.bag.name_vi}").first.click()
        page.reload()
        expect(page.get_by_role("button", name=f"Bỏ chọn {wider_site.bag.name_vi}").first).to_be_visible()
        page.goto(f"{wider_site.url}/vi/")
        page.get_by_role("link", name="Danh sách chọn").click()
        address = page.url
        page.get_by_role("link", name=f"Bỏ chọn {wider_site.tea.name_vi}").click()
        expect(page.get_by_role("heading", level=3)).to_have_text([wider_site.bag.name_vi])
        assert page.context.cookies() == []
    with visitor() as page:
        page.goto(address)
        expect(page.get_by_role("heading", level=3)).to_have_count(2)
        expect(page.get_by_role("link", name="Danh sách chọn")).not_to_contain_text("2")
        page.get_by_role("button", name="Giữ trên máy này").click()
        expect(page.get_by_role("link", name="Danh sách chọn")).to_contain_text("2")


def test_by_keyboard_alone(wider_site, visitor):
    with visitor() as page:
        page.goto(f"{wider_site.url}{wider_site.product.get_absolute_url()}")
        switch = page.get_by_role("button", name=f"Chọn {wider_site.product.name_vi}").first
        switch.focus()
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name=f"Bỏ chọn {wider_site.product.name_vi}").first).to_be_focused()
        expect(page.get_by_role("status").filter(has_text="Đã chọn 1 sản phẩm")).to_be_attached()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Đã chọn 0 sản phẩm")).to_be_attached()
        numbers = ".".join(str(product.pk) for product in (wider_site.product, wider_site.tea, wider_site.bag))
        page.set_viewport_size({"width": 360, "height": 800})
        page.goto(f"{wider_site.url}/vi/so-sanh/?sp={numbers}")
        region = page.get_by_role("region", name="Bảng so sánh")
        region.focus()
        page.keyboard.press("ArrowRight")
        expect(region).not_to_have_js_property("scrollLeft", 0)
        first = page.get_by_role("rowheader").first.bounding_box()
        assert first and first["x"] >= 0


def test_a_producer_reads_and_answers_what_was_asked_among_others(wider_site, visitor, monkeypatch):
    monkeypatch.setattr("inquiries.forms.asking.LEAST_SECONDS", 0)
    numbers = f"{wider_site.tea.pk}.{wider_site.bag.pk}"
    with visitor(width=360) as page:
        page.goto(f"{wider_site.url}/vi/hoi/nhieu-noi/?sp={numbers}")
        fill_in(page)
        page.get_by_role("button", name="Gửi câu hỏi").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận câu hỏi")
        inquiry = Inquiry.objects.get(producer=wider_site.tea.producer)
        path = "/" + answer_address(inquiry).split("/", 3)[3]
        page.goto(wider_site.url + path)
        no_violations(page)
        expect(page.get_by_text(wider_site.bag.producer.name_vi)).to_have_count(0)
        page.get_by_label("Trả lời khách").fill("Hộp 200 g giá 60.000 đồng.")
        page.get_by_role("button", name="Gửi trả lời").click()
        expect(page.get_by_text("Hộp 200 g giá 60.000 đồng.")).to_be_visible()
