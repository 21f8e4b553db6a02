"""Products side by side: the same answers as on their own pages, and the spreadsheet of them."""

import datetime
import io
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from products.models import Product
from tests.factories.products import AwardFactory, ProductFactory, SelectionRoundFactory
from tests.markup import Page
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def address_of(*products: Product, name: str = "compare") -> str:
    return f"{reverse(f'shortlist:{name}')}?sp={'.'.join(str(product.pk) for product in products)}"


def opened(*products: Product) -> Page:
    return Page(Client().get(address_of(*products)).content.decode())


def answers(page: Page) -> dict[str, list[str]]:
    """Question → answers of the table, in words."""
    rows = {}
    for row in page.tree.xpath("//table/tbody/tr"):
        [question] = row.xpath("th[@scope='row']/text()[1]")
        rows[question.strip()] = [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
    return rows


@pytest.fixture
def noodles() -> Product:
    product = ProductFactory(
        name_vi="Miến dong",
        packing_vi="Túi 500 g",
        minimum_order_vi="10 thùng",
        available_months=[11, 12, 1],
        shelf_life_months=12,
        carton_weight_kg=Decimal("12.5"),
    )
    AwardFactory(product=product, valid_until=datetime.date(2030, 12, 31))
    return product


@pytest.fixture
def tea() -> Product:
    return ProductFactory(name_vi="Chè xanh", packing_vi="Hộp 200 g", minimum_order_vi="10 thùng")


def test_a_question_is_answered_for_each_product_or_said_to_be_open(noodles, tea):
    rows = answers(opened(noodles, tea))
    assert rows["Quy cách"] == ["Túi 500 g", "Hộp 200 g"]
    assert rows["Tháng có hàng"] == ["tháng 11 đến tháng 1", "Chưa cập nhật"]
    assert rows["Công nhận"] == ["Cấp khu vực phía Bắc", "Chưa cập nhật"]
    assert rows["Thời hạn công nhận"] == ["Còn hiệu lực đến 31/12/2030", "Chưa cập nhật"]
    assert rows["Thùng hàng"] == ["12,5 kg", "Chưa cập nhật"]
    assert rows["Cơ sở sản xuất"] == [noodles.producer.name_vi, tea.producer.name_vi]


def test_the_words_are_those_of_the_product_page(noodles, tea):
    rows = answers(opened(noodles, tea))
    page = Page(Client().get(noodles.get_absolute_url()).content.decode())
    for question in ("Quy cách", "Đặt ít nhất", "Hạn dùng", "Thùng hàng"):
        assert question in page.words and rows[question][0] in page.words


def test_what_nobody_answers_is_folded_into_a_sentence_and_what_is_same_says_so(noodles, tea):
    page = opened(noodles, tea)
    assert "Mã HS" not in answers(page)
    assert "Mã HS" in page.words
    [same] = page.tree.xpath("//tr[@class='is-same']/th[contains(., 'Đặt ít nhất')]")
    assert "giống nhau" in same.text_content()
    assert not page.tree.xpath("//tr[@class='is-same']/th[contains(., 'Quy cách')]")


def test_the_table_is_told_to_a_screen_reader_and_scrolls_by_keyboard(noodles, tea):
    page = opened(noodles, tea)
    [region] = page.tree.xpath("//*[@role='region'][.//table]")
    assert region.get("tabindex") == "0" and region.get("aria-label")
    assert len(page.tree.xpath("//table/thead//th[@scope='col']")) == 2


def test_the_same_questions_stand_one_under_the_other_where_a_table_is_too_wide(noodles, tea):
    page = Page(Client().get(address_of(noodles, tea) + "&xem=doc").content.decode())
    assert not page.tree.xpath("//table")
    [packing] = page.tree.xpath("//section[h2[contains(., 'Quy cách')]]")
    assert "Túi 500 g" in packing.text_content() and "Hộp 200 g" in packing.text_content()


def test_of_more_than_six_the_buyer_picks_six():
    products = [ProductFactory() for _number in range(8)]
    page = opened(*products)
    boxes = page.all("input", name="sp")
    assert len(boxes) == 8
    assert len([box for box in boxes if "checked" in box]) == 6
    ticked = "&".join(f"sp={product.pk}" for product in products[2:])
    page = Page(Client().get(f"{reverse('shortlist:compare')}?{ticked}").content.decode())
    assert len(page.tree.xpath("//table/thead//th[@scope='col']")) == 6


def test_nothing_to_compare_leads_to_the_list():
    response = Client().get(reverse("shortlist:compare"))
    assert response.status_code == 302 and response.headers["Location"] == reverse("shortlist:list")


def test_a_wide_comparison_costs_no_more_queries_than_a_narrow_one():
    products = [AwardFactory(product=ProductFactory(), round=SelectionRoundFactory()).product for _number in range(6)]
    narrow, wide = (queries_of(address_of(*shown)) for shown in (products[:2], products))
    assert narrow == wide <= 8


def workbook(*products: Product):
    response = Client().get(address_of(*products, name="download"))
    assert response.status_code == 200 and "noindex" in response.headers["X-Robots-Tag"]
    return load_workbook(io.BytesIO(response.content)).active


def test_the_spreadsheet_holds_a_product_a_line_with_its_address_day_and_source(noodles, tea, settings):
    settings.BASE_URL = "https://khuyencong.example"
    sheet = workbook(noodles, tea)
    headings = [cell.value for cell in sheet[5]]
    line = dict(zip(headings, sheet[6], strict=True))
    assert line["Sản phẩm"].value == "Miến dong"
    assert line["Quy cách"].value == "Túi 500 g"
    assert line["Địa chỉ trang"].hyperlink.target == f"https://khuyencong.example{noodles.get_absolute_url()}"
    assert dict(zip(headings, sheet[7], strict=True))["Tháng có hàng"].value == "Chưa cập nhật"
    assert sheet["A3"].hyperlink.target.endswith(f"?sp={noodles.pk}.{tea.pk}")
    assert "ngày" in sheet["A2"].value


def test_no_cell_is_run_as_a_formula_and_none_breaks_the_file(noodles):
    wicked = ProductFactory(name_vi='=HYPERLINK("http://x.example";"a")', packing_vi="+1\x0b", material_vi="@SUM(A1)")
    sheet = workbook(noodles, wicked)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert sheet["A7"].value.startswith("'=")


def test_in_english_the_table_and_the_spreadsheet_speak_english(noodles, tea):
    with translation.override("en"):
        page = opened(noodles, tea)
        sheet = workbook(noodles, tea)
    assert page.tree.xpath("/html/@lang") == ["en"]
    assert "Region" in " ".join(str(cell.value) for cell in sheet[6])
