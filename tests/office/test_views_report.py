"""The centre's report of views: what was looked at most, as a screen and as a table."""

import datetime
import io

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from common.visits.models import RecordViews
from tests.cast import signed_in
from tests.factories.fairs import FairEditionFactory
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


def viewed(record, count, *, days_ago=1):
    day = timezone.localdate() - datetime.timedelta(days=days_ago)
    kind = ContentType.objects.get_for_model(record)
    RecordViews.objects.create(content_type=kind, object_id=record.pk, day=day, count=count)
    return record


def test_the_most_viewed_stands_first_and_says_how_it_changed(editor):
    little = viewed(viewed(ProductFactory(name_vi="Miến ít xem"), 3), 10, days_ago=40)
    much = viewed(FairEditionFactory(name_vi="Hội chợ nhiều người xem"), 1250)
    page = signed_in(editor).get(reverse("views_report")).content.decode()
    assert page.index(much.name_vi) < page.index(little.name_vi)
    assert "1.250" in page and "-7" in page and "+1.250" in page
    assert "Xếp theo số lượt xem trong kỳ, nhiều nhất đứng trước." in page


def test_the_report_is_narrowed_by_kind_and_period(editor):
    product = viewed(ProductFactory(name_vi="Miến xem từ lâu"), 9, days_ago=80)
    fair = viewed(FairEditionFactory(name_vi="Hội chợ mới"), 4)
    desk = signed_in(editor)
    assert product.name_vi not in desk.get(reverse("views_report")).content.decode()
    quarter = desk.get(reverse("views_report"), {"ngay": "90", "loai": "product"}).content.decode()
    assert product.name_vi in quarter and fair.name_vi not in quarter
    assert desk.get(reverse("views_report"), {"ngay": "nam", "loai": "khong-co"}).status_code == 200


def test_the_table_can_be_downloaded_and_runs_no_formula(editor):
    viewed(ProductFactory(name_vi="=1+1"), 8)
    answer = signed_in(editor).get(reverse("views_report"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:4] == ["Loại", "Tên", "Lượt xem trong kỳ", "Lượt xem kỳ trước"]
    assert rows[1][1] == "'=1+1" and rows[1][2:5] == [8, 0, 8]


def test_a_record_that_is_gone_keeps_its_line(editor):
    product = viewed(ProductFactory(), 5)
    RecordViews.objects.update(object_id=product.pk + 999)
    assert "đã bị xóa" in signed_in(editor).get(reverse("views_report")).content.decode()


def test_only_the_centres_staff_see_it(producer, buyer):
    for visitor in (buyer, signed_in(producer)):
        assert visitor.get(reverse("views_report")).status_code in {302, 403}


def test_the_first_page_of_the_office_names_what_is_looked_at(director):
    product = viewed(ProductFactory(name_vi="Miến được xem nhiều"), 77)
    page = signed_in(director).get(reverse("wagtailadmin_home")).content.decode()
    assert product.name_vi in page and "77 lượt xem" in page and reverse("views_report") in page


def test_a_producer_reads_how_often_its_pages_were_opened(producer, workshop):
    product = viewed(ProductFactory(producer=workshop, name_vi="Miến của tôi"), 12)
    viewed(product, 20, days_ago=35)
    viewed(workshop, 4)
    ProductFactory(producer=workshop, draft=True)
    page = signed_in(producer).get(reverse("workspace:home")).content.decode()
    assert "12 lượt xem trong 30 ngày qua, ít hơn 8 lượt so với 30 ngày trước đó." in page
    assert "4 lượt xem trong 30 ngày qua, 30 ngày trước đó chưa có lượt nào." in page
    assert page.count("ngày qua") == 2
    assert "lượt xem" not in Client().get(product.get_absolute_url()).content.decode()
