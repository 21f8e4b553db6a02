"""The pages that come with the software: rules a platform must show, guides, and what the programme is."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.rich_text import RichText

from pages.models import ArticlePage, GuidePage, RulesPage, StoryPage

from .trees import PageTrees, ensure_page_trees, seed_key

DATA = Path(__file__).resolve().parents[1] / "data" / "articles.toml"
KINDS: dict[str, type[StoryPage]] = {"rules": RulesPage, "guides": GuidePage, "news": ArticlePage}


@transaction.atomic
def ensure_articles() -> int:
    """Add the pages that are not there yet, in each language; returns how many. Repeatable.

    A page that staff changed or moved is left as it is; one that they deleted comes back, since the law asks for
    the rules: unpublish it instead.
    """
    trees = ensure_page_trees()
    articles = tomllib.loads(DATA.read_text(encoding="utf-8"))["article"]
    return sum(_ensure(article, code, trees) for article in articles for code in trees.homes)


def _ensure(article: dict[str, Any], code: str, trees: PageTrees) -> bool:
    parents: dict[str, dict[str, Page]] = {"rules": trees.homes, "guides": trees.guides, "news": trees.news}
    parent, key = parents[article["section"]][code], seed_key(article["key"])
    if Page.objects.filter(translation_key=key, locale=parent.locale).exists():
        return False
    words = article[code]
    page = KINDS[article["section"]](
        title=words["title"],
        slug=words["slug"],
        lead=words["lead"],
        body=[("paragraph", RichText(words["body"].strip()))],
        show_in_menus=article.get("in_footer", False),
        locale=parent.locale,
        translation_key=key,
    )
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return True
