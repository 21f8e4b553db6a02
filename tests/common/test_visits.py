"""Views of records: counted when a person looks, and nothing kept of who that was."""

import datetime
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.visits import kinds
from common.visits.asking import OF_ONE_RECORD, VIEWS_A_MINUTE, PerMinute
from common.visits.models import RecordViews
from common.visits.services import waiting, write_views
from common.visits.waiting import KEPT_AT_MOST, Waiting
from products.models import Product
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory, UserFactory
from tests.factories.products import ProductFactory
from tests.markup import Page

PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J260G) AppleWebKit/537.36 Chrome/90.0 Mobile Safari/537.36"
addresses = iter(range(1, 10_000))


@pytest.fixture(autouse=True)
def nothing_waits():
    waiting.forget()
    yield
    waiting.forget()


def a_visitor() -> Client:
    """Somebody with a telephone, from a network address of their own."""
    number = next(addresses)
    return Client(headers={"User-Agent": PHONE}, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")


def looks_at(record, visitor=None, **headers):
    """What the page's script sends when the page was shown."""
    named = f"{kinds.kind_of(record).name}:{record.pk}"
    return tells(named, visitor, **headers)


def tells(named, visitor=None, **headers):
    answer = (visitor or a_visitor()).post(
        reverse("visits:seen"), named, content_type="text/plain;charset=UTF-8", headers=headers
    )
    assert answer.status_code == 204 and answer.content == b""
    return answer


def counted(record) -> int:
    """How many views of the record are stored once what waits is written."""
    waiting.flush()
    kind = ContentType.objects.get_for_model(record)
    return sum(RecordViews.objects.filter(content_type=kind, object_id=record.pk).values_list("count", flat=True))


@pytest.mark.django_db
def test_each_kind_of_record_says_on_its_page_what_it_is():
    for record in (ProductFactory(), ProducerFactory(), FairEditionFactory(), CraftVillageFactory()):
        source = a_visitor().get(record.get_absolute_url()).content.decode()
        page = Page(source)
        [script] = [found for found in page.all("script") if "data-seen" in found]
        assert script["data-seen"] == f"{kinds.kind_of(record).name}:{record.pk}"
        assert script["data-to"] == reverse("visits:seen") and "defer" in script
        [pixel] = [found for found in page.all("img") if "luot-xem" in found["src"]]
        assert pixel["alt"] == "" and source.index("<noscript>") < source.index(pixel["src"])
        tells(script["data-seen"])
        a_visitor().get(pixel["src"])
        assert counted(record) == 2


@pytest.mark.django_db
def test_views_of_a_day_are_one_number():
    product, other = ProductFactory(), ProductFactory()
    for _number in range(3):
        looks_at(product)
    looks_at(other)
    assert counted(product) == 3
    looks_at(product)
    assert counted(product) == 4 and counted(other) == 1
    rows = RecordViews.objects.filter(object_id=product.pk)
    assert [row.day for row in rows] == [timezone.localdate()]


@pytest.mark.django_db
def test_no_cookie_is_set_and_nobody_may_keep_the_answer():
    product = ProductFactory()
    visitor = a_visitor()
    pixel = reverse("visits:pixel", args=["product", product.pk])
    for answer in (looks_at(product, visitor), visitor.get(pixel)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies and "Set-Cookie" not in answer.headers
    assert not visitor.cookies
    assert visitor.get(pixel).content.startswith(b"GIF89a")


@pytest.mark.django_db
def test_nothing_about_who_looked_is_stored():
    columns = {field.column for field in RecordViews._meta.get_fields()}
    assert columns == {"id", "content_type_id", "object_id", "day", "span", "count"}
    looks_at(ProductFactory())
    waiting.flush()
    assert not Product.objects.filter(name_vi__contains=PHONE).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_telling_asks_the_database_nothing(django_assert_num_queries):
    product = ProductFactory()
    visitor = a_visitor()
    looks_at(product, visitor)
    with django_assert_num_queries(0):
        looks_at(product, visitor)


@pytest.mark.django_db
def test_a_hundred_records_are_written_by_few_statements(django_assert_max_num_queries):
    products = [ProductFactory() for _number in range(20)]
    producers = [product.producer for product in products]
    for record in (*products, *producers):
        looks_at(record)
    ContentType.objects.get_for_models(Product, type(producers[0]))
    with django_assert_max_num_queries(5):  # which are public, of each kind; one that adds; the transaction's own two
        waiting.flush()
    assert counted(products[-1]) == counted(producers[0]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "browser",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
        "Mozilla/5.0 HeadlessChrome/120.0 Safari/537.36",
        "curl/8.5.0",
        "python-requests/2.31",
    ],
)
def test_robots_are_left_out(browser):
    product = ProductFactory()
    looks_at(product, **{"User-Agent": browser})
    a_visitor().get(reverse("visits:pixel", args=["product", product.pk]), headers={"User-Agent": browser})
    assert counted(product) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"DNT": "1"},
        {"Sec-GPC": "1"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://noi-khac.example"},
        {"Origin": "null"},
    ],
)
def test_who_asks_not_to_be_followed_what_is_fetched_ahead_and_other_sites_do_not_count(headers):
    product = ProductFactory()
    looks_at(product, **headers)
    assert counted(product) == 0


@pytest.mark.django_db
def test_our_own_pages_count_as_browsers_send_them():
    product = ProductFactory()
    looks_at(product, **{"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver", "DNT": "0"})
    assert counted(product) == 1


