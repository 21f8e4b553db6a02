"""Sitemaps, feeds, robots.txt, security.txt, the manifest, and 410 for what was withdrawn."""

import datetime
import json
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from lxml import etree
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from common import sitemaps
from common.models import SiteIdentity
from pages.found.sitemaps import SECTIONS
from pages.models import ArticlePage
from pages.services import ensure_articles
from producers.models import CraftVillage
from products.models import Product
from products.services.amendments import revoke_award
from products.services.catalogue import archive_product
from tests.factories.fairs import FairEditionFactory
from tests.factories.producers import CraftVillageFactory, ProducerFactory, UserFactory
from tests.factories.products import AwardFactory, ProductFactory

from .found import article_of

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}"


def answered(address: str) -> tuple[Any, bytes]:
    response = Client().get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response, content


def map_of(section: str, number: int = 1) -> dict[str, tuple[str, dict[str, str]]]:
    """Address → (lastmod, addresses by language) of one file of the sitemap."""
    _response, content = answered(reverse("sitemap_file", args=[section, number]))
    found = {}
    for url in etree.fromstring(content):
        others = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        found[url.findtext(f"{MAP}loc")] = (url.findtext(f"{MAP}lastmod") or "", others)
    return found


def in_languages(record: Any) -> set[str]:
    addresses = set()
    for code in ("vi", "en"):
        with translation.override(code):
            addresses.add(settings.BASE_URL + record.get_absolute_url())
    return addresses


# Sitemaps


