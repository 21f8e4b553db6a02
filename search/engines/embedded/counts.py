"""What the speller asks: the counts of an index, its syllables in memory, its pairs read as they are wanted."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, pairwise

from ..relevance import FIELDS

COUNTED_COLUMNS = tuple(f"{name}_f" for name in FIELDS if name != "body")
"""Names, makers, kinds, places: in long texts there are too many words that nobody looks for."""
RECORDS_WEIGH = 5
"""Times as much as seeds: what is looked for here is here, and not in the list of all communes."""
MOST_PAIRS = 10_000
"""Asked for in one statement; SQLite takes 32,766 parameters."""


def count_words(connection: sqlite3.Connection, seeds: Iterable[str]) -> None:
    """Count the folded words of every record and of `seeds` anew, in the transaction that is open."""
    syllables: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    rows = connection.execute(f"SELECT {', '.join(COUNTED_COLUMNS)} FROM words")  # noqa: S608
    for phrases, weight in ((seeds, 1), (chain.from_iterable(rows), RECORDS_WEIGH)):
        for words in map(str.split, phrases):
            for word in words:
                syllables[word] += weight
            for pair in pairwise(words):
                pairs[pair] += weight
    connection.execute("DELETE FROM syllables")
    connection.execute("DELETE FROM pairs")
    connection.executemany("INSERT INTO syllables VALUES (?, ?)", syllables.items())
    connection.executemany("INSERT INTO pairs VALUES (?, ?, ?)", ((*pair, count) for pair, count in pairs.items()))
    connection.execute(f"PRAGMA user_version = {counted(connection) + 1}")


def counted(connection: sqlite3.Connection) -> int:
    """How many times the words of this index were counted."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


class IndexCounts:
    """`plan.spelling.WordCounts` of one index. For one thread: it holds that thread's connection."""

    def __init__(self, connection: sqlite3.Connection, syllables: Mapping[str, int]) -> None:
        self.syllables = syllables
        self.total = sum(syllables.values())
        self._connection = connection

    def pairs(self, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], int]:
        pairs = list(wanted)[:MOST_PAIRS]
        if not pairs:
            return {}
        values = ", ".join(["(?, ?)"] * len(pairs))
        statement = f"SELECT first, second, count FROM pairs WHERE (first, second) IN (VALUES {values})"  # noqa: S608
        rows = self._connection.execute(statement, [*chain.from_iterable(pairs)])
        return {(first, second): count for first, second, count in rows}


def load_syllables(connection: sqlite3.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT text, count FROM syllables").fetchall())
