"""Where one-way synonyms lead, from term to term."""

from collections import defaultdict, deque
from collections.abc import Iterable

from .words import Words


def chain(one_way: Iterable[tuple[Words, Words]], start: Words, end: Words) -> tuple[Words, ...]:
    """The shortest way from one term to another along (term, other) rows, both included; nothing where none leads."""
    leads: dict[Words, list[Words]] = defaultdict(list)
    for term, other in one_way:
        leads[term].append(other)
    way_to = {start: (start,)}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == end:
            return way_to[here]
        for there in leads.get(here, ()):
            if there not in way_to:
                way_to[there] = (*way_to[here], there)
                waiting.append(there)
    return ()
