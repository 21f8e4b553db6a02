"""A draft is shown as its public page, in the language asked for."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from common.moderation import previews
from common.moderation.previews import show_preview_with
from products.models import Product
from tests.factories.products import ProductFactory


@pytest.fixture
def page(monkeypatch, settings, tmp_path):
    """A page of products in a folder of its own, told to the previews."""
    (tmp_path / "xem_thu.html").write_text(
        "{% load i18n %}{% get_current_language as code %}{{ code }}|{{ product.name }}|{{ request.is_dummy }}"
    )
    monkeypatch.setattr(previews, "_previews", {})
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]} for engine in settings.TEMPLATES]
    show_preview_with(Product, template="xem_thu.html", context=lambda request, record: {"product": record})


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("vi", "vi|Miến nháp|"), ("en", "en|Noodles|")])
def test_a_draft_is_rendered_in_each_language(page, language, words):
    product = ProductFactory(name_vi="Miến dong", name_en="Glass noodles")
    draft = product.get_latest_revision_as_object()
    draft.name_vi, draft.name_en = "Miến nháp", "Noodles"
    assert [code for code, _name in draft.preview_modes] == ["vi", "en"]
    with translation.override("vi"):
        answer = draft.serve_preview(RequestFactory().get("/"), language)
        assert translation.get_language() == "vi"
    # Rendered already: rendered any later, it would come out in the language of the admin.
    assert answer.is_rendered and answer.content.decode().startswith(words)


@pytest.mark.django_db
def test_an_editor_sees_the_draft_through_the_whole_site(page, editor):
    product = ProductFactory(name_vi="Miến dong", name_en="Glass noodles")
    original = RequestFactory().get("/admin/", HTTP_HOST="localhost")
    answer = product.make_preview_request(original, "en")
    assert answer.content.decode() == "en|Glass noodles|True"
    assert "private" in answer["Cache-Control"]


def test_a_kind_without_a_page_offers_no_preview(monkeypatch):
    monkeypatch.setattr(previews, "_previews", {})
    assert Product(name_vi="Miến").preview_modes == []
    with pytest.raises(ImproperlyConfigured, match="show_preview_with"):
        Product(name_vi="Miến").serve_preview(HttpRequest(), "vi")
