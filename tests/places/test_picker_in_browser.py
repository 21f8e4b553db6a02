"""The commune picker with its script: suggestions by keyboard and by mouse."""

import pytest
from django import forms
from playwright.sync_api import Page, expect

from places.forms import CommuneField
from places.models import Commune, FormerUnit, Province

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class PlaceForm(forms.Form):
    commune = CommuneField(label="Xã, phường, đặc khu")


@pytest.fixture
def communes() -> dict[str, Commune]:
    thai_nguyen = Province.objects.create(
        code="19", name_vi="Thái Nguyên", full_name_vi="tỉnh Thái Nguyên", name_en="Thai Nguyen", slug="thai-nguyen"
    )
    made = {}
    for code, name in (("05692", "Đồng Hỷ"), ("05698", "Văn Hán")):
        made[name] = Commune.objects.create(
            code=code, name_vi=name, province=thai_nguyen, kind=Commune.Kind.COMMUNE, slug=code
        )
    district = FormerUnit.objects.create(
        level="district",
        code="169",
        kind="huyện",
        name_vi="Đồng Hỷ",
        valid_until="2025-06-30",
        current_province=thai_nguyen,
    )
    district.current_communes.set(made.values())
    return made


@pytest.fixture
def opened(browser_page: Page, live_server, communes) -> Page:
    """A page of the site's own origin, holding the form and the files its widget asks for."""
    browser_page.goto(f"{live_server.url}/dia-danh/goi-y/?q=")
    form = PlaceForm()
    browser_page.set_content(f"<html><head>{form.media}</head><body><form>{form.as_p()}</form></body></html>")
    browser_page.wait_for_load_state("networkidle")
    return browser_page


def sent(page: Page) -> dict[str, str]:
    """What the browser would send."""
    return page.evaluate("Object.fromEntries(new FormData(document.querySelector('form')))")


def test_a_suggestion_is_taken_by_keyboard(opened, communes):
    field = opened.get_by_label("Xã, phường, đặc khu")
    field.press_sequentially("dong hy")
    expect(opened.get_by_role("option")).to_have_count(2)
    expect(opened.get_by_role("status")).to_have_text("Có 2 gợi ý, dùng phím mũi tên để chọn.")
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(opened.get_by_role("option", selected=True)).to_contain_text("trước đây thuộc huyện Đồng Hỷ")
    field.press("Enter")
    expect(field).to_have_value("xã Văn Hán, tỉnh Thái Nguyên")
    expect(field).to_have_attribute("aria-expanded", "false")
    form = PlaceForm(sent(opened))
    assert form.is_valid()
    assert form.cleaned_data["commune"] == communes["Văn Hán"]


def test_a_suggestion_is_taken_by_mouse_and_another_text_undoes_it(opened, communes):
    field = opened.get_by_label("Xã, phường, đặc khu")
    field.press_sequentially("văn hán")
    opened.get_by_role("option").click()
    assert sent(opened)["commune_choice"] == str(communes["Văn Hán"].pk)
    field.fill("Đồng Hỷ")
    form = PlaceForm(sent(opened))
    assert form.is_valid()
    assert form.cleaned_data["commune"] == communes["Đồng Hỷ"]


def test_escape_closes_the_list_and_keeps_the_text(opened):
    field = opened.get_by_label("Xã, phường, đặc khu")
    field.press_sequentially("dong")
    expect(opened.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(opened.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("dong")


def test_choices_that_the_form_asked_for_go_when_a_suggestion_is_taken(opened, communes):
    form = PlaceForm({"commune": "huyện Đồng Hỷ"})
    opened.set_content(f"<html><head>{form.media}</head><body><form>{form.as_p()}</form></body></html>")
    expect(opened.get_by_role("radio")).to_have_count(2)
    field = opened.get_by_label("Xã, phường, đặc khu")
    field.fill("văn hán")
    opened.get_by_role("option").click()
    expect(opened.get_by_role("radio")).to_have_count(0)
    assert PlaceForm(sent(opened)).is_valid()
