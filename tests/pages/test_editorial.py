"""Editorial pages: every type and every block serves and previews, in both languages."""

import pytest
from django.conf import settings
from django.test import Client

from pages.blocks import Body
from pages.models import ArticlePage, CampaignPage, EditorialPage, GuidePage, HomePage, RulesPage
from pages.services import ensure_articles, ensure_page_trees
from tests.markup import Page
from tests.pages.editorial import every_block, publish

pytestmark = pytest.mark.django_db
KINDS = [ArticlePage, GuidePage, RulesPage, CampaignPage]


def read(address: str) -> Page:
    response = Client().get(address)
    assert response.status_code == 200, address
    return Page(response.content.decode())


def all_types() -> list[type[EditorialPage]]:
    found, left = [], [EditorialPage]
    while left:
        kind = left.pop()
        left.extend(kind.__subclasses__())
        if not kind._meta.abstract:
            found.append(kind)
    return found


def test_every_type_serves_and_previews_in_both_languages(client):
    ensure_articles()
    for language, _name in settings.LANGUAGES:
        publish(CampaignPage, language)
    for kind in all_types():
        for language, _name in settings.LANGUAGES:
            page = kind.objects.filter(locale__language_code=language).first()
            assert page is not None, f"no {kind.__name__} in {language}"
            for response in (client.get(page.url), page.make_preview_request()):
                shown = Page(response.content.decode())
                assert response.status_code == 200
                assert shown.all("html", lang=language), kind
                assert len(shown.all("h1")) == 1
                assert not response.cookies


@pytest.mark.parametrize("kind", [*KINDS, HomePage])
def test_every_block_shows_on_every_type(kind):
    if kind is HomePage:
        page = HomePage.objects.get(pk=ensure_page_trees().homes["vi"].pk)
        page.body = every_block()
        page.save_revision().publish()
    else:
        page = publish(kind, body=every_block())
    shown = read(page.url)
    told = (
        "Lau ống kính.",
        "Ba góc",
        "Ảnh thật vẫn hơn.",
        "Số gian theo khu",
        "Mẫu đơn",
        "Một ngày ở xưởng",
        "Miến dong chọn tay",
        "Hội chợ Ví Dụ",
        "Ba đời làm miến.",
        "Làng miến Ví Dụ",
        "Đếm trong sổ công nhận ngày",
    )
    assert [words for words in told if words not in shown.words] == []
    assert len(shown.all("h1")) == 1
    ids = [found["id"] for _name, found in shown.elements if "id" in found]
    assert len(ids) == len(set(ids))


def test_no_block_is_left_out_of_the_walk():
    assert [name for name, _value in every_block()] == list(Body().child_blocks)
