"""Words that the speller knows before any record has them: places, kinds of products, other names of both."""

from collections.abc import Iterator

from common import text
from places.models import Commune
from products.glosses import head_nouns

from . import synonyms
from .names import Names


def trade_words() -> Iterator[str]:
    """Folded phrases: so that a site with a dozen products puts right what is typed about its trade and its country."""
    names = Names()
    for phrase in (*_kinds(names), *_places(names)):
        yield " ".join(text.TOKEN.findall(text.fold(text.exact(phrase))))


def _kinds(names: Names) -> Iterator[str]:
    for node in names.categories.values():
        yield from (node.category.name_vi, *node.category.words.split(","))
    yield from head_nouns()
    yield from synonyms.in_force().terms()


def _places(names: Names) -> Iterator[str]:
    for place in names.places:
        yield from (place.name_vi, *place.other_keys.split("|"))
    yield from Commune.objects.values_list("name_vi", flat=True).iterator()
