"""The page for an address that leads nowhere: what its words may have meant, and a place to search."""

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from common import languages, text
from search import services

logger = logging.getLogger(__name__)

MOST_SUGGESTIONS = 5
MOST_PAGES = 2
MOST_WORDS = 8
LONGEST_PART = 160
PAGE_ENDINGS = {"html", "htm"}


@dataclass(frozen=True)
class Suggestion:
    """A record whose words are like those of the address; `label` is its kind, `language` that of its name."""

    name: str
    url: str
    label: str
    language: str


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's `handler404`. Never kept by a cache: what is published here a moment later is seen at once."""
    words = words_of_address(request.path_info) if request.method == "GET" else ""
    context = {"words": words, "suggestions": suggestions_for(words)}
    response = render(request, "404.html", context, status=404)
    response["Cache-Control"] = "no-cache"
    return response


def words_of_address(path: str) -> str:
    """ "mien dong binh lu" of /vi/san-pham/mien-dong-binh-lu/; nothing of a file's address, of a signed link that was
    cut short, or of one without words.

    Only the last part: those before it are the names of lists.
    """
    parts = [part for part in unquote(path, errors="replace")[-LONGEST_PART:].split("/") if part]
    if not parts or parts[-1] in languages.CODES or ":" in parts[-1]:
        return ""
    name, dot, ending = parts[-1].rpartition(".")
    if dot and ending.lower() not in PAGE_ENDINGS:
        return ""
    words = text.TOKEN.findall(text.exact(name or ending))[:MOST_WORDS]
    return " ".join(words) if any(len(word) > 1 and not word.isdecimal() for word in words) else ""


def suggestions_for(words: str) -> list[Suggestion]:
    """At most five public records and two pages; none where nothing is like them, or where the index is silent."""
    if not words:
        return []
    try:
        found = services.search(services.Request(text=words, limit=MOST_SUGGESTIONS))
        records = services.load(hit.reference for hit in found.found.hits)
        return [*(_suggestion(record, str(kind.label)) for kind, record in records), *_editorial_pages(words)]
    except Exception:  # a page about one failure must not become another
        logger.exception("No suggestions for the address with the words %r", words)
        return []


def _editorial_pages(words: str) -> list[Suggestion]:
    """News and guides in the page's language whose addresses hold every word; they are in no index of ours."""
    pages = Page.objects.live().public().filter(locale__language_code=languages.current(), depth__gt=2)
    for word in text.fold(words).split():
        pages = pages.filter(slug__contains=word)
    return [Suggestion(page.title, page.url, _("Bài viết"), "") for page in pages.order_by("title")[:MOST_PAGES]]


def _suggestion(record: Any, label: str) -> Suggestion:
    has_name = hasattr(record, f"name_{languages.SOURCE}")
    language = languages.language_of(record, "name") if has_name else languages.current()
    shown = "" if language == languages.current() else language
    return Suggestion(str(record.name if has_name else record), record.get_absolute_url(), label, shown)
