"""The facets beside a list: which values of each stand there, in which order, and how many at once."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from common import text

from .engines.base import Query
from .facets import CATEGORY, COMMUNE, PROVINCE, YEAR, Facet
from .names import Names
from .offering import is_of_one
from .services import Result
from .state import ListState, address_word

LEAST_SHOWN = 6


@dataclass(frozen=True)
class Panel:
    """One facet at a time, as the component `facet` takes it."""

    state: ListState
    names: Names
    result: Result

    @property
    def query(self) -> Query:
        return self.result.query

    def facet(self, facet: Facet) -> dict[str, Any] | None:
        """Nothing where no choice of it would change the list."""
        values, counts = self._values(facet)
        if not self._narrows(facet, values, counts):
            return None
        chosen = self.query.chosen(facet.name)
        is_long = bool(facet.most) and len(values) > facet.most
        words = self.state.finds.get(facet.find, "") if is_long else ""
        shown = self._at_once(facet, values, words)
        items = [self._item(facet, value, counts[value]) for value in shown]
        return {
            "name": facet.parameter,
            "legend": facet.legend,
            "items": items,
            "shown": len(items) if words else _unfolded(items),
            "folds": facet.is_folded,
            "open": bool(chosen or words),
            "find": facet.find if is_long else "",
            "found": words,
            "total": len(values),
        }

    def _values(self, facet: Facet) -> tuple[list[str], dict[str, int]]:
        """Values that lead somewhere or are chosen, in order, with what each gives; chosen ones stay at nothing too."""
        counts = dict(self.result.found.facets.get(facet.name, {}))
        chosen = self.query.chosen(facet.name)
        for value in chosen:
            counts.setdefault(value, 0)
        values = [value for value in counts if self.names.is_known(facet.name, value)]
        if facet is CATEGORY:
            values = self._open_branches(values, chosen)
        values.sort(key=lambda value: self.names.order(facet.name, value, counts[value]))
        return values, counts

    def _narrows(self, facet: Facet, values: list[str], counts: dict[str, int]) -> bool:
        """Whether there is a choice: several values, one that not everything here has, or one that was chosen."""
        if len(values) != 1 or self.query.chosen(facet.name):
            return bool(values)
        return counts[values[0]] < self.result.total

    def _open_branches(self, values: list[str], chosen: tuple[str, ...]) -> list[str]:
        """The top of the tree, and below a chosen category what hangs on it; nobody needs the whole tree at once."""
        tree = self.names.categories
        opened = {*chosen, *(above for value in chosen if value in tree for above in tree[value].ancestors)}
        return [value for value in values if value in chosen or set(tree[value].ancestors) <= opened]

    def _at_once(self, facet: Facet, values: list[str], words: str) -> list[str]:
        """Of a long facet those that are chosen and the first of the others, or of those that have the words."""
        if not facet.most:
            return values
        chosen = [value for value in values if value in self.query.chosen(facet.name)]
        others = [value for value in values if value not in chosen]
        if words:
            others = [value for value in others if has_words(self.label(facet, value), words)]
        return chosen + others[: facet.most]

    def _item(self, facet: Facet, value: str, count: int) -> dict[str, Any]:
        return {
            "value": address_word(facet.name, value),
            "label": self.label(facet, value),
            "count": count,
            "checked": value in self.query.chosen(facet.name),
        }

    def label(self, facet: Facet, value: str) -> str:
        """As it stands in its facet, whose legend says the rest."""
        if facet is YEAR:
            return value
        if facet is COMMUNE:
            return self.commune(value)
        label = self.names.label(facet.name, value)
        if facet is CATEGORY and value in self.names.categories:
            above = [self.names.label(facet.name, slug) for slug in self.names.categories[value].ancestors]
            return " › ".join([*above[-1:], label])
        return label

    @cached_property
    def is_of_one_province(self) -> bool:
        return is_of_one(PROVINCE.name)

    def commune(self, value: str) -> str:
        """With its province, unless the list is of that one province."""
        if self.query.chosen(PROVINCE.name) == (self.names.communes[value].province,) or self.is_of_one_province:
            return self.names.label(COMMUNE.name, value)
        return self.names.commune_and_province(value)


def _unfolded(items: list[dict[str, Any]]) -> int:
    """How many values stand open: all up to the last chosen one."""
    chosen = [at for at, item in enumerate(items, start=1) if item["checked"]]
    return max([LEAST_SHOWN, *chosen])


def has_words(label: str, words: str) -> bool:
    """Whether each word begins a word of the label; accents say nothing here."""
    key = f" {text.key(label)}"
    return all(f" {word}" in key for word in text.key(words).split())
