"""Public pages are kept and given to anybody; nothing that is anybody's own ever is."""

import gzip
from datetime import datetime, timedelta
from unittest.mock import patch

import brotli
import pytest
from django.conf import settings
from django.core import signing
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from common.page_cache import forget_pages, kept_first, middleware
from common.page_cache.asking import canonical_query, encoding_for
from common.page_cache.store import Answer, Store, store
from products.models import Product
from products.services.amendments import revoke_award
from tests.cast import signed_in
from tests.factories.producers import UserFactory
from tests.factories.products import AwardFactory, ProductFactory

LIST = "/vi/san-pham/"
CAST = ("producer", "helper", "rival_producer", "staff_producer", "director", "editor", "moderator", "fair_officer")


@pytest.fixture
def tea(db) -> Product:
    tea = AwardFactory(product=ProductFactory(name_vi="Chè Shan tuyết Ví Dụ")).product
    Client().get("/vi/san-pham/")  # the very first page makes the site's identity, which is a change
    forget_pages()
    return tea


def kept() -> int:
    return len(store)


def test_the_second_reader_costs_one_small_query(client, tea, django_assert_num_queries):
    first = client.get(tea.get_absolute_url())
    with django_assert_num_queries(1):
        second = Client().get(tea.get_absolute_url())
    assert second.content == first.content and second.headers == first.headers


def test_a_reader_who_has_the_page_hears_so(client, tea):
    tag = client.get(LIST)["ETag"]
    again = client.get(LIST, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == tag and "Content-Type" not in again
    assert client.get(LIST, headers={"If-None-Match": '"another"'}).status_code == 200


def test_a_browser_asks_each_time_and_only_a_proxy_may_keep_it_a_moment(client, tea):
    said = client.get(tea.get_absolute_url())["Cache-Control"].split(", ")
    assert {"max-age=0", "must-revalidate", "s-maxage=1"} <= set(said)


def test_it_is_compressed_once_for_each_encoding(client, tea):
    plain = client.get(LIST)
    by_brotli = client.get(LIST, headers={"Accept-Encoding": "gzip, deflate, br"})
    by_gzip = client.get(LIST, headers={"Accept-Encoding": "gzip"})
    assert brotli.decompress(by_brotli.content) == gzip.decompress(by_gzip.content) == plain.content
    assert len({plain["ETag"], by_brotli["ETag"], by_gzip["ETag"]}) == 3
    assert by_brotli["Vary"] == "HX-Request, Accept-Encoding" and int(by_brotli["Content-Length"]) == len(
        by_brotli.content
    )
    assert client.get(LIST, headers={"Accept-Encoding": "br"}).content == by_brotli.content


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", ""),
        ("br;q=nonsense", ""),
    ],
)
def test_the_encoding_is_one_that_the_reader_takes(accepted, encoding):
    assert encoding_for(accepted) == encoding


def test_each_language_host_and_list_has_its_own(client, tea):
    with translation.override("en"):
        english = reverse("search:browse")
    pages = {client.get(path).content for path in (LIST, f"{LIST}?xep=ten", english, "/vi/tim/?q=che")}
    client.get(LIST, SERVER_NAME="127.0.0.1")
    client.get(LIST, headers={"HX-Request": "true"})
    assert len(pages) == 4 and kept() == 6


def test_tracing_is_no_part_of_the_page(client, tea):
    plain = client.get(f"{LIST}?xep=ten&cap=national")
    traced = client.get(f"{LIST}?utm_source=zalo&cap=national&fbclid=abc&xep=ten")
    assert traced.content == plain.content and b"zalo" not in traced.content and kept() == 1


def test_words_that_are_not_escaped_in_an_address_are_the_same_words(client, tea):
    escaped = client.get("/vi/tim/?q=ch%C3%A8")
    assert 'value="chè"' in escaped.content.decode()
    assert client.get("/vi/tim/?q=chè").content == escaped.content and kept() == 1


def test_made_up_parameters_fill_nothing(client, tea):
    assert client.get(f"{LIST}?made-up=1").status_code == 200
    assert kept() == 0
    assert canonical_query("made-up=1") is None


# Never old


def test_a_publish_a_withdrawal_and_a_change_are_in_the_next_answer(client, tea):
    assert tea.name_vi in client.get(LIST).content.decode()
    Product.objects.filter(pk=tea.pk).update(name_vi="Chè đổi tên Ví Dụ")
    assert "Chè đổi tên" in client.get(tea.get_absolute_url()).content.decode()
    Product.objects.filter(pk=tea.pk).update(live=False)
    assert client.get(tea.get_absolute_url()).status_code != 200
    assert "Chè đổi tên" not in client.get(LIST).content.decode()


def test_an_award_ends_at_midnight(client, tea, monkeypatch):
    before = client.get(tea.get_absolute_url()).content.decode()
    last_day = tea.standings.get().valid_until
    after = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), timezone.get_default_timezone())
    monkeypatch.setattr("django.utils.timezone.now", lambda: after)
    assert client.get(tea.get_absolute_url()).content.decode() != before


def test_a_revocation_is_in_the_next_answer(client, tea):
    client.get(tea.get_absolute_url())
    officer = UserFactory(is_superuser=True)
    before = client.get(tea.get_absolute_url()).content
    revoke_award(award=tea.awards.get(), by=officer, effective_date=timezone.localdate(), reason="Ví dụ")
    assert client.get(tea.get_absolute_url()).content != before


