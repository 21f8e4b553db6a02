"""The articles that come with the software: rules a platform must show, guides, and what the programme is."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.rich_text import RichText

from pages.models import ArticlePage

from .trees import PageTrees, ensure_page_trees, seed_key

DATA = Path(__file__).resolve().parents[1] / "data" / "articles.toml"
TO_BE_APPROVED = {
    "vi": (
        "<p><b>Bản mẫu, chưa ban hành.</b> Phần mềm soạn sẵn lời này để trang chạy được ngay; "
        "đơn vị chủ quản cần đọc, sửa cho đúng và duyệt trước khi áp dụng.</p>"
    ),
    "en": (
        "<p><b>A model text, not yet issued.</b> It came with the software so that the site can start; "
        "the centre that owns this site has to read, correct and approve it before it applies.</p>"
    ),
}


@transaction.atomic
def ensure_articles() -> int:
    """Add the articles that are not there yet, in each language; returns how many. Repeatable.

    A page that staff changed or moved is left as it is; one that they deleted comes back, since the law asks for
    the rules: unpublish it instead.
    """
    trees = ensure_page_trees()
    articles = tomllib.loads(DATA.read_text(encoding="utf-8"))["article"]
    return sum(_ensure(article, code, trees) for article in articles for code in trees.homes)


def _ensure(article: dict[str, Any], code: str, trees: PageTrees) -> bool:
    parents: dict[str, Page] = trees.news if article["section"] == "news" else trees.homes
    parent, key = parents[code], seed_key(article["key"])
    if ArticlePage.objects.filter(translation_key=key, locale=parent.locale).exists():
        return False
    words = article[code]
    body = [TO_BE_APPROVED[code]] if article.get("to_be_approved") else []
    page = ArticlePage(
        title=words["title"],
        slug=words["slug"],
        lead=words["lead"],
        body=[("paragraph", RichText(part)) for part in (*body, words["body"].strip())],
        show_in_menus=article.get("in_footer", False),
        locale=parent.locale,
        translation_key=key,
    )
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return True
