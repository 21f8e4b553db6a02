"""Addresses of pages: bare letters, free among the pages beside it, and never one that the catalogue owns."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.urls import LocalePrefixPattern, URLPattern, URLResolver, get_resolver
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from common import text

LONGEST_SLUG = 120
FRONT_DOOR_DEPTH = 2
PLAIN_PART = re.compile(r"[\w-]+")


def bare(words: str) -> str:
    """ "Miến Dong Bình Lư" as "mien-dong-binh-lu": what an address is made of."""
    return slugify(text.fold(words))[:LONGEST_SLUG].strip("-")


@cache
def owned_parts() -> frozenset[str]:
    """The first parts of all addresses below a front door that views answer, in every language.

    Read from the address table itself: what a page took of it would never be reached, since views come first.
    """
    found: set[str] = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            for each in get_resolver().url_patterns:
                if isinstance(each.pattern, LocalePrefixPattern):
                    found.update(_first_parts(each.url_patterns))
    return frozenset(found)


def _first_parts(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for each in patterns:
        first = str(each.pattern).lstrip("^").split("/", 1)[0]
        if PLAIN_PART.fullmatch(first):
            yield first
        elif not str(each.pattern) and isinstance(each, URLResolver):
            yield from _first_parts(each.url_patterns)


def fault_of_slug(slug: str, parent: Page) -> str:
    """Why a page below `parent` may not have this slug; nothing where it may."""
    if parent.depth != FRONT_DOOR_DEPTH or slug not in owned_parts():
        return ""
    return _(
        "Địa chỉ “%(slug)s” là của danh mục (sản phẩm, cơ sở, hội chợ, quyết định…), nên trang này sẽ không mở được "
        "ở đó. Chọn địa chỉ khác, ví dụ “%(other)s”."
    ) % {"slug": slug, "other": f"gioi-thieu-{slug}"}


def free_slug(parent: Page, title: str, *, but: Page | None = None) -> str:
    """A slug from the title that no page beside it has (`but` itself) and that the catalogue does not own."""
    base = bare(title) or "trang"
    beside = parent.get_children() if but is None else parent.get_children().exclude(pk=but.pk)
    taken = set(beside.values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken or fault_of_slug(slug, parent):
        slug, number = f"{base}-{number}", number + 1
    return slug
