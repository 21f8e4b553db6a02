"""What counts how much in ranking, for every engine: SEARCH §4 in numbers."""

from common import text

from ..document import LONGEST_TEXT

FIELDS = {"name": 10.0, "other_names": 6.0, "maker": 4.0, "sorts": 3.0, "place": 3.0, "body": 1.0, "english": 2.0}
"""Text fields with their weights."""
FOLDED_SHARE = 0.5
"""What a match without accents is worth beside an exact one."""
EXACT_NAME = 2.0
"""The name of the record is just what was asked for."""
PREFERRED = 2.0
"""The record is of a category or place that was named."""
AS_TYPED = 1.6
"""What was found by the words themselves, beside what only a synonym found."""

EXACT_COLUMNS = tuple(f"{name}_x" for name in FIELDS)
FOLDED_COLUMNS = tuple(f"{name}_f" for name in FIELDS)


def words_of(value: str) -> tuple[str, str]:
    """The exact and the folded words of a text, as the columns hold them: the same in every engine."""
    words = " ".join(text.TOKEN.findall(text.exact(value[:LONGEST_TEXT])))
    return words, text.fold(words)
