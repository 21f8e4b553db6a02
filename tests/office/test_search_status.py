"""Whether what is saved is also found: the screen that tells, and its one button."""

import pytest
from django.urls import reverse

from search import lifecycle, outbox
from search.documents import products
from search.engines import get_embedded
from search.models import IndexTarget, OutboxEntry
from tests.cast import signed_in
from tests.factories.products import ProductFactory

pytestmark = pytest.mark.django_db


def screen(person) -> str:
    answer = signed_in(person).get(reverse("search_status"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_index_that_keeps_up_says_so_with_its_records_by_kind(editor):
    ProductFactory()
    lifecycle.ensure_index()
    page = screen(editor)
    assert "Khớp với sổ, không có gì chờ." in page and "Sản phẩm: 1" in page
    assert "chưa; máy đối chiếu mỗi đêm" in page
    lifecycle.verify()
    assert "0 chỗ khác" in screen(editor)


def test_a_host_without_an_index_says_what_happens_next(editor):
    assert "Chưa có chỉ mục. Máy dựng trong vòng một phút" in screen(editor)


def test_what_waits_and_what_went_wrong_is_told(editor):
    lifecycle.ensure_index()
    ProductFactory(name_vi="Miến đợi")
    assert "Đang theo kịp." in screen(editor)
    IndexTarget.objects.update(error="OperationalError: database or disk is full")
    assert "database or disk is full" in screen(editor)


def test_a_record_that_was_given_up_is_named_and_tried_again_when_its_cause_is_mended(editor, monkeypatch):
    def fail(*_arguments):
        raise ZeroDivisionError("hỏng")

    lifecycle.ensure_index()
    product = ProductFactory(name_vi="Miến hỏng")
    with monkeypatch.context() as broken:
        broken.setattr(products, "_body", fail)
        outbox.drain()
        OutboxEntry.objects.filter(kind="product").update(tries=OutboxEntry.MOST_TRIES)
    page = screen(editor)
    assert f"product {product.pk}" in page and "ZeroDivisionError: hỏng" in page
    answer = signed_in(editor).post(reverse("search_status"), follow=True).content.decode()
    assert "Đã thử lại các mục hỏng" in answer and "ZeroDivisionError" not in answer
    assert ("product", product.pk) in dict(get_embedded().digests())
    assert "Không có mục nào hỏng" in signed_in(editor).post(reverse("search_status"), follow=True).content.decode()


def test_it_is_for_those_who_keep_the_search_box(moderator, fair_officer):
    for person in (moderator, fair_officer):
        assert signed_in(person).get(reverse("search_status")).status_code in (302, 403)
        assert signed_in(person).post(reverse("search_status")).status_code in (302, 403)
