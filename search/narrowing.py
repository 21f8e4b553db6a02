"""What stands beside a list: facets with counts, chips with a way out, the orders to choose from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from common import text

from .facets import AWARDED, BY_PARAMETER, COMMUNE, DECISION, FINDS, WHETHER_AWARDED_OR_NOT, Facet
from .list_pages import ListPage
from .names import Names
from .panel import Panel
from .plan.structured import Filter
from .services import Result
from .state import ListState, engine_choices


@dataclass(frozen=True)
class Chip:
    """Something the list is narrowed by, and the state without it."""

    label: str
    without: ListState
    url: str


@dataclass
class Narrowing:
    """Facets and chips of one list. What the template does not use is not computed."""

    page: ListPage
    state: ListState
    names: Names
    result: Result

    @cached_property
    def panel(self) -> Panel:
        return Panel(self.state, self.names, self.result)

    @cached_property
    def facets(self) -> list[dict[str, Any]]:
        """Each facet offered, as the component `facet` takes it; choosing an item alone gives as many as it counts."""
        return list(filter(None, map(self.panel.facet, self.page.facets)))

    @cached_property
    def chips(self) -> list[Chip]:
        """Everything the list is narrowed by, in the reader's choices and in the words."""
        return [*self._chips_of_choices(), *self._chips_of_words()]

    @property
    def chip_count(self) -> int:
        return len(self.chips)

    def _chips_of_choices(self) -> Iterator[Chip]:
        for parameter, words in self.state.choices.items():
            facet = BY_PARAMETER[parameter]
            for word in words:
                label = "" if facet.name in self.page.scope else self._choice_label(facet, word)
                if label:
                    yield self._chip(label, self.state.dropping(parameter, word))

    def _choice_label(self, facet: Facet, word: str) -> str:
        """A choice in words; nothing for one that has no effect."""
        if facet is AWARDED and word == WHETHER_AWARDED_OR_NOT:
            return _("Cả sản phẩm chưa được công nhận") if self.page.only_awarded else ""
        values = engine_choices({facet.parameter: (word,)}).get(facet.name, ())
        if not values or not self.names.is_known(facet.name, values[0]):
            return ""
        if facet is COMMUNE:
            return self.panel.commune(values[0])
        return self.names.label(facet.name, word if facet is DECISION else values[0])

    def _chips_of_words(self) -> Iterator[Chip]:
        """Facts read out of the words: taking one off takes its words out of the query."""
        for each in self.active_filters:
            yield self._chip(self.names.label(each.facet, each.number or each.value), self.without_filter(each))

    def without_filter(self, each: Filter) -> ListState:
        """The list without a fact's words; where the words were put right first, with what else was read."""
        rest = without_words(self.state.query, each.words)
        return self.state.with_query(" ".join(self.result.reading.words) if rest is None else rest)

    def _chip(self, label: str, without: ListState) -> Chip:
        return Chip(label, without, without.address(self.page.path))

    @property
    def active_filters(self) -> list[Filter]:
        """Facts of the query that narrow this list: none where they are read as words or the reader chose others."""
        if self.result.step.as_words:
            return []
        chosen = self.page.choices_of(self.state, self.names)
        return [each for each in self.result.reading.filters if each.facet not in chosen]

    @property
    def clear_url(self) -> str:
        """Nothing chosen, and the facts taken out of the words."""
        cleared = self.state.cleared()
        if self.active_filters:
            cleared = cleared.with_query(" ".join(self.result.reading.words))
        return cleared.address(self.page.path)

    @property
    def is_looked_through(self) -> bool:
        """Whether the reader is at the facets themselves, looking for a value."""
        return bool(self.state.finds)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form hands on beside its boxes."""
        boxes = {*FINDS, *(facet["name"] for facet in self.facets)}
        return [(name, value) for name, value in self.state.at(1).parameters() if name not in boxes]

    @property
    def kept_for_sorting(self) -> list[tuple[str, str]]:
        return replace(self.state.at(1), sort="").parameters()


def without_words(query: str, words: str) -> str | None:
    """The query without a run of words, compared as tokens; None where they do not stand side by side in it."""
    wanted = text.TOKEN.findall(text.exact(words))
    normal = text.normalise(query)
    spans = [match.span() for match in text.TOKEN.finditer(normal)]
    typed = [text.exact(normal[start:end]) for start, end in spans]
    for at in range(len(typed) - len(wanted) + 1):
        if wanted and typed[at : at + len(wanted)] == wanted:
            rest = normal[: spans[at][0]] + " " + normal[spans[at + len(wanted) - 1][1] :]
            return text.normalise(rest).strip(" ,;./-")
    return None
