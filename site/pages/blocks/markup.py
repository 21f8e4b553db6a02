"""What stands in an editor's text: its headings and its links; and the ids by which headings are reached."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.models import Page

from common import text

HEADING_TAGS = {"h2": 2, "h3": 3, "h4": 4}
LISTED_LEVELS = ("2", "3")
OPENING = re.compile(r"<h(?P<level>[234])(?P<attributes>[^>]*)>(?P<inside>.*?)</h(?P=level)>", re.DOTALL)
ID = re.compile(r"""\bid=["'](?P<id>[^"']+)["']""")
NOWHERE = {"", "#", "http://", "https://", "mailto:", "tel:"}


class Heading(NamedTuple):
    """A heading in an editor's text."""

    level: int
    words: str


class Link(NamedTuple):
    """A link in an editor's text; `kind` and `key` where it leads to a page or a document of this site."""

    words: str
    address: str
    kind: str
    key: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self._open: dict[str, tuple[dict[str, str | None], list[str]]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADING_TAGS or tag == "a":
            self._open[tag] = (dict(attrs), [])

    def handle_data(self, data: str) -> None:
        for _attributes, words in self._open.values():
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        attributes, parts = self._open.pop(tag, ({}, None))
        if parts is None:
            return
        words = " ".join("".join(parts).split())
        if tag == "a":
            told = [attributes.get(name) or "" for name in ("href", "linktype", "id")]
            self.links.append(Link(words, *told))
        else:
            self.headings.append(Heading(HEADING_TAGS[tag], words))


def _read(source: str) -> _Reader:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader


def headings_of(source: str) -> list[Heading]:
    """The headings in rich text, in order; an empty one too."""
    return _read(source).headings


def faults_of_links(source: str) -> list[str]:
    """One sentence for each link in rich text that has no words or leads nowhere."""
    faults = []
    for link in _read(source).links:
        if not link.words:
            faults.append(_("Có một liên kết không có chữ. Chọn chữ cần dẫn rồi đặt liên kết, hoặc bỏ liên kết ấy."))
        elif not _leads_somewhere(link):
            faults.append(
                _("Liên kết “%(words)s” không dẫn tới đâu. Chọn lại trang hoặc địa chỉ.") % {"words": link.words}
            )
    return faults


def _leads_somewhere(link: Link) -> bool:
    kinds = {"page": Page, "document": get_document_model()}
    if link.kind in kinds:
        return link.key.isdigit() and kinds[link.kind].objects.filter(pk=link.key).exists()
    return link.address.strip() not in NOWHERE


def fault_of_heading(heading: Heading, before: int) -> str:
    """Why this heading may not follow one of level `before` (1: the page's title); nothing where it may."""
    if not heading.words.strip():
        return _("Có một đề mục trống. Viết chữ cho đề mục, hoặc đổi dòng ấy thành đoạn văn.")
    if heading.level > before + 1:
        return _(
            "Đề mục “%(words)s” là cấp %(level)s nhưng trên nó chưa có đề mục cấp %(missing)s. "
            "Đổi nó thành cấp %(missing)s, hoặc thêm một đề mục cấp %(missing)s ở trên."
        ) % {"words": heading.words, "level": heading.level, "missing": before + 1}
    return ""


@dataclass(frozen=True)
class Outlined:
    """A page's text whose headings can be linked to, and the list of them."""

    html: SafeString
    contents: list[dict[str, str]] = field(default_factory=list)
    """`anchor`, `words` and `level` of each heading of level 2 and 3."""


def outlined(html: str, *, taken: Iterable[str] = ()) -> Outlined:
    """The rendered text with an id on every heading; one that has an id keeps it. Ids in `taken` are not given."""
    used = set(taken) | {found["id"] for found in ID.finditer(html)}
    contents: list[dict[str, str]] = []

    def with_id(match: re.Match[str]) -> str:
        level, attributes, inside = match["level"], match["attributes"], match["inside"]
        words = unescape(strip_tags(inside)).strip()
        own = ID.search(attributes)
        anchor = own["id"] if own else _free(slugify(text.fold(words))[:60].strip("-") or "muc", used)
        if level in LISTED_LEVELS and "data-unlisted" not in attributes:
            contents.append({"anchor": anchor, "words": words, "level": level})
        given = "" if own else format_html(' id="{}"', anchor)
        return f"<h{level}{attributes}{given}>{inside}</h{level}>"

    return Outlined(mark_safe(OPENING.sub(with_id, html)), contents)


def _free(wanted: str, used: set[str]) -> str:
    anchor, number = wanted, 2
    while anchor in used:
        anchor, number = f"{wanted}-{number}", number + 1
    used.add(anchor)
    return anchor
