"""One address of each public template of a running site, found as a visitor finds it: by following links.

A template that no link leads to is not on the tour.
"""

import os
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

from lxml import html

ROOT = Path(__file__).resolve().parents[1]
MOST_PAGES = 400
OF_EACH = 2
"""Enough of each view to meet both a full page and a sparse one."""
OF_EDITORIAL = 8
"""One view serves every editorial page; the tour takes several."""
NOT_PAGES = (".ics", ".xlsx", ".xml", ".jpg", ".png", ".zip", ".docx", ".pdf", ".txt")


def tour(base: str, start: str = "/vi/") -> dict[str, list[str]]:
    """Addresses (paths with their query) by the name of the view that serves them, in the order they are met."""
    found: dict[str, list[str]] = {}
    waiting, seen = deque([start]), {start}
    asked: dict[str, int] = {}
    visited = 0
    while waiting and visited < MOST_PAGES:
        path = waiting.popleft()
        name = view_name(path)
        kept = found.setdefault(name, []) if name else []
        tries = asked.setdefault(name, 0)
        if not name or tries >= (OF_EDITORIAL if name == "wagtail_serve" else OF_EACH):
            continue
        asked[name] += 1
        visited += 1
        page = _page(urljoin(base, path))
        if page is None:
            continue
        kept.append(path)
        for link in links_of(page, base, path, start):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return {name: addresses for name, addresses in sorted(found.items()) if addresses}


def view_name(path: str) -> str:
    """The name of the view behind a path; empty for what is none of this site's pages."""
    from django.urls import Resolver404, resolve
    from django.utils import translation

    language = path.split("/")[1]
    with translation.override(language):
        try:
            return resolve(unquote(urlsplit(path).path)).view_name
        except Resolver404:
            return ""


def links_of(page: html.HtmlElement, base: str, path: str, start: str) -> Iterator[str]:
    """Links of a page that stay on the site and in the language of the start."""
    for link in page.xpath("//a/@href"):
        absolute = urldefrag(urljoin(urljoin(base, path), link)).url
        there = urlsplit(absolute)
        if absolute.startswith(base) and there.path.startswith(start) and not there.path.endswith(NOT_PAGES):
            yield there.path + (f"?{there.query}" if there.query else "")


def _page(address: str) -> html.HtmlElement | None:
    try:
        with urlopen(address, timeout=60) as answer:  # noqa: S310 - the caller's own server
            kind = answer.headers.get_content_type()
            return html.fromstring(answer.read()) if kind == "text/html" else None
    except HTTPError as error:
        print(f"{address} answers {error.code}", file=sys.stderr)
        return None


def prepare() -> None:
    """Django, for its addresses only."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

    import django

    django.setup()


def main() -> None:
    prepare()
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    for start in ("/vi/", "/en/"):
        for name, addresses in tour(base, start).items():
            print(f"{name:<28}{'  '.join(addresses)}")


if __name__ == "__main__":
    main()
