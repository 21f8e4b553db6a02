"""Addresses: the same page in another language, slugs that stay unique, old slugs that redirect."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.text import slugify

from common import text
from common.languages import CODES
from common.models import FormerAddress

LONGEST_SLUG = 120


def alternate_addresses(request: HttpRequest) -> dict[str, str]:
    """Each language's path for the page being served; the query is kept, so the reader stays where they were."""
    return languages_of_path(request.get_full_path())


def languages_of_path(path: str) -> dict[str, str]:
    """Each language's path (with its query) for a path of this site that has a language."""
    return {code: translate_url(path, code) for code in CODES}


def public_address(path: str) -> str:
    """The path at the site's one public scheme and host, whichever host was asked; a whole address as it is."""
    return path if path.startswith(("http://", "https://")) else settings.BASE_URL + path


def free_slug(model: type[models.Model], words: str, *, kind: str, taken: set[str] | None = None) -> str:
    """A slug made of the folded words that no record has or had; `taken` holds those given out in this batch."""
    base = _base(words, kind)
    manager: Any = model._default_manager
    used = set(manager.filter(slug__startswith=base).values_list("slug", flat=True))
    used |= set(FormerAddress.objects.filter(kind=kind, slug__startswith=base).values_list("slug", flat=True))
    used |= taken or set()
    return _first_free(base, used)


class SlugPool:
    """`free_slug` for many records: reads what is used once, and remembers what it gave out."""

    def __init__(self, model: type[models.Model], *, kind: str) -> None:
        manager: Any = model._default_manager
        self.kind = kind
        self.used = set(manager.values_list("slug", flat=True))
        self.used |= set(FormerAddress.objects.filter(kind=kind).values_list("slug", flat=True))
        self._next: dict[str, int] = {}

    def take(self, words: str) -> str:
        base = _base(words, self.kind)
        slug, self._next[base] = _numbered(base, self.used, self._next.get(base, 1))
        self.used.add(slug)
        return slug


def _base(words: str, kind: str) -> str:
    return slugify(text.fold(text.normalise(words)))[:LONGEST_SLUG].strip("-") or kind


def _first_free(base: str, used: set[str]) -> str:
    return _numbered(base, used, 1)[0]


def _numbered(base: str, used: set[str], number: int) -> tuple[str, int]:
    """The first free one of base, base-2, base-3 … from `number` on, and the number after it."""
    while True:
        slug = base if number == 1 else f"{base}-{number}"
        number += 1
        if slug not in used:
            return slug, number


def leave_redirect(*, kind: str, slug: str, record_id: int) -> None:
    """From now on, `slug` leads to the record; called in the transaction that takes the slug away."""
    FormerAddress.objects.update_or_create(kind=kind, slug=slug, defaults={"record_id": record_id})


def record_of_former_slug(*, kind: str, slug: str) -> int | None:
    """The id of the record that had this slug, or None."""
    return FormerAddress.objects.filter(kind=kind, slug=slug).values_list("record_id", flat=True).first()
