"""Guessing a product's category from its name, by the words that staff keep on each category.

Vietnamese puts the head noun first ("máy vò chè" is a machine), so the word that stands earliest decides, and of
two that begin at the same place the longer. Words are compared with their accents: "chế biến" holds no "chè".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from common import text

from .models import Category

# What stands before the noun itself.
PREFIXES = (("bộ", "sản", "phẩm"), ("bộ", "quà", "tặng"), ("sản", "phẩm"), ("bộ",), ("các", "loại"))
ROOTS_OF_GROUPS = {
    "thu-cong-my-nghe": {"thu-cong-my-nghe"},
    "che-bien-nong-lam-thuy-san": {"do-uong", "thuc-pham", "duoc-lieu"},
    "thiet-bi-may-moc": {"co-khi", "vat-lieu"},
}
"""Branches in which the products of a group are sought first, by the group's code."""
FALLBACKS = {
    "thu-cong-my-nghe": "thu-cong-khac",
    "che-bien-nong-lam-thuy-san": "thuc-pham",
    "thiet-bi-may-moc": "co-khi",
}
LAST_RESORT = "khac"


@dataclass(frozen=True)
class _Phrase:
    words: tuple[str, ...]
    category: Category
    root: str


class CategoryGuesser:
    """All categories' words in memory; reads the database once."""

    def __init__(self, categories: Iterable[Category] | None = None) -> None:
        chosen = list(Category.objects.published() if categories is None else categories)
        by_id = {category.pk: category for category in chosen}
        self.by_slug = {category.slug: category for category in chosen}
        self.phrases: dict[str, list[_Phrase]] = {}
        for category in chosen:
            for phrase in _phrases(category, by_id):
                self.phrases.setdefault(phrase.words[0], []).append(phrase)

    def guess(self, name: str, *, description: str = "", group: str = "") -> Category | None:
        """The likeliest category, sought in the name and then in the description; None on an empty tree.

        `group` is a programme group's code: its own branches are sought first.
        """
        roots = ROOTS_OF_GROUPS.get(group)
        for within in filter(None, (roots, _ANYWHERE)):
            for words in (text.tokens(name), text.tokens(description)):
                found = self._first(_without_prefix(words), within)
                if found is not None:
                    return found
        return self.by_slug.get(FALLBACKS.get(group, LAST_RESORT)) or self.by_slug.get(LAST_RESORT)

    def _first(self, words: list[str], within: set[str]) -> Category | None:
        for at, word in enumerate(words):
            fitting = [
                phrase
                for phrase in self.phrases.get(word, ())
                if tuple(words[at : at + len(phrase.words)]) == phrase.words
                and (within is _ANYWHERE or phrase.root in within)
            ]
            if fitting:
                return max(fitting, key=lambda phrase: len(phrase.words)).category
        return None


_ANYWHERE: set[str] = {"*"}


def _phrases(category: Category, by_id: dict[int, Category]) -> Iterator[_Phrase]:
    root = category
    while root.parent_id in by_id:
        root = by_id[root.parent_id]
    for phrase in category.words.split(","):
        words = tuple(text.tokens(phrase))
        if words:
            yield _Phrase(words, category, root.slug)


def _without_prefix(words: list[str]) -> list[str]:
    for prefix in PREFIXES:
        if tuple(words[: len(prefix)]) == prefix:
            words = words[len(prefix) :]
    return words
