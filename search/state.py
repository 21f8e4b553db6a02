"""What an address says about a list: all of its state is there, so that every list can be linked and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from common import text

from . import kinds
from .document import Reference, decision_key
from .facets import AWARDED, BY_PARAMETER, DECISION, FINDS, KIND, VALUES_IN_WORDS, WHETHER_AWARDED_OR_NOT
from .plan.reading import LONGEST_QUERY

QUERY, SORT, PAGE, AS_TYPED = "q", "xep", "trang", "nguyen-van"
AFTER, BEFORE = "sau", "truoc"
SORT_WORDS = {"relevance": "khop", "newest": "moi", "renewed": "moi-cap-nhat", "name": "ten"}
LAST_PAGE = 50
"""The last page that is found by its number alone; one beyond it is read on to, from a record of the page before."""
MOST_VALUES = 20
LONGEST_VALUE = 120

Choices = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ListState:
    """A list as an address describes it. `choices`: by facet parameter, the words as they stand in the address.

    `finds`: by the parameter `find` of a facet, words that look for a value among those beside the list.
    """

    query: str = ""
    choices: Choices = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    as_typed: bool = False
    after: Reference | None = None
    before: Reference | None = None
    finds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_address(cls, parameters: QueryDict) -> "ListState":
        """Reads any address: what is not understood is left out."""
        sorts = {word: name for name, word in SORT_WORDS.items()}
        page = _page_number(parameters.get(PAGE, ""))
        after, before = (_reference(parameters.get(name, "")) for name in (AFTER, BEFORE))
        if page <= LAST_PAGE:
            after = before = None
        elif not (after or before):
            page = LAST_PAGE
        return cls(
            query=text.beginning(parameters.get(QUERY, ""), LONGEST_QUERY),
            choices=_choices(parameters),
            sort=sorts.get(parameters.get(SORT, ""), ""),
            page=page,
            as_typed=parameters.get(AS_TYPED) == "1",
            after=after,
            before=None if after else before,
            finds={name: words for name in FINDS if (words := _word(parameters.get(name, "")))},
        )

    def parameters(self) -> list[tuple[str, str]]:
        """In a fixed order, so that one list has one address."""
        pairs = [(QUERY, self.query)] if self.query else []
        for parameter in BY_PARAMETER:
            pairs += [(parameter, value) for value in self.choices.get(parameter, ())]
        pairs += [(name, self.finds[name]) for name in FINDS if name in self.finds]
        if self.sort:
            pairs.append((SORT, SORT_WORDS[self.sort]))
        if self.as_typed:
            pairs.append((AS_TYPED, "1"))
        if self.page > 1:
            pairs.append((PAGE, str(self.page)))
        for parameter, anchor in ((AFTER, self.after), (BEFORE, self.before)):
            if anchor and (kind := kinds.get(anchor.kind)):
                pairs.append((parameter, f"{kind.word}-{anchor.id}"))
        return pairs

    def at(self, page: int, *, after: Reference | None = None, before: Reference | None = None) -> "ListState":
        """Another page of the same list; beyond those found by number it is the one after or before a record."""
        if page <= LAST_PAGE:
            after = before = None
        return replace(self, page=page, after=after, before=before)

    def address(self, path: str) -> str:
        pairs = self.parameters()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def choosing(self, parameter: str, values: tuple[str, ...]) -> "ListState":
        """With exactly these values of a facet, on the first page."""
        others = {name: chosen for name, chosen in self.choices.items() if name != parameter}
        return replace(self.at(1), choices={**others, parameter: values} if values else others)

    def dropping(self, parameter: str, value: str) -> "ListState":
        left = tuple(each for each in self.choices.get(parameter, ()) if each != value)
        return self.choosing(parameter, left)

    def with_query(self, query: str) -> "ListState":
        return replace(self.at(1), query=query)

    def cleared(self) -> "ListState":
        """Without any filter."""
        return replace(self.at(1), choices={}, finds={})


def _choices(parameters: QueryDict) -> dict[str, tuple[str, ...]]:
    choices = {}
    for parameter in BY_PARAMETER:
        values = map(_word, parameters.getlist(parameter)[:MOST_VALUES])
        if kept := tuple(dict.fromkeys(filter(None, values))):
            choices[parameter] = kept
    return choices


def _word(value: str) -> str:
    return text.beginning(value, LONGEST_VALUE)


def _page_number(word: str) -> int:
    """1 for whatever is no number of a page."""
    return max(int(word), 1) if word.isascii() and word.isdigit() and len(word) < 6 else 1


def _reference(word: str) -> Reference | None:
    """ "san-pham-12" as the record it names; nothing for what names none."""
    name, _hyphen, number = word.rpartition("-")
    kind = kinds.by_word(name)
    if kind is None or not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return Reference(kind.name, int(number))


def engine_choices(choices: Choices) -> dict[str, tuple[str, ...]]:
    """The words of an address as the engine knows them; words it cannot know are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for parameter, words in choices.items():
        facet = BY_PARAMETER[parameter]
        values = tuple(filter(None, (_engine_value(facet.name, word) for word in words)))
        if values:
            found[facet.name] = values
    return found


def _engine_value(facet: str, word: str) -> str:
    if facet == KIND.name:
        kind = kinds.by_word(word)
        return kind.name if kind else ""
    if facet in VALUES_IN_WORDS:
        return next((value for value, known in VALUES_IN_WORDS[facet].items() if known == word), "")
    if facet == DECISION.name:
        return decision_key(word)
    return word


def address_word(facet: str, value: str) -> str:
    """A value of the engine as addresses write it."""
    if facet == KIND.name:
        kind = kinds.get(value)
        return kind.word if kind else value
    known = VALUES_IN_WORDS.get(facet, {})
    return known.get(value, WHETHER_AWARDED_OR_NOT if facet == AWARDED.name else value)
