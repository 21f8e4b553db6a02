"""The steps by which the words of a query are taken ever more loosely: SEARCH §3."""

from collections.abc import Mapping
from dataclasses import dataclass

from common import text

from .plan.model import Alternative, Group, Plan, Token
from .plan.reading import MOST_TOKENS, Reading

LOOSE = ("any", "some")
"""Steps that leave words out: what they find is worth less than what was likely meant."""


@dataclass(frozen=True)
class Step:
    """One step of the ladder: how loosely the words are taken, and whether facts were read as filters."""

    name: str
    plan: Plan
    filters: Mapping[str, tuple[str, ...]]
    as_words: bool = False


def steps(reading: Reading) -> list[Step]:
    """The ladder: as typed, without accents, enough of the words, and in the end any of them.

    Facts are read as words only before the words are loosened, and again where nothing that was read as one is left.
    What was typed to be taken literally, and a decision's number, is never loosened so far.
    """
    filters = _by_facet(reading)
    ladder = [Step("strict", reading.plan, filters), Step("folded", reading.plan.folded(), filters)]
    if not filters:
        loosened = [Step("any", reading.plan.any(), filters), Step("some", reading.plan.some(), filters)]
        ladder = ladder + loosened if len(reading.plan.groups) > 1 else ladder[: 2 if reading.plan else 1]
        return ladder if reading.understood else ladder[:3]
    words = text.TOKEN.findall(text.exact(reading.typed))[:MOST_TOKENS]
    plain = Plan.all_of(tuple(Group((Alternative((Token.of(word),)),)) for word in words))
    ladder += [Step("strict", plain, {}, as_words=True), Step("folded", plain.folded(), {}, as_words=True)]
    if reading.plan:
        ladder += [Step("any", reading.plan.any(), filters), Step("some", reading.plan.some(), filters)]
    else:
        ladder.append(Step("any", plain.any(), {}, as_words=True))
    if "decision" not in filters:
        ladder.append(Step("some", plain.some(), {}, as_words=True))
    return [step for step in ladder if step.plan or step.filters]


def _by_facet(reading: Reading) -> dict[str, tuple[str, ...]]:
    filters: dict[str, tuple[str, ...]] = {}
    for each in reading.filters:
        filters[each.facet] = (*filters.get(each.facet, ()), each.value)
    return filters