@pytest.mark.django_db
def test_who_is_signed_in_is_not_counted():
    product = ProductFactory()
    for user in (UserFactory(), UserFactory(staff=True)):
        visitor = a_visitor()
        visitor.force_login(user)
        looks_at(product, visitor)
    assert counted(product) == 0


@pytest.mark.django_db
def test_what_is_no_public_record_is_not_counted():
    draft, archived = ProductFactory(draft=True), ProductFactory(archived=True)
    for named in ("product:999999", "order:1", "product:-1", "product:1 OR 1=1", "", "product:" + "9" * 80, "sản:1"):
        tells(named)
    for record in (draft, archived):
        looks_at(record)
    waiting.flush()
    assert not RecordViews.objects.exists()


@pytest.mark.django_db
def test_only_a_post_counts_by_beacon_and_only_a_get_by_picture():
    product = ProductFactory()
    assert a_visitor().get(reverse("visits:seen")).status_code == 405
    pixel = reverse("visits:pixel", args=["product", product.pk])
    assert a_visitor().post(pixel).status_code == 405
    a_visitor().get(pixel, headers={"Sec-Fetch-Dest": "document"})
    assert counted(product) == 0


@pytest.mark.django_db
def test_one_address_cannot_make_a_record_look_wanted():
    product = ProductFactory()
    visitor = a_visitor()
    for _number in range(OF_ONE_RECORD + 15):
        looks_at(product, visitor)
    assert counted(product) == OF_ONE_RECORD


def test_a_new_minute_begins_anew_and_forgets_the_addresses():
    moments = iter([0, 1, 2, 61])
    tries = PerMinute(clock=lambda: next(moments))
    assert [tries.allows("10.0.0.1", limit=2) for _number in range(4)] == [True, True, False, True]
    assert len(tries._tries) == 1 and VIEWS_A_MINUTE > OF_ONE_RECORD


@pytest.mark.django_db
def test_a_preview_carries_nothing_that_counts(rf):
    from django.template import Context, Template  # noqa: PLC0415

    product = ProductFactory()
    template = Template("{% load visits %}{% counted product %}")
    request = rf.get("/")
    assert "data-seen" in template.render(Context({"request": request, "product": product}))
    request.is_preview = True
    assert template.render(Context({"request": request, "product": product})) == ""


def test_threads_add_up():
    written = []
    queue = Waiting(written.append)
    queue._thread = threading.current_thread()  # nobody writes meanwhile
    key = ("product", 1, datetime.date(2030, 1, 1))
    threads = [threading.Thread(target=lambda: [queue.add(key) for _number in range(500)]) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.flush()
    assert written == [{key: 4000}] and len(queue) == 0


def test_what_the_database_refuses_waits_on():
    answers = iter([ConnectionError("no database"), None])
    written = []

    def write(counts):
        answer = next(answers)
        if answer:
            raise answer
        written.append(dict(counts))

    queue = Waiting(write)
    queue._thread = threading.current_thread()
    key = ("product", 1, datetime.date(2030, 1, 1))
    queue.add(key)
    with pytest.raises(ConnectionError):
        queue.flush()
    queue.add(key)
    queue.flush()
    assert written == [{key: 2}]


def test_a_database_that_stays_away_does_not_fill_the_memory():
    queue = Waiting(lambda counts: None)
    queue._thread = threading.current_thread()
    queue._counts.update({("product", number, datetime.date(2030, 1, 1)): 1 for number in range(KEPT_AT_MOST)})
    queue.add(("product", KEPT_AT_MOST + 1, datetime.date(2030, 1, 1)))
    assert len(queue) == KEPT_AT_MOST


def test_the_thread_writes_by_itself_within_the_time(settings):
    settings.VIEWS_WRITTEN_EVERY = 0.05
    written, done = [], threading.Event()
    queue = Waiting(lambda counts: (written.append(dict(counts)), done.set()))
    key = ("product", 1, datetime.date(2030, 1, 1))
    queue.add(key)
    assert done.wait(10) and written == [{key: 1}]


WRITER = """
import datetime, os, sys
import django
django.setup()
from common.visits.services import _add
for _number in range(40):
    _add([(1, record, datetime.date(2030, 1, 1), 1) for record in (1, 2, 3)])
"""
TABLES = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(
        "CREATE TABLE visits_recordviews (id integer PRIMARY KEY AUTOINCREMENT, content_type_id integer, "
        "object_id bigint, day date, span varchar(5), count bigint, UNIQUE (content_type_id, object_id, day, span))"
    )
"""


def test_two_processes_add_up_on_sqlite(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'counts.sqlite3'}",
        "PYTHONPATH": os.pathsep.join([str(settings.SITE_DIR), str(settings.PROJECT_DIR)]),
    }

    def started(script):
        return subprocess.Popen([sys.executable, "-c", script], env=environment, cwd=Path(settings.SITE_DIR))

    assert started(TABLES).wait(120) == 0
    writers = [started(WRITER), started(WRITER)]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    counting = "SELECT count(*), min(count), max(count) FROM visits_recordviews"
    script = f"import django; django.setup(); from django.db import connection as c; k = c.cursor(); k.execute({counting!r}); assert k.fetchone() == (3, 80, 80)"  # noqa: E501
    assert started(script).wait(120) == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_connections_add_up_on_postgresql_in_whatever_order():
    products = [ProductFactory() for _number in range(5)]
    today = timezone.localdate()

    def write(order):
        for _number in range(20):
            write_views({("product", product.pk, today): 1 for product in order})
        connections.close_all()

    threads = [threading.Thread(target=write, args=(order,)) for order in (products, products[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [counted(product) for product in products] == [40] * 5
