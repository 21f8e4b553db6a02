"""A visitor finds a product by a word without accents, and writes to the cooperative that makes it."""

import re

import pytest
from playwright.sync_api import expect

from inquiries.models import Inquiry
from tests.browser import search_box

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, True), (360, False)])
def test_from_a_word_to_a_question(small_site, visitor, monkeypatch, width, scripts):
    with visitor(width=width, scripts=scripts) as page:
        page.goto(f"{small_site.url}/vi/")
        search_box(page).fill("mien dong")
        search_box(page).press("Enter")
        page.get_by_role("link", name=small_site.product.name_vi, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(small_site.product.name_vi)
        expect(page.get_by_text(small_site.award.code, exact=True)).to_be_visible()
        page.get_by_role("link", name="Hỏi nhà sản xuất").locator("visible=true").click()
        page.get_by_label("Bạn muốn hỏi điều gì?").fill("Mười thùng giá bao nhiêu?")
        page.get_by_label("Tên bạn").fill("Lan")
        page.get_by_label("Điện thoại hoặc e-mail").fill("091234567")
        monkeypatch.setattr("inquiries.forms.asking.LEAST_SECONDS", 0)
        page.get_by_role("button", name="Gửi câu hỏi").click()
        expect(page.get_by_role("alert")).to_contain_text("Số điện thoại còn thiếu một chữ số")
        expect(page.get_by_label("Bạn muốn hỏi điều gì?")).to_have_value("Mười thùng giá bao nhiêu?")
        page.get_by_label("Điện thoại hoặc e-mail").fill("0912345678")
        page.get_by_label("Chuyển câu hỏi").check()
        page.get_by_role("button", name="Gửi câu hỏi").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đã nhận câu hỏi")
        inquiry = Inquiry.objects.get()
        expect(page.get_by_text(re.compile(inquiry.reference))).to_be_visible()
        page.get_by_role("link", name="Theo dõi câu hỏi").click()
        expect(page.get_by_text("Mười thùng giá bao nhiêu?")).to_be_visible()
    assert inquiry.producer == small_site.producer
