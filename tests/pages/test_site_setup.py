"""A new installation: both front doors, the rules that the law asks for, and nothing twice."""

import datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site

from common.kept import forget_kept
from pages.context_processors import site_links
from pages.models import ArticlePage, GuidePage, HomePage, RulesPage, StoryPage
from pages.services import ensure_articles, ensure_page_trees

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_remembered():
    forget_kept()
    yield
    forget_kept()


def articles() -> list[StoryPage]:
    """What comes with the software."""
    return [page for kind in (ArticlePage, GuidePage, RulesPage) for page in kind.objects.select_related("locale")]


def test_both_languages_have_a_front_door():
    trees = ensure_page_trees()
    assert {code: home.url for code, home in trees.homes.items()} == {"vi": "/vi/", "en": "/en/"}
    assert Site.objects.get(is_default_site=True).root_page.specific == trees.homes["vi"]
    assert trees.homes["vi"].get_translation(trees.homes["en"].locale).specific == trees.homes["en"]
    assert trees.news["vi"].url == "/vi/tin-tuc/" and trees.news["en"].url == "/en/news/"


def test_the_page_of_the_framework_is_gone():
    ensure_page_trees()
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage, HomePage]


def test_every_front_door_and_article_opens(client: Client):
    ensure_articles()
    for page in [*HomePage.objects.all(), *articles()]:
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        assert getattr(page, "statement", page.title).partition("/")[0] in response.content.decode()
        assert not response.cookies


def test_twice_changes_nothing_and_keeps_what_staff_wrote():
    ensure_articles()
    rules = RulesPage.objects.get(slug="quy-che-hoat-dong")
    rules.title, rules.slug = "Quy chế của Trung tâm", "quy-che"
    rules.save_revision().publish()
    before = list(Page.objects.order_by("path").values_list("path", "slug", "title", "latest_revision"))
    assert ensure_articles() == 0
    ensure_page_trees()
    assert list(Page.objects.order_by("path").values_list("path", "slug", "title", "latest_revision")) == before


def test_every_article_stands_in_each_language():
    ensure_articles()
    keys = {code: set() for code, _name in settings.LANGUAGES}
    for article in articles():
        keys[article.locale.language_code].add(article.translation_key)
    assert keys["vi"] == keys["en"] != set()


def test_first_rules_say_that_the_centre_has_yet_to_issue_them(client: Client):
    ensure_articles()
    for address in ("/vi/quy-che-hoat-dong/", "/en/operating-rules/"):
        assert "note--warn" in client.get(address).content.decode()
    assert "chưa ban hành" in client.get("/vi/quy-che-hoat-dong/").content.decode()


def test_rules_that_the_centre_issued_say_since_when(client: Client):
    ensure_articles()
    rules = RulesPage.objects.get(slug="quy-che-hoat-dong")
    rules.effective_date = datetime.date(2026, 7, 1)
    rules.save_revision().publish()
    shown = client.get("/vi/quy-che-hoat-dong/").content.decode()
    assert "Áp dụng từ ngày 1/7/2026" in shown and "chưa ban hành" not in shown


@pytest.mark.parametrize(
    ("home", "rule", "guide"),
    [
        ("/vi/", "/vi/quyen-rieng-tu/", "/vi/huong-dan/huong-dan-cap-nhat-ho-so/"),
        ("/en/", "/en/privacy/", "/en/guides/guide-for-producers-profile/"),
    ],
)
def test_footer_leads_to_rules_and_guides_in_the_readers_language(client: Client, home: str, rule: str, guide: str):
    ensure_articles()
    page = client.get(home).content.decode()
    assert f'href="{rule}"' in page
    assert f'href="{guide}"' in page


def test_a_renamed_rule_is_in_the_footer_at_once(client: Client):
    ensure_articles()
    client.get("/vi/")
    rule = RulesPage.objects.get(slug="khieu-nai")
    rule.title = "Gửi khiếu nại"
    rule.save_revision().publish()
    assert "Gửi khiếu nại" in client.get("/vi/").content.decode()


def test_links_cost_no_query_once_known(client: Client, rf, django_assert_num_queries):
    ensure_articles()
    dict(site_links(rf.get("/vi/"))["site_links"])
    with django_assert_num_queries(1):  # whether anything public has changed
        assert dict(site_links(rf.get("/vi/"))["site_links"])["rules"]


def test_the_command_makes_the_whole_site_and_may_be_repeated(capsys):
    call_command("setup_site")
    call_command("setup_site")
    assert "0 articles, 0 groups and 0 categories added" in capsys.readouterr().out
