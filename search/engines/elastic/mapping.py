"""How a document lies in Elasticsearch. Python has made the words: the mapping only splits at blanks."""

from typing import Any

from elasticsearch.dsl import Mapping
from elasticsearch.dsl.field import Double, Field, Keyword, Long, Nested, Object, Short, Text

from ...document import Occasion, Reference, SearchDocument
from ..base import KEYED_SORTS, OCCASION_FACETS, VALUE_FACETS
from ..relevance import FIELDS, words_of

LONGEST_VALUE = 512
"""A longer one would be in the source and in no facet, so it is cut before."""
LONGEST_SORT_KEY = 8000
"""Bytes: Elasticsearch refuses a document with a term of 32,766."""
MOST_PREFIX = 12


def mapping() -> Mapping:
    """Every field is declared: what is not is refused, rather than guessed."""
    made = Mapping()
    made.meta("dynamic", "strict")
    begun: dict[str, Any] = {"index_prefixes": {"min_chars": 1, "max_chars": MOST_PREFIX}}
    for name in FIELDS:
        made.field(f"{name}_x", _words())
        made.field(f"{name}_f", _words(**(begun if name == "name" else {})))
    made.field("name_e", _words(**begun))
    for name in ("kind", "awarded", "name_key", *OCCASION_FACETS):
        made.field(name, Keyword(ignore_above=LONGEST_VALUE))
    for name in {*KEYED_SORTS.values(), "digest"}:
        made.field(name, Keyword(index=False))
    made.field("facets", Object(dynamic="strict", properties=_keywords(VALUE_FACETS)))
    made.field("occasions", Nested(dynamic="strict", properties=_keywords(OCCASION_FACETS)))
    made.field("object_id", Long())
    made.field("boost", Double(index=False))
    for name in ("level_rank", "name_length"):
        made.field(name, Short(index=False))
    return made


def _words(**options: Any) -> Field:
    """`index_phrases` keeps pairs of words as terms, and adjacent pairs are what ranking asks for most."""
    return Text(analyzer="whitespace", index_phrases=True, **options)


def _keywords(names: tuple[str, ...]) -> dict[str, Field]:
    return {name: Keyword(ignore_above=LONGEST_VALUE) for name in names}


SETTINGS = {
    # Counts of facets stay exact, and a country's catalogue fits in one.
    "number_of_shards": 1,
    "refresh_interval": "1s",
    # How long the version of a deleted document is remembered: a write that was held up must not bring it back.
    "gc_deletes": "1h",
}


def document_id(reference: Reference) -> str:
    return f"{reference.kind}:{reference.id}"


def reference_of(identifier: str) -> Reference:
    kind, _colon, number = identifier.rpartition(":")
    return Reference(kind, int(number))


def source(document: SearchDocument) -> dict[str, Any]:
    """A document as it is sent."""
    words = {name: words_of(getattr(document, name)) for name in FIELDS}
    occasions = [_occasion(each) for each in document.occasions]
    return {
        **{f"{name}_x": exact for name, (exact, _folded) in words.items()},
        **{f"{name}_f": folded for name, (_exact, folded) in words.items()},
        **{facet: sorted({each[facet] for each in occasions if facet in each}) for facet in OCCASION_FACETS},
        **{name: getattr(document, name)[:LONGEST_SORT_KEY] for name in KEYED_SORTS.values()},
        "name_e": words_of(document.english_name)[1],
        "kind": document.reference.kind,
        "object_id": document.reference.id,
        "awarded": "yes" if document.is_awarded else "no",
        "name_key": document.name_key[:LONGEST_VALUE],
        "facets": {name: _cut(document.facets.get(name, ())) for name in VALUE_FACETS},
        "occasions": occasions,
        "boost": document.boost,
        "level_rank": document.level_rank,
        "name_length": len(document.sort_key),
        "digest": document.digest,
    }


def _occasion(occasion: Occasion) -> dict[str, str]:
    """Without what is not known: an empty value would be counted as one."""
    values = {**occasion._asdict(), "year": str(occasion.year or "")}
    return {facet: value[:LONGEST_VALUE] for facet, value in values.items() if value}


def _cut(values: tuple[str, ...]) -> list[str]:
    return sorted({value[:LONGEST_VALUE] for value in values})
