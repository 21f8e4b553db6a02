"""Articles in the public search: one entry an article, whatever languages it is written in."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from common import languages
from common.days import day
from common.languages import Words
from pages.models import ArticlePage
from search import kinds
from search.document import Reference, SearchDocument, join
from search.outbox import enqueue

KIND = "news"


def eligible() -> QuerySet[ArticlePage]:
    """Published articles; of the translations of one only that in the source language, where there is one."""
    original = _published().filter(translation_key=OuterRef("translation_key"), locale__language_code=languages.SOURCE)
    in_source = Q(locale__language_code=languages.SOURCE)
    return _published().filter(in_source | ~Exists(original)).select_related("locale")


def _published() -> QuerySet[ArticlePage]:
    return ArticlePage.objects.live().public()


def prepared(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    return articles.select_related("locale", "decision")


def to_documents(articles: Iterable[ArticlePage]) -> Iterator[SearchDocument]:
    """All at once: a centre writes a few hundred in years. Their translations are one query."""
    originals = list(articles)
    translations: dict[UUID, list[ArticlePage]] = {}
    for other in (
        _published().filter(translation_key__in=[each.translation_key for each in originals]).select_related("locale")
    ):
        translations.setdefault(other.translation_key, []).append(other)
    for article in originals:
        yield to_document(article, [each for each in translations[article.translation_key] if each.pk != article.pk])


def to_document(article: ArticlePage, others: Iterable[ArticlePage]) -> SearchDocument:
    """`others` are its translations."""
    decision = article.decision if article.decision and article.decision.is_released else None
    return SearchDocument(
        reference=Reference(KIND, article.pk),
        name=article.title,
        body=join(decision.number if decision else "", *told_in(article)),
        english_name=join(*(other.title for other in others if other.locale.language_code == languages.GLOSS)),
        english=join(*(part for other in others for part in (other.title, *told_in(other)))),
        newest_year=article.date.year,
        renewed_at=article.last_published_at,
    )


def told_in(article: ArticlePage) -> list[str]:
    """Its lead and the texts of its blocks, without the records that blocks place in it."""
    return [article.lead, *article.body.stream_block.get_searchable_content(article.body)]


def for_cards(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """With `shown_title`, `shown_path` and `shown_language`: the reader's language where it is published there."""
    here = _published().filter(translation_key=OuterRef("translation_key"), locale__language_code=languages.current())
    shown = {"shown_title": "title", "shown_path": "url_path", "shown_language": "locale__language_code"}
    return articles.annotate(
        **{name: Coalesce(Subquery(here.values(field)[:1]), F(field)) for name, field in shown.items()}
    )


def card(article: Any, wishes: kinds.CardWishes) -> dict[str, Any]:
    with override(article.shown_language):
        href = ArticlePage.path_below(article.shown_path)
    return {
        "href": href,
        "name": article.shown_title,
        "name_lang": "" if article.shown_language == languages.current() else article.shown_language,
        "maker": day(article.date),
        "motif": "khac",
        "seed": article.pk,
    }


def texts(article: ArticlePage) -> Iterator[Words]:
    """What a line is quoted from: of an article that is shown as a translation nothing, since that is not loaded."""
    if article.locale.language_code == languages.current():
        for told in told_in(article):
            yield Words(told, article.locale.language_code)


def register() -> None:
    """Called once, when all apps are ready."""
    kinds.register(
        kinds.Kind(
            name=KIND,
            model=ArticlePage,
            word="tin",
            label=_("Tin tức"),
            eligible=eligible,
            prepared=prepared,
            to_documents=to_documents,
            for_cards=for_cards,
            card=card,
            order=6,
            texts=texts,
        )
    )
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        signal.connect(translation_changed, sender=ArticlePage, dispatch_uid=f"search-news-translation-{name}")
        signal.connect(privacy_changed, sender=PageViewRestriction, dispatch_uid=f"search-news-privacy-{name}")


def translation_changed(sender: type[ArticlePage], instance: ArticlePage, **_others: Any) -> None:
    """The entry of an article has the words of its translations too."""
    others = ArticlePage.objects.filter(translation_key=instance.translation_key).exclude(pk=instance.pk)
    enqueue(KIND, others.values_list("pk", flat=True))


def privacy_changed(sender: type[PageViewRestriction], instance: PageViewRestriction, **_others: Any) -> None:
    """What only some may read is no news for everybody, and with a section all that stands in it."""
    below = ArticlePage.objects.descendant_of(instance.page, inclusive=True)
    enqueue(KIND, below.values_list("pk", flat=True))
