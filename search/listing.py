"""From an address to everything a page of a list shows: cards, facets with counts, chips, rewrites, ways out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from common import text

from . import services
from .engines.base import Hit
from .facets import (
    AWARDED,
    BY_PARAMETER,
    CATEGORY,
    DECISION,
    FORMER_PROVINCE,
    KIND,
    LEVEL,
    PROVINCE,
    REGION,
    WHETHER_AWARDED_OR_NOT,
    YEAR,
    Facet,
)
from .kinds import CardWishes
from .names import Names
from .services import PAGE_SIZE, Request, Result, Step
from .state import LAST_PAGE, ListState, address_word, engine_choices

Choices = Mapping[str, tuple[str, ...]]
MOST_WAYS_OUT = 4
LEAST_SHOWN = 6


@dataclass(frozen=True)
class Page:
    """A page of the site with a list: where it is, which facets it offers, what it contains by itself."""

    path: str
    facets: tuple[Facet, ...]
    scope: Mapping[str, tuple[str, ...]]
    only_awarded: bool = False


BROWSE_FACETS = (AWARDED, LEVEL, CATEGORY, YEAR, PROVINCE, REGION)
RESULT_FACETS = (KIND, LEVEL, CATEGORY, YEAR, PROVINCE, REGION)


def browse_page(path: str) -> Page:
    """Products; recognised ones unless the reader asks for others."""
    return Page(path, BROWSE_FACETS, {"kind": services.AWARDED_PRODUCTS["kind"]}, only_awarded=True)


def results_page(path: str) -> Page:
    """Everything findable."""
    return Page(path, RESULT_FACETS, {})


class Listing:
    """One page of a list. What the template does not use is not computed."""

    def __init__(self, page: Page, state: ListState) -> None:
        self.page = page
        self.state = state
        self.names = Names()

    # What was asked

    @cached_property
    def choices(self) -> dict[str, tuple[str, ...]]:
        """The reader's choices by the engine's names; values that nothing has are left out."""
        known = {}
        for facet, values in engine_choices(self.state.choices).items():
            if kept := tuple(value for value in values if self.names.is_known(facet, value)):
                known[facet] = kept
        if self.page.only_awarded and WHETHER_AWARDED_OR_NOT not in self.state.choices.get(AWARDED.parameter, ()):
            known.setdefault(AWARDED.name, ("yes",))
        return {facet: values for facet, values in known.items() if facet not in self.page.scope}

    @cached_property
    def request(self) -> Request:
        return Request(
            text=self.state.query,
            scope=self.page.scope,
            choices=self.choices,
            sort=self.sort,
            offset=(self.state.page - 1) * PAGE_SIZE,
            facets=tuple(facet.name for facet in self.page.facets),
            as_typed=self.state.as_typed,
        )

    @property
    def sort(self) -> str:
        return self.state.sort or ("relevance" if self.state.query else "newest")

    @cached_property
    def result(self) -> Result:
        return services.search(self.request, names=self.names)

    @property
    def total(self) -> int:
        return self.result.total

    # The list

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        return self.cards_of(self.result.found.hits)

    @cached_property
    def also_cards(self) -> list[dict[str, Any]]:
        return self.cards_of(self.result.also)

    def cards_of(self, hits: Iterable[Hit]) -> list[dict[str, Any]]:
        """Cards of the records that are public now, in order, with the kind's name where several kinds are mixed."""
        chosen = dict(self.result.query.choices)
        wishes = CardWishes(
            marked=self.result.reading.words, levels=chosen.get(LEVEL.name, ()), years=chosen.get(YEAR.name, ())
        )
        is_mixed = len(chosen.get(KIND.name, ())) != 1
        return [
            {**kind.card(record, wishes), "kind_label": str(kind.label) if is_mixed else ""}
            for kind, record in services.load(hit.reference for hit in hits)
        ]

    @property
    def is_lean(self) -> bool:
        """Hardly anything has a photo: drawings shrink, words take the room."""
        return sum(1 for card in self.cards if card.get("photo")) * 3 < len(self.cards)

    @cached_property
    def pages(self) -> Any:
        """A paginator's page over as many as can be reached: nobody reads on after fifty pages."""
        reachable = range(min(self.total, LAST_PAGE * PAGE_SIZE))
        return Paginator(reachable, PAGE_SIZE).get_page(self.state.page)

    @property
    def first_shown(self) -> int:
        return self.request.offset + 1

    @property
    def last_shown(self) -> int:
        return self.request.offset + len(self.result.found.hits)

    # Narrowing

    @cached_property
    def facets(self) -> list[dict[str, Any]]:
        """Each facet offered, with its values, their counts and the address that gives each count."""
        found = ((facet, self.facet_items(facet)) for facet in self.page.facets)
        return [
            {"name": facet.parameter, "legend": facet.legend, "items": items, "shown": _unfolded(items)}
            for facet, items in found
            if items
        ]

    def facet_items(self, facet: Facet) -> list[dict[str, Any]]:
        """Values that lead somewhere or are chosen; chosen ones stay, even where they give nothing."""
        counts = dict(self.result.found.facets.get(facet.name, {}))
        chosen = dict(self.result.query.choices).get(facet.name, ())
        for value in chosen:
            counts.setdefault(value, 0)
        values = [value for value in counts if self.names.is_known(facet.name, value)]
        if facet is CATEGORY:
            values = self._open_branches(values, chosen)
        values.sort(key=lambda value: self.names.order(facet.name, value, counts[value]))
        items = [self._facet_item(facet, value, counts[value], value in chosen) for value in values]
        return items if len(items) > 1 or chosen else []

    def _facet_item(self, facet: Facet, value: str, count: int, is_chosen: bool) -> dict[str, Any]:
        word = address_word(facet.name, value)
        return {
            "value": word,
            "label": self._facet_label(facet, value),
            "count": count,
            "checked": is_chosen,
            "url": self.state.choosing(facet.parameter, (word,)).address(self.page.path),
        }

    def _open_branches(self, values: list[str], chosen: tuple[str, ...]) -> list[str]:
        """The top of the tree, and below a chosen category what hangs on it; nobody needs the whole tree at once."""
        tree = self.names.categories
        opened = {*chosen, *(above for value in chosen if value in tree for above in tree[value].ancestors)}
        return [value for value in values if value in chosen or set(tree[value].ancestors) <= opened]

    def _facet_label(self, facet: Facet, value: str) -> str:
        if facet is YEAR:
            return value
        label = self.names.label(facet.name, value)
        if facet is CATEGORY and value in self.names.categories:
            above = [self.names.label(facet.name, slug) for slug in self.names.categories[value].ancestors]
            return " › ".join([*above[-1:], label])
        return label

    @cached_property
    def chips(self) -> list[dict[str, str]]:
        """Everything the list is narrowed by, each with the address without it."""
        return [*self._chips_of_choices(), *self._chips_of_words()]

    def _chips_of_choices(self) -> list[dict[str, str]]:
        chips = []
        for parameter, words in self.state.choices.items():
            facet = BY_PARAMETER[parameter]
            if facet.name in self.page.scope:
                continue
            for word in words:
                label = self._choice_label(facet, word)
                if label:
                    url = self.state.dropping(parameter, word).address(self.page.path)
                    chips.append({"label": label, "url": url})
        return chips

    def _choice_label(self, facet: Facet, word: str) -> str:
        """A choice in words; nothing for one that has no effect."""
        if facet is AWARDED and word == WHETHER_AWARDED_OR_NOT:
            return _("Cả sản phẩm chưa được công nhận") if self.page.only_awarded else ""
        values = engine_choices({facet.parameter: (word,)}).get(facet.name, ())
        if not values or not self.names.is_known(facet.name, values[0]):
            return ""
        return self.names.label(facet.name, word if facet is DECISION else values[0])

    def _chips_of_words(self) -> list[dict[str, str]]:
        """Facts read out of the words: taking one off takes its words out of the query."""
        chips = []
        for each in self.active_filters:
            label = self.names.label(each.facet, each.words.upper() if each.facet == DECISION.name else each.value)
            rest = without_words(self.state.query, each.words)
            chips.append({"label": label, "url": self.state.with_query(rest).address(self.page.path)})
        return chips

    @property
    def active_filters(self):
        """Facts of the query that narrow this list: none where they are read as words or the reader chose others."""
        if self.result.step.as_words:
            return []
        return [each for each in self.result.reading.filters if each.facet not in self.choices]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form hands on beside its boxes."""
        shown = {facet.parameter for facet in self.page.facets}
        return [(name, value) for name, value in replace(self.state, page=1).parameters() if name not in shown]

    @property
    def kept_for_sorting(self) -> list[tuple[str, str]]:
        return replace(self.state, page=1, sort="").parameters()

    @property
    def chip_count(self) -> int:
        return len(self.chips)

    @property
    def clear_url(self) -> str:
        return self.state.cleared().address(self.page.path)

    @property
    def sorts(self) -> list[dict[str, Any]]:
        offered = [("newest", "moi", _("Mới công nhận")), ("name", "ten", _("Tên A–Z"))]
        if self.state.query:
            offered.insert(0, ("relevance", "khop", _("Khớp nhất")))
        return [{"value": word, "label": label, "is_chosen": name == self.sort} for name, word, label in offered]

    # How it was read

    @property
    def literally_url(self) -> str:
        """The same words with nothing put right, left out or read as a fact."""
        return replace(self.state, as_typed=True, page=1).address(self.page.path)

    @property
    def was_rewritten(self) -> bool:
        reading = self.result.reading
        return bool(reading.corrected or reading.dropped or self.active_filters)

    @property
    def read_as(self) -> str:
        return " ".join(self.result.reading.words)

    @property
    def also_url(self) -> str:
        """Where a former province named in the query is today: the new province's own list."""
        for each in self.active_filters:
            place = self.names.place_by_value.get((FORMER_PROVINCE.name, each.value))
            if each.facet == FORMER_PROVINCE.name and place and place.now:
                rest = self.state.with_query(without_words(self.state.query, each.words))
                return rest.choosing(PROVINCE.parameter, (place.now,)).address(self.page.path)
        return ""

    @property
    def province_now(self) -> str:
        for each in self.active_filters:
            place = self.names.place_by_value.get((each.facet, each.value))
            if place and place.now:
                return self.names.label(PROVINCE.name, place.now)
        return ""

    # Nothing found

    @cached_property
    def ways_out(self) -> list[dict[str, Any]]:
        """Each choice or fact whose removal gives something, with how much."""
        ways = []
        for chip, state in self._without_each():
            other = Listing(self.page, state)
            count = services.count(self.result.step, other.request, self.result.reading)
            if count:
                ways.append({**chip, "count": count})
        return ways[:MOST_WAYS_OUT]

    def _without_each(self) -> Iterable[tuple[dict[str, str], ListState]]:
        for parameter, words in self.state.choices.items():
            for word in words:
                state = self.state.dropping(parameter, word)
                if label := self._choice_label(BY_PARAMETER[parameter], word):
                    yield {"label": label, "url": state.address(self.page.path)}, state

    @cached_property
    def shorter(self) -> list[dict[str, Any]]:
        """Single words of the query that find something by themselves."""
        words = self.result.reading.words
        if len(words) < 2:
            return []
        found = []
        for word in dict.fromkeys(words):
            state = ListState(query=word)
            other = services.search(replace(Listing(self.page, state).request, limit=0, facets=()), names=self.names)
            if other.total:
                found.append({"label": word, "url": state.address(self.page.path), "count": other.total})
        return found[:MOST_WAYS_OUT]

    @cached_property
    def nearest(self) -> list[dict[str, Any]]:
        """A few of what any of the words would find, whatever is chosen."""
        reading = self.result.reading
        if not reading.words:
            return []
        loose = Step("any", replace(reading.plan.folded(), required=1), {})
        request = Request(text=self.state.query, scope=self.page.scope, limit=3)
        query = services.query_for(request, loose, reading)
        return self.cards_of(services.run(loose, query).hits)

    # For machines

    @property
    def is_indexable(self) -> bool:
        """A list of one choice at most is a page of its own; combinations, searches and later pages are not."""
        values = [value for words in self.state.choices.values() for value in words]
        chosen = set(self.state.choices)
        one = len(values) <= 1 and chosen <= {each.parameter for each in (LEVEL, YEAR, CATEGORY, PROVINCE, REGION)}
        return one and not self.state.query and not self.state.sort and self.state.page == 1 and self.total > 0

    @property
    def canonical_url(self) -> str:
        return (self.state if self.is_indexable else ListState()).address(self.page.path)


def _unfolded(items: list[dict[str, Any]]) -> int:
    """How many values stand open: all up to the last chosen one."""
    chosen = [at for at, item in enumerate(items, start=1) if item["checked"]]
    return max([LEAST_SHOWN, *chosen])


def without_words(query: str, words: str) -> str:
    """The query without a run of words, compared as tokens; as it was where they are not found side by side."""
    wanted = text.TOKEN.findall(text.exact(words))
    normal = text.normalise(query)
    spans = [match.span() for match in text.TOKEN.finditer(normal)]
    typed = [text.exact(normal[start:end]) for start, end in spans]
    for at in range(len(typed) - len(wanted) + 1):
        if wanted and typed[at : at + len(wanted)] == wanted:
            rest = normal[: spans[at][0]] + " " + normal[spans[at + len(wanted) - 1][1] :]
            return text.normalise(rest).strip(" ,;./-")
    return ""

