"""Reading a page as its visitors do: headings, links, words."""

from functools import cached_property
from html.parser import HTMLParser

from lxml import html


class Page(HTMLParser):
    """Elements of a page as (name, attributes); `words` is the text a reader sees, `links` the addresses."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self._texts: list[str] = []
        self._in: list[str] = []
        self._link: str | None = None
        self.link_words: dict[str, str] = {}
        self._source = source
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag in {"script", "style", "title"}:
            self._in.append(tag)
        if tag == "a":
            self._link = attributes.get("href")

    def handle_endtag(self, tag: str) -> None:
        if self._in and self._in[-1] == tag:
            self._in.pop()
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if "script" in self._in or "style" in self._in:
            return
        self._texts.append(data)
        if self._link is not None:
            self.link_words[self._link] = f"{self.link_words.get(self._link, '')} {data}".strip()

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The same page for XPath."""
        return html.document_fromstring(self._source)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self._texts).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name == tag and wanted.items() <= found.items()]

    @property
    def links(self) -> list[str]:
        return [found["href"] for found in self.all("a") if "href" in found]
