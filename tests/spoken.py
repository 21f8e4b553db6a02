"""Reading a page as a screen reader does: every piece of text in the language that its element says it is in."""

import re
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
NOT_MARKED = ("script", "style", "title")
"""A title holds names and words in one line, and no element inside it could say which are which."""
READ_ALOUD = ("alt", "title", "aria-label", "placeholder")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9àáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝĩĨũŨ]")


class SpokenPage(HTMLParser):
    """`pieces` are (language, text) in the order of the page; attributes that are read aloud are pieces as well."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(source)

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        language = attributes.get("lang", self._language)
        read = [attributes[name] for name in READ_ALOUD if name in attributes]
        if tag == "input" and attributes.get("type") in ("submit", "button"):
            read.append(attributes.get("value", ""))
        self.pieces += [(language, words) for words in read]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open and self._open[-1][0] not in NOT_MARKED:
            self.pieces.append((self._language, " ".join(data.split())))

    def in_language(self, language: str) -> str:
        """Everything that is said in a language, joined by blanks."""
        return " ".join(words for spoken, words in self.pieces if spoken == language)

    @property
    def unmarked(self) -> list[str]:
        """Pieces with letters that only Vietnamese has, in elements that do not say that they are Vietnamese."""
        return [words for language, words in self.pieces if language != "vi" and VIETNAMESE.search(words)]
