"""News in the search box: one entry an article, in the reader's language, gone when it is withdrawn."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import translation
from lxml import html
from wagtail.models import Page as WagtailPage
from wagtail.rich_text import RichText

from pages.models import ArticlePage
from search.newest import newest_found
from search.state import ListState
from tests.markup import Page
from tests.pages.editorial import publish
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TITLE = "Lớp chụp ảnh sản phẩm cho cơ sở miến"


@pytest.fixture
def article(indexed) -> ArticlePage:
    body = [("paragraph", RichText("<p>Mang theo <b>điện thoại</b> và vài gói hàng.</p>"))]
    made = publish(ArticlePage, title=TITLE, lead="Học trong một buổi.", body=body)
    indexed()
    return made


def entries(client, query: str, language: str = "vi") -> list[html.HtmlElement]:
    """The links of what is found."""
    page = Page(client.get(address_of(query, language)).content.decode())
    return page.tree.xpath("//*[contains(@class, 'plate__name')]/a")


def address_of(query: str, language: str = "vi") -> str:
    with translation.override(language):
        return f"{reverse('search:results')}?q={quote(query)}"


def titles(client, query: str, language: str = "vi") -> list[str]:
    return [" ".join(link.text_content().split()) for link in entries(client, query, language)]


def translate(article: ArticlePage, **words: str) -> ArticlePage:
    return publish(ArticlePage, "en", translation_key=article.translation_key, **words)


@pytest.mark.parametrize("query", ["chụp ảnh sản phẩm", "lop chup anh", "dien thoai goi hang", "học trong một buổi"])
def test_an_article_is_found_by_its_title_its_lead_and_its_text(client, article, query):
    assert titles(client, query) == [TITLE]


def test_it_leads_to_the_article_and_says_when_it_was_published(client, article):
    [link] = entries(client, "lop chup anh")
    assert client.get(link.get("href")).status_code == 200
    assert article.date.strftime("%Y") in link.getparent().getparent().text_content()


def test_a_translated_article_is_one_entry_and_stands_in_the_readers_language(client, article, indexed):
    translate(article, title="A photo class for noodle makers")
    indexed()
    assert titles(client, "photo class", "en") == ["A photo class for noodle makers"]
    assert titles(client, "photo class") == [TITLE]
    assert titles(client, "chụp ảnh", "en") == ["A photo class for noodle makers"]


def test_an_article_in_english_alone_is_found_and_leads_to_english(client, indexed):
    alone = publish(ArticlePage, "en", title="Buyers from abroad at the spring fair")
    indexed()
    [link] = entries(client, "buyers from abroad")
    assert link.get("href") == alone.get_absolute_url() and link.get("href").startswith("/en/")
    assert link.get("lang") == "en"


def test_a_withdrawn_article_is_gone_at_once_and_its_translation_takes_its_place(client, article, indexed):
    translate(article, title="A photo class for noodle makers")
    indexed()
    article.unpublish()
    assert titles(client, "lop chup anh") == []
    indexed()
    assert titles(client, "photo class") == ["A photo class for noodle makers"]


def test_a_draft_and_an_article_behind_a_password_are_not_found(client, article, indexed):
    parent = WagtailPage.objects.get(pk=article.get_parent().pk)
    parent.add_child(instance=ArticlePage(title="Nháp chưa đăng", live=False, locale=parent.locale))
    article.view_restrictions.create(restriction_type="password", password="-")
    indexed()
    assert titles(client, "nhap chua dang") == titles(client, "lop chup anh") == []


def test_it_completes_what_is_typed_and_has_a_tab_and_a_feed(client, article):
    groups = client.get(reverse("search:suggest"), {"q": "lop chup"}).json()["groups"]
    assert [item["url"] for group in groups for item in group["items"]] == [article.get_absolute_url()]
    [(kind, record)] = newest_found(ListState(query="chụp ảnh"), limit=5)
    assert (kind.name, record.pk) == ("news", article.pk)


def test_more_articles_cost_no_more_queries(client, article, indexed):
    few = queries_of(address_of("lop chup anh"))
    for number in range(5):
        publish(ArticlePage, title=f"{TITLE} {number}")
    indexed()
    assert len(titles(client, "lop chup anh")) == 6
    assert queries_of(address_of("lớp chụp ảnh")) <= few