def test_the_index_names_files_that_all_open():
    ensure_articles()
    AwardFactory()
    FairEditionFactory()
    response, content = answered("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    addresses = [each.findtext(f"{MAP}loc") for each in etree.fromstring(content)]
    assert {address.rsplit("-", 1)[0].split("sitemap-")[1] for address in addresses} >= {
        "trang",
        "muc",
        "quyet-dinh",
        "binh-chon",
        "san-pham",
        "co-so",
        "hoi-cho",
    }
    for address in addresses:
        opened, _content = answered(address.removeprefix(settings.BASE_URL))
        assert opened.status_code == 200


def test_the_index_reads_every_record_once_until_something_public_changes(django_assert_num_queries):
    fair = FairEditionFactory()
    answered("/sitemap.xml")  # the very first answer opens the search index, which is a change
    _response, first = answered("/sitemap.xml")
    with django_assert_num_queries(1):
        assert answered("/sitemap.xml")[1] == first
    type(fair).objects.filter(pk=fair.pk).update(live=False)
    assert answered("/sitemap.xml")[1] != first


def test_every_address_of_the_sitemap_is_a_page_that_may_be_listed_under_it():
    ensure_articles()
    AwardFactory(product=ProductFactory(producer=ProducerFactory(craft_village=CraftVillageFactory())))
    FairEditionFactory()
    for section in set(SECTIONS) - {"tieu-bieu"}:  # counted by the search index, which has tests of its own
        for address, (_changed, others) in map_of(section).items():
            response, content = answered(address.removeprefix(settings.BASE_URL))
            assert response.status_code == 200, address
            source = content.decode()
            assert f'<link rel="canonical" href="{address}">' in source
            assert "noindex" not in source
            assert set(others) == {"vi", "en", "x-default"}


def test_what_the_public_may_not_see_or_what_is_invented_is_not_in_the_sitemap():
    shown = ProductFactory()
    ProductFactory(draft=True)
    ProductFactory(archived=True)
    ProductFactory(example=True)
    ProductFactory(merged_into=shown)
    assert set(map_of("san-pham")) == in_languages(shown)


def test_a_file_is_never_longer_than_the_protocol_allows(monkeypatch):
    monkeypatch.setattr(sitemaps, "ADDRESSES_A_FILE", 6)
    products = [ProductFactory() for _number in range(7)]
    files = [map_of("san-pham", number) for number in (1, 2, 3)]
    assert [len(file) for file in files] == [6, 6, 2]
    assert set().union(*files) == set().union(*(in_languages(product) for product in products))
    assert Client().get(reverse("sitemap_file", args=["san-pham", 4])).status_code == 404
    assert Client().get(reverse("sitemap_file", args=["khong-co", 1])).status_code == 404
    names = [each.findtext(f"{MAP}loc") for each in etree.fromstring(answered("/sitemap.xml")[1])]
    assert len([name for name in names if "san-pham" in name]) == 3


def test_a_file_takes_few_queries_however_long_it_is(django_assert_max_num_queries):
    for _number in range(4):
        AwardFactory()
    with django_assert_max_num_queries(7):
        map_of("san-pham")


def test_a_product_changed_when_its_award_did():
    award = AwardFactory()
    address = settings.BASE_URL + award.product.get_absolute_url()
    long_ago = timezone.now() - datetime.timedelta(days=900)
    Product.objects.filter(pk=award.product.pk).update(last_published_at=long_ago)
    issued = datetime.datetime.fromisoformat(map_of("san-pham")[address][0])
    assert abs(issued - award.created_at) < datetime.timedelta(seconds=2)
    event = revoke_award(award=award, effective_date=timezone.localdate(), reason="Khai sai", by=UserFactory())
    revoked = datetime.datetime.fromisoformat(map_of("san-pham")[address][0])
    assert revoked >= issued and event


# Feeds


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("kind", ["results", "fairs", "news"])
def test_a_feed_is_atom_with_ids_that_stay_and_true_times(kind, language):
    ensure_articles()
    AwardFactory()
    FairEditionFactory(first_published_at=timezone.now(), last_published_at=timezone.now())
    with translation.override(language):
        address = reverse(f"pages:feed_{kind}")
    response, content = answered(address)
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert "public" in response.headers["Cache-Control"]
    assert not response.cookies
    feed = etree.fromstring(content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert feed.findtext(f"{ATOM}id").startswith("tag:127.0.0.1,2026-01-01:")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == [settings.BASE_URL + address]
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids) and all(each.startswith("tag:127.0.0.1,2026-01-01:") for each in ids)
    times = [datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert datetime.datetime.fromisoformat(feed.findtext(f"{ATOM}updated")) == max(times)
    for entry in entries:
        link = entry.find(f"{ATOM}link").get("href")
        assert link.startswith(f"{settings.BASE_URL}/{language}/")
        assert Client().get(link.removeprefix(settings.BASE_URL)).status_code == 200
    assert answered(address)[1] == content


def test_what_an_office_program_left_in_one_lead_takes_no_feed_away():
    ensure_articles()
    ArticlePage.objects.filter(locale__language_code="vi").update(title="Nộp\x0bhồ sơ", lead="Hạn\x02chót")
    feed = etree.fromstring(answered(reverse("pages:feed_news"))[1])
    entry = feed.find(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) == ("Nộp hồ sơ", "Hạn chót")


def test_a_feed_without_entries_has_a_time_that_stays():
    content = answered(reverse("pages:feed_results"))[1]
    assert etree.fromstring(content).findtext(f"{ATOM}updated").startswith("2026-01-01")


def test_pages_name_their_feeds():
    source = answered(reverse("products:decisions"))[1].decode()
    assert source.count('type="application/atom+xml"') == 3


# Texts


def test_robots_may_read_the_catalogue_and_nothing_private():
    lines = answered("/robots.txt")[1].decode().splitlines()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines
    closed = {line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")}
    assert {"/admin/", reverse("workspace:home"), f"{reverse('search:browse')}?*&"} <= closed
    asking = reverse("inquiries:ask_product", args=["che"])
    assert any(asking.startswith(path) for path in closed)
    for name in ("search:browse", "pages:producers", "fairs:calendar", "home"):
        assert not any(reverse(name).startswith(path) for path in closed)


def test_whoever_finds_a_hole_is_told_whom_to_write(rf):
    assert Client().get("/.well-known/security.txt").status_code == 404
    identity = SiteIdentity.for_request(rf.get("/"))
    identity.email = "an-toan@example.org"
    identity.save()
    response, content = answered("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in content.decode().splitlines())
    assert fields["Contact"] == "mailto:an-toan@example.org"
    assert fields["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "vi, en"
    left = datetime.datetime.fromisoformat(fields["Expires"]) - timezone.now()
    assert datetime.timedelta(days=30) < left < datetime.timedelta(days=365)


def test_the_icons_are_there_and_as_large_as_the_manifest_says(settings):
    manifest = json.loads(answered("/manifest.webmanifest")[1])
    assert manifest["start_url"] == "/" and manifest["lang"] == "vi"
    files = FileSystemStorage(settings.SITE_DIR / "common/static", base_url=settings.STATIC_URL)
    for icon in manifest["icons"]:
        with files.open(icon["src"].removeprefix(settings.STATIC_URL)) as file:
            drawn = Image.open(BytesIO(file.read()))
        assert icon["sizes"] == f"{drawn.width}x{drawn.height}"
    assert Client().get("/favicon.ico").status_code == 302


# What was withdrawn


def test_a_withdrawn_product_is_gone_but_its_award_is_still_named():
    award = AwardFactory()
    archive_product(product=award.product, reason="Cơ sở xin rút", by=UserFactory())
    response, content = answered(award.product.get_absolute_url())
    source = content.decode()
    assert response.status_code == 410
    assert 'content="noindex"' in source and 'rel="canonical"' not in source
    assert f'href="{award.get_absolute_url()}"' in source
    assert Client().get(award.get_absolute_url()).status_code == 200
    assert not response.cookies
    assert Client().get(reverse("inquiries:ask_product", args=[award.product.slug])).status_code == 410


def test_what_was_never_published_is_not_found():
    assert Client().get(ProductFactory(draft=True).get_absolute_url()).status_code == 404
    assert Client().get(reverse("pages:product", args=["khong-co"])).status_code == 404


@pytest.mark.parametrize("factory", [ProducerFactory, FairEditionFactory])
def test_a_record_taken_off_the_site_is_gone(factory):
    record = factory(live=False, first_published_at=timezone.now())
    assert Client().get(record.get_absolute_url()).status_code == 410


def test_a_village_put_away_is_gone_and_an_unknown_one_is_not_found():
    village = CraftVillageFactory()
    CraftVillage.objects.filter(pk=village.pk).update(archived_at=timezone.now())
    assert Client().get(village.get_absolute_url()).status_code == 410
    assert Client().get(reverse("pages:village", args=["khong-co"])).status_code == 404


def test_a_withdrawn_article_is_gone_unless_an_editor_left_a_redirect():
    ensure_articles()
    article = article_of("vi")
    address = article.url
    article.unpublish()
    assert Client().get(address).status_code == 410
    Redirect.add_redirect(old_path=address, redirect_to=reverse("search:browse"), is_permanent=True)
    response = Client().get(address)
    assert response.status_code == 301 and response.url == reverse("search:browse")


def test_a_merged_record_leads_on():
    kept = ProductFactory()
    merged = ProductFactory(merged_into=kept)
    response = Client().get(merged.get_absolute_url())
    assert response.status_code == 301 and response.url == kept.get_absolute_url()