def test_an_answer_made_while_somebody_publishes_is_shown_to_nobody_after(client, tea, monkeypatch):
    """The change comes when the page has been read and before it is kept."""
    ready = middleware.ready

    def publish_meanwhile(response, encoding):
        Product.objects.filter(pk=tea.pk).update(name_vi="Chè mới Ví Dụ")
        return ready(response, encoding)

    with monkeypatch.context() as patched:
        patched.setattr(middleware, "ready", publish_meanwhile)
        assert "Chè mới" not in client.get(tea.get_absolute_url()).content.decode()
    assert "Chè mới" in client.get(tea.get_absolute_url()).content.decode()


# Never anybody's own


@pytest.mark.parametrize("person", CAST)
def test_nobody_of_the_cast_leaves_or_finds_anything(person, request, tea):
    user = request.getfixturevalue(person)
    theirs = signed_in(user)
    for path in (LIST, tea.get_absolute_url(), "/vi/", "/vi/goc-co-so/", "/admin/", "/vi/tim/?q=che"):
        theirs.get(path)
    assert kept() == 0
    anonymous = Client().get(LIST)
    assert kept() == 1
    assert "ETag" not in theirs.get(LIST) and "ETag" in anonymous


@pytest.mark.parametrize("cookie", sorted(settings.PRIVATE_COOKIES))
def test_a_reader_with_a_cookie_of_ours_is_answered_afresh(client, tea, cookie):
    client.get(LIST)
    client.cookies[cookie] = "anything"
    assert "ETag" not in client.get(LIST) and kept() == 1


def test_a_foreign_cookie_is_given_the_page_and_leaves_none(client, tea):
    client.cookies["_ga"] = "of the ministry's own site"
    client.get(LIST)
    assert kept() == 0
    Client().get(LIST)
    assert "ETag" in client.get(LIST)


def test_forms_codes_workspace_admin_and_posts_are_not_kept(client, tea):
    ask = reverse("inquiries:ask_product", args=[tea.slug])
    suggest, sign_in = reverse("places:suggest") + "?q=ha", reverse("workspace:sign_in")
    for path in (ask, suggest, sign_in, "/admin/login/", "/vi/khong-co/"):
        client.get(path)
    client.post(LIST)
    assert kept() == 0


def test_a_preview_is_not_kept(rf, tea):
    preview = rf.get(tea.get_absolute_url())
    preview.is_dummy = True
    page = HttpResponse("a draft")
    assert middleware.PageCacheMiddleware(lambda _request: page)(preview) is page
    assert kept() == 0 and "ETag" not in page


def served(path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
    """What a server gets of the site with kept answers in front of it."""
    started: list = []
    environ = {**RequestFactory()._base_environ(), "REQUEST_METHOD": method, "PATH_INFO": path, **headers}
    # Before and after a request a server closes what is in a transaction, which here is the test's own.
    with patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete"):
        answered = kept_first(WSGIHandler())(environ, lambda status, names: started.extend((status, dict(names))))
        body = b"".join(answered)
        getattr(answered, "close", lambda: None)()
    return started[0], started[1], body


def test_in_front_of_django_it_is_the_same_answer(tea, django_assert_num_queries):
    path = tea.get_absolute_url()
    status, headers, body = served(path, HTTP_ACCEPT_ENCODING="gzip")
    with django_assert_num_queries(1):
        assert served(path, HTTP_ACCEPT_ENCODING="gzip") == (status, headers, body)
    assert status == "200 OK" and "Chè Shan tuyết Ví Dụ" in gzip.decompress(body).decode()
    assert served(path, "HEAD", HTTP_ACCEPT_ENCODING="gzip") == (status, headers, b"")
    status, again, body = served(path, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body, again["ETag"]) == ("304 Not Modified", b"", headers["ETag"])
    assert "Content-Length" not in again and "Content-Security-Policy" in again


def test_in_front_of_django_nothing_is_old_and_nobody_known_is_served(tea, monkeypatch):
    path = tea.get_absolute_url()
    served(path)
    Product.objects.filter(pk=tea.pk).update(name_vi="Chè mới")
    assert "Chè mới" in served(path)[2].decode()
    number = kept()
    assert "ETag" not in served(path, HTTP_COOKIE="sessionid=x")[1]
    assert "ETag" not in served(path, HTTP_AUTHORIZATION="Basic x")[1]
    served(path, "POST")
    assert kept() == number
    monkeypatch.setattr("common.stamp.reading.current", broken_database)
    assert served(path)[0] == "500 Internal Server Error"  # the site's own words for it


def broken_database() -> str:
    raise OperationalError("the database has gone away")


def test_a_password_in_the_request_is_not_kept(client, tea):
    client.get(LIST, headers={"Authorization": "Basic " + signing.dumps("x")})
    assert kept() == 0


def test_every_view_named_public_exists():
    from django.urls import get_resolver

    def names(resolver, namespace=""):
        for each in resolver.url_patterns:
            if hasattr(each, "url_patterns"):
                inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
                yield from names(each, inner)
            elif each.name:
                yield namespace + each.name

    assert set(names(get_resolver())) >= settings.PUBLIC_VIEWS
    with pytest.raises(NoReverseMatch):
        reverse("pages:no-such-view")


# Bounded


def test_it_holds_as_many_bytes_as_it_may_and_lets_the_oldest_go():
    small = Store(100_000)
    for number in range(100):
        small.put(number, Answer(b"x" * 5_000, (), ""))
        small.get(0)
    assert small.bytes <= 100_000 and small.get(0) and small.get(99) and small.get(1) is None


def test_what_would_take_the_whole_room_is_not_kept():
    small = Store(100_000)
    small.put("sitemap", Answer(b"x" * 50_000, (), ""))
    assert len(small) == 0
