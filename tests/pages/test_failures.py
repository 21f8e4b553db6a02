"""When something fails: what the visitor reads, what leads on, and that nothing typed is lost."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common import failures
from common.text import fold
from inquiries.models import Inquiry
from pages.failures import words_of_address
from pages.models import ArticlePage
from pages.services import ensure_articles
from search import lifecycle, outbox, services
from tests.factories.products import ProductFactory
from tests.markup import Page

pytestmark = pytest.mark.django_db
OURS = {"HTTP_SEC_FETCH_SITE": "same-origin"}
STATIC = Path(failures.__file__).parent / "static/site/failures"


@pytest.fixture
def product():
    product = ProductFactory(name_vi="Miến dong sợi vàng Bình Lư")
    lifecycle.ensure_index()
    outbox.drain()
    return product


def lost(address: str, **headers: str) -> Page:
    response = Client().get(address, **headers)
    assert response.status_code == 404
    return Page(response.content.decode())


class TestLostAddress:
    def test_its_words_lead_to_what_was_meant(self, product):
        page = lost("/vi/san-pham/mien-dong-binh-lu-soi-vang-cu/")
        assert product.get_absolute_url() in page.links
        assert "Miến dong sợi vàng Bình Lư" in page.words

    def test_they_stand_in_the_search_box(self, product):
        assert 'value="mien dong binh lu"' in Client().get("/vi/co-so/mien-dong-binh-lu/").content.decode()

    def test_the_page_is_in_the_language_of_the_address(self, product):
        page = lost("/en/products/mien-dong-binh-lu/")
        with translation.override("en"):
            assert product.get_absolute_url() in page.links
        assert page.all("html", lang="en")

    def test_an_article_is_suggested_by_its_address(self):
        ensure_articles()
        written = ArticlePage.objects.live().filter(locale__language_code="vi").first()
        word = max(written.slug.split("-"), key=len)
        assert written.url in lost(f"/vi/khong-co/{word}/").links

    @pytest.mark.parametrize(
        "address", ["/vi/khong-co/", "/vi/san-pham/12345/", "/vi/wp-login.php", "/vi/%F0%9F%98%80/"]
    )
    def test_where_nothing_is_like_it_there_are_still_ways_on(self, address):
        page = lost(address)
        assert reverse("search:browse") in page.links
        assert page.all("input", id="q-lost")

    def test_a_search_that_fails_does_not_make_it_worse(self, product, monkeypatch):
        def fail(*_args, **_kwargs):
            raise OSError("the index does not answer")

        monkeypatch.setattr(services, "search", fail)
        assert reverse("search:browse") in lost("/vi/san-pham/mien-dong-binh-lu/").links

    def test_no_cache_keeps_it(self):
        assert "no-cache" in Client().get("/vi/khong-co/")["Cache-Control"]

    def test_it_is_not_offered_to_search_engines(self):
        assert 'content="noindex' in Client().get("/vi/khong-co/").content.decode()

    @given(st.text(max_size=300))
    def test_any_address_has_words_or_none(self, path):
        words = words_of_address("/vi/" + path)
        assert len(words.split()) <= 8
        assert "/" not in words

    @pytest.mark.parametrize(
        ("path", "words"),
        [
            ("/vi/san-pham/nuoc-mam-nhi-40-do/", "nuoc mam nhi 40 do"),
            ("/vi/tin-tuc/h%E1%BB%99i-ch%E1%BB%A3.html", "hội chợ"),
            ("/vi/san-pham/2024/", ""),
            ("/vi/", ""),
            ("/vi/.env", ""),
            ("/wp-includes/style.css", ""),
            ("/vi/hoi/theo-doi/MQ:1xV15F:3SUfbUns1h3YXXeJy/", ""),
        ],
    )
    def test_words_of_an_address(self, path, words):
        assert words_of_address(path) == words
        assert fold(words) == fold(words_of_address(path))


class TestFormsKeepWhatWasTyped:
    def ask(self, product, client: Client | None = None, **headers: str):
        typed = {"name": "Lan", "contact": "0912345678", "message": "Còn hàng không?\nTôi cần 200 gói.", "website": ""}
        visitor = client or Client(enforce_csrf_checks=True)
        return visitor.post(reverse("inquiries:ask_product", args=[product.slug]), typed, **headers)

    def test_a_form_whose_cookie_is_gone_can_be_sent_again(self, product):
        visitor = Client(enforce_csrf_checks=True)
        response = self.ask(product, visitor, **OURS)
        page = Page(response.content.decode())
        assert response.status_code == 403
        assert "Còn hàng không?" in page.words
        fields = {field["name"]: unescape(field["value"]) for field in page.all("input", type="hidden")}
        assert fields["name"] == "Lan"
        again = visitor.post(reverse("inquiries:ask_product", args=[product.slug]), fields, **OURS)
        assert again.status_code != 403
        assert Inquiry.objects.count() == 0  # the consents were not ticked: the form came back and says so
        assert "Còn hàng không?" in again.content.decode()

    def test_words_that_another_site_sends_are_not_shown_as_ours(self, product):
        for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://example.org"}, {}):
            content = self.ask(product, **headers).content.decode()
            assert "Còn hàng không?" not in content
            assert "Chưa có gì được gửi" in content

    def test_a_password_is_never_sent_again(self):
        typed = {"username": "lan", "password": "rat-bi-mat-9"}
        response = Client(enforce_csrf_checks=True).post(reverse("workspace:sign_in"), typed, **OURS)
        assert response.status_code == 403
        assert "rat-bi-mat-9" not in response.content.decode()
        assert 'value="lan"' in response.content.decode()

    def test_what_was_typed_before_the_session_ended_waits_for_the_sign_in(self, product):
        address = reverse("workspace:product", args=[product.slug])
        response = Client().post(address, {"summary_vi": "Sợi dai, nấu lâu không nát."}, **OURS)
        page = Page(response.content.decode())
        assert response.status_code == 403
        assert "Sợi dai, nấu lâu không nát." in page.words
        assert any(reverse("workspace:sign_in") in link for link in page.links)

    def test_too_many_tries_keep_the_name_typed(self):
        for _try in range(12):
            response = Client().post(reverse("workspace:sign_in"), {"username": "lan", "password": "sai"})
        assert response.status_code == 429
        assert 'value="lan"' in response.content.decode()

    def test_a_refused_code_stays_in_its_box(self):
        content = Client().get(reverse("products:verify_form"), {"ma": "khong-phai-ma"}).content.decode()
        assert 'value="khong-phai-ma"' in content

    def test_what_is_too_large_is_told_so(self, settings, product):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
        response = Client(raise_request_exception=False).post(
            reverse("inquiries:ask_product", args=[product.slug]), {"message": "a" * 3000}
        )
        assert response.status_code == 413
        assert "phần đã gõ vẫn còn" in response.content.decode()
        assert failures.bad_request(RequestFactory().get("/"), RequestDataTooBig()).status_code == 413


class TestFiles:
    @pytest.mark.parametrize("name", sorted(path.stem for path in STATIC.glob("*.html")))
    def test_each_stands_alone_in_both_languages(self, name):
        source = (STATIC / f"{name}.html").read_text()
        page = Page(source)
        assert page.all("html", lang="vi")
        assert page.all("section", lang="en")
        assert not re.search(r"[{}]|style=|<script|https?:", source)
        assert [link["href"] for link in page.all("link")] == ["/static/site/failures/failures.css"]

    def test_the_proxy_shows_those_that_there_are(self):
        rules = (Path(__file__).parents[2] / "ops/nginx.conf").read_text()
        shown = re.findall(r"error_page [\d ]+ /static/site/failures/([\w-]+)\.html", rules)
        assert {"500", "maintenance", "too-large"} <= set(shown)
        assert all((STATIC / f"{name}.html").exists() for name in shown)

    def test_a_server_error_needs_neither_template_nor_database(self, django_db_blocker):
        with django_db_blocker.block():
            response = failures.server_error(RequestFactory().get("/vi/"))
        assert response.status_code == 500
        assert "Máy chủ đang có lỗi" in response.content.decode()
        assert "no-store" in response["Cache-Control"]


class TestServiceWorker:
    def test_it_is_asked_for_anew_and_named_by_what_it_keeps(self):
        response = Client().get("/worker.js")
        assert response["Content-Type"].startswith("text/javascript")
        assert response["Cache-Control"] == "no-cache"
        assert re.search(rb'"offline-[0-9a-f]{12}"', response.content)
        assert "worker-src 'self'" in Client().get(reverse("home"))["Content-Security-Policy"]

    def test_it_can_be_taken_back(self, settings):
        settings.OFFLINE_PAGE = False
        assert b"unregister" in Client().get("/worker.js").content
