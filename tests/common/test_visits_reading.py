"""What is read of the counts: a month beside the month before, in words, and what is long ago summed up."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from common.visits.models import RecordViews, Span
from common.visits.presenting import views_words
from common.visits.reading import Views, views_of
from common.visits.services import DAYS_KEPT, sum_up_old
from products.models import Product
from tests.factories.products import ProductFactory

DAY = datetime.timedelta(days=1)


def stored(record, day, count, span=Span.DAY):
    kind = ContentType.objects.get_for_model(record)
    return RecordViews.objects.create(content_type=kind, object_id=record.pk, day=day, span=span, count=count)


@pytest.mark.django_db
def test_days_long_ago_become_months_and_nothing_is_lost():
    product = ProductFactory()
    today = datetime.date(2030, 6, 15)
    for day in (datetime.date(2029, 3, 4), datetime.date(2029, 3, 30), datetime.date(2029, 4, 2)):
        stored(product, day, 10)
    recent = stored(product, today - DAYS_KEPT * DAY, 7)  # in a month that is not over long enough
    for _again in range(2):
        sum_up_old(today=today)
    rows = RecordViews.objects.order_by("day").values_list("day", "span", "count")
    assert list(rows) == [
        (datetime.date(2029, 3, 1), "month", 20),
        (datetime.date(2029, 4, 1), "month", 10),
        (recent.day, "day", 7),
    ]


@pytest.mark.django_db
def test_thirty_days_are_set_beside_the_thirty_before_and_today_is_in_neither():
    product, other = ProductFactory(), ProductFactory()
    today = timezone.localdate()
    for away, count in ((0, 1000), (1, 5), (30, 6), (31, 20), (60, 1), (61, 1000)):
        stored(product, today - away * DAY, count)
    found = views_of(Product, [product.pk, other.pk])
    assert found == {product.pk: Views(now=11, before=21)}


@pytest.mark.parametrize(
    ("views", "words"),
    [
        (Views(0, 0), "Chưa có lượt xem nào trong 30 ngày qua."),
        (Views(45, 0), "45 lượt xem trong 30 ngày qua, 30 ngày trước đó chưa có lượt nào."),
        (Views(45, 45), "45 lượt xem trong 30 ngày qua, bằng 30 ngày trước đó."),
        (Views(1245, 45), "1.245 lượt xem trong 30 ngày qua, nhiều hơn 1.200 lượt so với 30 ngày trước đó."),
        (Views(3, 45), "3 lượt xem trong 30 ngày qua, ít hơn 42 lượt so với 30 ngày trước đó."),
    ],
)
def test_views_in_words(views, words):
    assert views_words(views) == words
