"""What pages do when the register announces something."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.dispatch import receiver
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from common import languages, text
from common.days import day
from places.names import spelled
from products.models import AwardLevel, AwardStanding, Decision
from products.signals import decision_released

from .addresses import free_slug
from .models import ArticlePage, NewsIndexPage

NAMED_IN_LEAD = 5


@receiver(decision_released, dispatch_uid="pages.draft_article_about_decision")
def draft_articles(sender: Any, ids: Sequence[int], **_details: Any) -> None:
    """A draft article in each language for each decision that the centre prepared and released; one that is there
    stays as it is.

    A decision that came in with a list copied from elsewhere is no news of the centre's: it has no lines.
    """
    sections = [_news_section(code) for code in languages.CODES]
    decisions = Decision.objects.filter(pk__in=ids, lines__isnull=False, articles=None).distinct()
    for decision in decisions.order_by("pk"):
        key = uuid4()
        for section in filter(None, sections):
            _draft_article(section, decision, translation_key=key)


def _news_section(code: str) -> NewsIndexPage | None:
    sections = NewsIndexPage.objects.filter(locale__language_code=code).select_related("locale")
    return sections.order_by("pk").first()


def _draft_article(section: NewsIndexPage, decision: Decision, *, translation_key: UUID) -> ArticlePage:
    """An article that says how many of which level were recognised, waiting for an editor.

    The list itself stands below every article about a decision. Its body is a list of (block, value) as
    `pages.blocks.Body` describes; articles of one decision are translations of each other.
    """
    with override(section.locale.language_code):
        standings = list(
            AwardStanding.objects.filter(decision=decision).select_related("award").order_by("award__position", "pk")
        )
        article = ArticlePage(
            title=_title(decision, standings),
            lead=_lead(decision, standings),
            decision=decision,
            locale=section.locale,
            translation_key=translation_key,
            live=False,
            has_unpublished_changes=True,
        )
        article.slug = free_slug(section, article.title)
        article.body = [("paragraph", _opening(decision))]
    section.refresh_from_db()
    section.add_child(instance=article)
    article.save_revision(user=decision.released_by)
    return article


def _title(decision: Decision, standings: Sequence[AwardStanding]) -> str:
    level, year = (
        Counter((each.level, each.year) for each in standings).most_common(1)[0][0] if standings else ("", None)
    )
    where = spelled(decision.round.province_as_printed) if decision.round else ""
    words = {
        "count": len(standings),
        "level": AwardLevel(level).label.lower() if level else "",
        "where": where,
        "year": year or "",
    }
    sentence = ngettext(
        "%(count)s sản phẩm công nghiệp nông thôn tiêu biểu %(level)s %(where)s được công nhận năm %(year)s",
        "%(count)s sản phẩm công nghiệp nông thôn tiêu biểu %(level)s %(where)s được công nhận năm %(year)s",
        len(standings),
    )
    return text.normalise(sentence % words)


def _lead(decision: Decision, standings: Sequence[AwardStanding]) -> str:
    names = ", ".join(each.product_name for each in standings[:NAMED_IN_LEAD])
    more = len(standings) - NAMED_IN_LEAD
    if more > 0:
        return _("%(names)s và %(more)s sản phẩm khác.") % {"names": names, "more": more}
    return f"{names}."


def _opening(decision: Decision) -> str:
    signed_on = day(decision.date) or "…"
    issuer = decision.issuer or _("Cơ quan có thẩm quyền")
    sentence = _("%(issuer)s đã ban hành Quyết định số %(number)s ngày %(day)s. Danh sách sản phẩm ở dưới bài.")
    return format_html("<p>{}</p>", sentence % {"issuer": issuer, "number": decision.number, "day": signed_on})
