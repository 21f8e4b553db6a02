"""What a page of results says of itself, signed, so that what comes back was shown by us."""

import datetime
from typing import NamedTuple

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import get_language

from common import text

from .. import services
from ..listing import Listing
from ..plan import Reading
from .contents import storable
from .models import Found
from .persons import may_name_a_person

SALT = "search.query_log.1"
"""To be changed with the fields of a statement: pages that were kept from before then say nothing."""


class Statement(NamedTuple):
    """What was asked and found. `is_held`: it is stored only when several have asked it (`holding`)."""

    day: datetime.date
    text: str
    level: str
    facets: str
    language: str
    total: int
    is_held: bool

    def signed(self) -> str:
        """The same for the same page, so that a page keeps its tag."""
        return Signer(salt=SALT).sign_object([self.day.isoformat(), *self[1:]], compress=True)

    @classmethod
    def read(cls, signed: str) -> "Statement | None":
        """None for what we did not sign, and for pages older than yesterday's."""
        try:
            day, *others = Signer(salt=SALT).unsign_object(signed)
        except BadSignature:
            return None
        statement = cls(datetime.date.fromisoformat(day), *others)
        return statement if timezone.localdate() - statement.day <= datetime.timedelta(days=1) else None


def statement_of(listing: Listing) -> Statement | None:
    """What to log of a page; nothing of browsing, of further pages, of the same query in another order or read anew as
    typed, and of queries that no log may keep.
    """
    state = listing.state
    kept = storable(state.query)
    if kept is None or state.page > 1 or state.sort or state.as_typed:
        return None
    chosen = listing.page.choices_of(state, listing.names)
    return Statement(
        day=timezone.localdate(),
        text=kept,
        level=_level(listing),
        facets=",".join(sorted(chosen)),
        language=get_language() or "",
        total=listing.total,
        is_held=not is_everybodys(listing.result.reading),
    )


def _level(listing: Listing) -> Found:
    result = listing.result
    if not listing.total:
        return Found.NOTHING
    if result.reading.corrected and result.step.name not in (Found.ANY, Found.SOME):
        return Found.CORRECTED
    return Found(result.step.name)


def is_everybodys(reading: Reading) -> bool:
    """Whether a query is made of words that the index knows, and does not look like a name that it does not know."""
    typed = text.TOKEN.findall(text.exact(reading.typed))
    if may_name_a_person(typed) or may_name_a_person(reading.understood):
        return services.stand_side_by_side(typed)
    facts = (*reading.dropped, *(each.words for each in reading.filters))
    read_as_facts = {word for words in facts for word in text.TOKEN.findall(text.exact(words))}
    return not services.unknown_words(set(reading.understood) - read_as_facts)
