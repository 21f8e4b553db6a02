"""An editor brings in an annex before it is signed, releases it by number and date, and sees it on the site."""

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from office.apps import put_in_step
from places.services import load_places
from products.models import Award
from products.seeds import load_catalogue_seeds
from tests import annexes
from tests.cast import PASSWORD, sign_up

pytestmark = pytest.mark.browser
NUMBER = "1799/QĐ-UBND"


@pytest.fixture
def paper(tmp_path):
    signed = tmp_path / "quyet-dinh.pdf"
    signed.write_bytes(b"%PDF-1.4 signed")
    return signed


@pytest.fixture
def annex(tmp_path):
    file = tmp_path / "phu-luc.docx"
    file.write_bytes(annexes.word_annex())
    return file


@pytest.fixture
def office(small_site):
    """The centre's office beside the small site: roles, places and the groups of the programme."""
    put_in_step()
    load_places()
    load_catalogue_seeds()
    sign_up("bien-tap", "Mai Biên Tập", Role.EDITOR)
    return small_site


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_annex_in_word_to_the_public_list(office, visitor, annex, paper, scripts):
    with visitor(scripts=scripts) as page:
        page.goto(f"{office.url}/admin/nhap-ket-qua/")
        page.get_by_label("Tên đăng nhập").fill("bien-tap")
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.locator("input[name=file]").set_input_files(annex)
        page.get_by_role("button", name="Đọc danh sách").click()
        page.locator("select[name=level]").select_option("province")
        page.locator("input[name=year]").fill("2025")
        page.locator("input[name=province]").fill("Lào Cai")
        page.get_by_role("button", name="Xem từng dòng").click()
        expect(page.get_by_text("Bún mẫu").first).to_be_visible()
        page.get_by_role("button", name="Lập dự thảo").click()
        assert not Award.objects.filter(decision__number=NUMBER).exists()
        page.locator("input[name=number]").fill(NUMBER)
        page.locator("input[name=date]").fill("2025-06-03")
        page.locator("input[name=file]").set_input_files(paper)
        page.get_by_role("button", name="Công bố quyết định").click()
        expect(page.get_by_text(NUMBER).first).to_be_visible()
        decision = Award.objects.filter(product_name="Bún mẫu").get().decision
        page.goto(office.url + decision.get_absolute_url())
        expect(page.get_by_role("heading", level=1)).to_contain_text(NUMBER)
        for name in ("Gạo mẫu", "Bún mẫu", "Ghế mẫu", "Nón mẫu"):
            expect(page.get_by_role("rowheader", name=name)).to_be_visible()
        page.get_by_role("link", name="Bún mẫu", exact=True).click()
        expect(page.get_by_text("Còn hiệu lực đến 31/12/2029").first).to_be_visible()
