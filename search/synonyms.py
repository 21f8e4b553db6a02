"""The synonyms in force: rows that staff edit, kept in every process until one of them changes."""

from common.kept import kept_in_process

from .models import Synonym
from .plan.words import Synonyms, synonyms_of, words_of


def in_force() -> Synonyms:
    """What else a term may be called, as the rows say now. One query after something public has changed, else none."""
    return kept_in_process("search-synonyms", load)


def load() -> Synonyms:
    """From the rows, in the order they were written, so that a query is always the same plan."""
    rows = Synonym.objects.order_by("pk").values_list("term", "other", "direction")
    return synonyms_of([(term, other, direction == Synonym.Direction.BOTH) for term, other, direction in rows])


def names_of(term: str) -> tuple[str, ...]:
    """What a search for just this term finds too; nothing for a term that no row begins with."""
    words = list(words_of(term))
    length, names = in_force().at(words, 0)
    return tuple(" ".join(name) for name in names) if length == len(words) else ()
