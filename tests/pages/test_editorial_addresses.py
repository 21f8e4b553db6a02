"""A page's address: redirects after a change or a move, translations, and previews that nothing keeps."""

import pytest
from django.conf import settings
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale
from wagtail.models import Page as WagtailPage

from pages.models import ArticlePage, CampaignPage, GuideIndexPage, GuidePage, HomePage, NewsIndexPage, RulesPage
from pages.services import ensure_articles, ensure_page_trees
from tests.cast import signed_in
from tests.markup import Page
from tests.pages.editorial import every_block, publish

pytestmark = pytest.mark.django_db
KINDS = [HomePage, NewsIndexPage, ArticlePage, GuideIndexPage, GuidePage, RulesPage, CampaignPage]
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def rename(page, slug: str):
    """Publish the page under another address; redirects are made once that is committed."""
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()
    return page.specific_class.objects.get(pk=page.pk)


def leads_to(address: str) -> str:
    response = Client().get(address)
    assert response.status_code in {301, 302}, (address, response.status_code)
    return response.headers["Location"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_address_leads_on(language):
    page = publish(ArticlePage, language, slug="cu")
    before = page.url
    after = rename(page, "moi")
    assert before != after.url and leads_to(before) == after.url
    assert Client().get(after.url).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_below_a_renamed_section_lead_on(language):
    article = publish(ArticlePage, language, slug="bai")
    section = NewsIndexPage.objects.get(locale__language_code=language)
    before = [section.url, article.url]
    rename(section, "thong-bao")
    article.refresh_from_db()
    assert article.url == f"/{language}/thong-bao/bai/"
    assert [leads_to(address) for address in before] == [f"/{language}/thong-bao/", article.url]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moved_page_leads_on(language):
    page = publish(ArticlePage, language, slug="bai")
    before = page.url
    home = ensure_page_trees().homes[language]
    other = home.add_child(instance=NewsIndexPage(title="Lưu trữ", slug="luu-tru", locale=home.locale))
    page.move(WagtailPage.objects.get(pk=other.pk), pos="last-child")
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.url == f"/{language}/luu-tru/bai/" and leads_to(before) == page.url


def test_the_other_language_stays_where_it_is():
    ensure_articles()
    vietnamese = RulesPage.objects.get(slug="quyen-rieng-tu")
    rename(vietnamese, "bao-ve-du-lieu")
    assert Client().get("/en/privacy/").status_code == 200
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {"/vi/quyen-rieng-tu"}
    english = Page(Client().get("/en/privacy/").content.decode())
    assert "/vi/bao-ve-du-lieu/" in {found["href"] for found in english.all("a", hreflang="vi")}


def test_an_editor_may_translate_a_page(editor):
    article = publish(ArticlePage, slug="bai")
    english = Locale.objects.get(language_code="en")
    address = reverse("simple_translation:submit_page_translation", args=[article.pk])
    response = signed_in(editor).post(address, {"locales": [english.pk], "include_subtree": False})
    assert response.status_code == 302
    translated = ArticlePage.objects.get(translation_key=article.translation_key, locale=english)
    assert translated.get_parent().specific == NewsIndexPage.objects.get(locale=english)
    assert not translated.live
    translated.save_revision().publish()
    assert Client().get(translated.url).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "kind", [HomePage, NewsIndexPage, ArticlePage, GuideIndexPage, GuidePage, RulesPage, CampaignPage]
)
def test_a_preview_is_in_its_own_language_and_kept_by_nobody(kind, language, editor):
    ensure_articles()
    if kind is CampaignPage:
        publish(kind, language)
    page = kind.objects.filter(locale__language_code=language).first()
    draft = page.get_latest_revision_as_object()
    draft.lead = "Chỉ có trong bản nháp."
    draft.save_revision()
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    for _again in range(2):
        response = signed_in(editor).get(address)
        shown = Page(response.content.decode())
        assert "Chỉ có trong bản nháp." in shown.words
        assert shown.all("html", lang=language)
        assert "private" in response.headers["Cache-Control"]
    assert "Chỉ có trong bản nháp." not in Page(Client().get(page.url).content.decode()).words


def test_previews_are_as_wide_as_a_telephone_and_as_a_desk(editor):
    page = publish(RulesPage)
    assert [size["device_width"] for size in page.preview_sizes] == [360, 1280]
    shown = Page(signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    widths = {found.get("data-device-width") for _name, found in shown.elements if "data-device-width" in found}
    assert widths == {"360", "1280"}


def test_every_block_previews_in_the_editors_list(editor):
    every_block()
    for name, each in ArticlePage.body.field.stream_block.child_blocks.items():
        assert each.is_previewable, name
        response = signed_in(editor).get(reverse("wagtailadmin_block_preview"), {"id": each.definition_prefix})
        assert response.status_code == 200, name
        assert len(Page(response.content.decode()).words) > 10, name


def test_descriptions_say_how_long_they_may_be(editor):
    page = publish(RulesPage)
    shown = Page(signed_in(editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode())
    assert "Máy tìm kiếm hiện khoảng 160 ký tự." in shown.words
    assert {found["data-count-fits"] for _name, found in shown.elements if "data-count-fits" in found} == {"60", "160"}


def test_who_may_not_write_pages_is_kept_out(producer, moderator, fair_officer, buyer):
    page = publish(RulesPage)
    editing = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for person in (producer, moderator, fair_officer):
        assert signed_in(person).get(editing).status_code in {302, 403}
    assert buyer.get(editing).status_code == 302
