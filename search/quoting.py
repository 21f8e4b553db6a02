"""What a card quotes of a record's own text, in the reader's language where it says it there."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from common import languages
from common.languages import Words

from .kinds import Kind
from .snippets import line_about

SHOWN = ("name", "beside", "maker", "place")
"""Of a card: what stands there already."""

PRODUCT_TEXTS = (
    *("summary", "set_contents", "material", "use", "technology", "raw_material", "cultural_value", "packing"),
    *("markets", "story"),
)
PRODUCER_TEXTS = ("summary", "capacity", "about")
FAIR_TEXTS = ("about", "programme")
VILLAGE_TEXTS = ("craft", "about")
ROUND_TEXTS = ("about",)


def quoted(kind: Kind, record: Any, card: dict[str, Any], words: tuple[str, ...]) -> dict[str, str]:
    """The card's inputs `said` and `said_lang`; nothing where all words stand on the card, or in no text.

    Asks the database nothing: the record is one that was loaded for its card, so it is public now.
    """
    if not words or kind.texts is None:
        return {}
    line = line_about(kind.texts(record), words, shown=(str(card.get(part) or "") for part in SHOWN))
    return {"said": str(line), "said_lang": line.language} if line else {}


def texts_in(*fields: str, also: tuple[str, ...] = ()) -> Callable[[Any], Iterable[Words]]:
    """What reads these fields of a record, the reader's language first and then every other; `also` are fields of the
    source language alone.
    """

    def read(record: Any) -> Iterator[Words]:
        here = languages.current()
        for code in (here, *(code for code in languages.CODES if code != here)):
            named = [f"{field}_{code}" for field in fields] + [*(also if code == languages.SOURCE else ())]
            for name in named:
                if told := getattr(record, name, ""):
                    yield Words(told, code)

    return read
