"""Walking through the admin as somebody who signed in, and reading what they read."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import django
import lxml.html
import polib
import wagtail
from django.test import Client

READ_ATTRIBUTES = ("title", "placeholder", "aria-label", "alt", "data-tippy-content")
UNREAD = ("script", "style", "code", "template", "textarea", "svg")
# Ways out, downloads, and pages for machines.
NOT_FOLLOWED = re.compile(
    r"/admin/(logout|sprite|jsi18n|login|password_reset|api|styleguide|choose|snippets/choose|autocomplete)|export=|\.xlsx$|"
    r"/(images|documents)/chooser|/duyet/\d+/xem/|/preview|/usage/|[?&](ordering|p|page|tag|collection_id|_w_filter)="
)
# One page of each shape is enough: numbers and references in an address are blanked.
NUMBER = re.compile(r"(?<=/)(\d+|H[A-Z0-9]{6})(?=/|$)|(?<==)[^&]+")


@dataclass
class Page:
    """An answer to a link that was shown."""

    address: str
    shown_on: str
    status: int
    texts: list[str] = field(default_factory=list)


def crawl(client: Client, start: str = "/admin/", most: int = 250) -> Iterator[Page]:
    """Breadth first through every shape of address below /admin/ that a link leads to."""
    waiting, seen = deque([(start, "")]), {_shape(start)}
    while waiting and most:
        address, shown_on = waiting.popleft()
        most -= 1
        answer = client.get(address, HTTP_ACCEPT="text/html")
        page = Page(address, shown_on, answer.status_code)
        if answer.status_code in {301, 302}:
            found = [answer["Location"]]
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            document = lxml.html.fromstring(answer.content.decode())
            page.texts = list(dict.fromkeys(read(document)))
            found = [*document.xpath("//a/@href"), *_menu_links(answer.content.decode())]
        else:
            found = []
        yield page
        for link in found:
            target = urldefrag(urljoin(address, link)).url
            parts = urlsplit(target)
            if parts.netloc or not parts.path.startswith("/admin/") or NOT_FOLLOWED.search(target):
                continue
            if (shape := _shape(target)) not in seen:
                seen.add(shape)
                waiting.append((target, address))


def _shape(address: str) -> str:
    return NUMBER.sub("1", address)


def _menu_links(content: str) -> list[str]:
    """The menu is data for a script."""
    return re.findall(r'"url": "(/admin/[^"]*)"', content)


def read(document: lxml.html.HtmlElement) -> Iterator[str]:
    """Every piece of text and every label that a person sees or hears."""
    for element in document.iter():
        if not isinstance(element.tag, str) or not _is_read(element):
            continue
        for name in READ_ATTRIBUTES:
            if words := _joined(element.get(name)):
                yield words
        if (
            element.tag == "input"
            and element.get("type") in {"submit", "button"}
            and (words := _joined(element.get("value")))
        ):
            yield words
        for piece in (element.text, *(child.tail for child in element)):
            if words := _joined(piece):
                yield words


def _is_read(element: lxml.html.HtmlElement) -> bool:
    """Not in a script or the like, and not a counter that a script fills before it shows it."""
    around = (element, *element.iterancestors())
    return not any(one.tag in UNREAD or "data-side-panel-toggle-counter" in one.attrib for one in around)


def _joined(text: str | None) -> str:
    return " ".join((text or "").split())


# Names and words that are the same in both languages.
SAME = frozenset(
    """
    api cm csv django docx email english facebook gap global globalgap haccp halal hs html id iso json
    kg nam ocop pdf qr rss seo svg tnhh url viet vietgap vietnam wagtail xlsx zalo
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
COMMON = frozenset((Path(__file__).parent / "data" / "common_english.txt").read_text().split())
WORD = re.compile(r"[A-Za-zÀ-ỹ]+")
ACCENTED = re.compile(r"[À-ỹ]")


@cache
def english_messages() -> frozenset[str]:
    """What Wagtail and Django say where no translation is found."""
    found = set()
    for package in (Path(wagtail.__file__).parent, Path(django.__file__).parent):
        for catalogue in package.rglob("locale/en/LC_MESSAGES/django.po"):
            for entry in polib.pofile(str(catalogue)):
                found.update(filter(None, (entry.msgid, entry.msgid_plural)))
    return frozenset(_joined(message) for message in found if len(message) > 2)


def is_english(text: str) -> bool:
    """Whether a piece of text is English: a message of the packages as it stands, or mostly common English words."""
    words = [word.lower() for word in WORD.findall(text)]
    words = [word for word in words if word not in SAME]
    if not words or ACCENTED.search(text):
        return False
    if text in english_messages() and any(word in COMMON or len(word) > 4 for word in words):
        return True
    strange = [word for word in words if word in COMMON and len(word) > 2]
    return len(strange) * 2 >= len(words) and bool(strange)
