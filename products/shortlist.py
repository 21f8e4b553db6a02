"""What a buyer has chosen: a list of products that lives in an address, "?sp=12.45.7".

No account and no cookie: the device remembers the same words, and whoever is sent the address sees the same list.
The numbers are the records' own, so a name or an address that changes takes nothing out of a list.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from common.loading import end_of_merges

from .models import Product, ProductQuerySet
from .presenting.cards import with_card_parts

PARAMETER = "sp"
MOST_CHOSEN = 40
MOST_COMPARED = 6
NUMBER = re.compile(r"[1-9][0-9]{0,9}", re.ASCII)
SEPARATORS = re.compile(r"[.,;\s]+")
LONGEST_ADDRESS = 2_000
"""Characters of the parameter that are read: more than forty numbers of ten digits need."""


@dataclass(frozen=True)
class Shortlist:
    """The products' numbers in the order in which they were chosen, each once, at most forty."""

    numbers: tuple[int, ...] = ()
    left_out: int = 0
    """How many further numbers the address held."""

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "Shortlist":
        chosen = tuple(dict.fromkeys(numbers))
        return cls(chosen[:MOST_CHOSEN], max(0, len(chosen) - MOST_CHOSEN))

    @classmethod
    def from_address(cls, query: QueryDict) -> "Shortlist":
        """What the address says; ticked boxes ("sp=12&sp=45") and joined numbers mean the same. No text raises."""
        words = ".".join(query.getlist(PARAMETER))[:LONGEST_ADDRESS]
        parts = SEPARATORS.split(words)
        return cls.of(int(part) for part in parts if NUMBER.fullmatch(part))

    @property
    def code(self) -> str:
        """The list as the address and the device keep it: "12.45.7"."""
        return ".".join(str(number) for number in self.numbers)

    @property
    def query(self) -> str:
        """The list as the end of an address: "?sp=12.45.7"; nothing for an empty list."""
        return f"?{PARAMETER}={self.code}" if self.numbers else ""

    @property
    def is_full(self) -> bool:
        return len(self.numbers) >= MOST_CHOSEN

    def __len__(self) -> int:
        return len(self.numbers)

    def __contains__(self, number: object) -> bool:
        return number in self.numbers

    def plus(self, number: int) -> "Shortlist":
        return Shortlist.of((*self.numbers, number))

    def minus(self, number: int) -> "Shortlist":
        return Shortlist.of(kept for kept in self.numbers if kept != number)


@dataclass(frozen=True)
class Chosen:
    """The products of a list that the public may see, in its order, and the names of those it may not see any more."""

    shortlist: Shortlist
    """The list as it is from now on: without what is gone, and with what a merged product became."""
    products: tuple[Product, ...]
    gone: tuple[str, ...] = ()
    unknown: int = 0
    """How many numbers no product that was ever public has."""


def load_chosen(shortlist: Shortlist, products: ProductQuerySet | None = None) -> Chosen:
    """The products of the list with all that a card reads, from `products` where more is read of them.

    A merged product is the one that it was merged into. One that was withdrawn is told of by name; of one that was
    never public not even the name is told. Four queries, and one more where something is missing.
    """
    source = products if products is not None else with_card_parts(Product.objects.published())
    found = {product.pk: product for product in source.filter(pk__in=shortlist.numbers)}
    missing = [number for number in shortlist.numbers if number not in found]
    if not missing:
        return Chosen(shortlist, tuple(found[number] for number in shortlist.numbers))
    former = {product.pk: product for product in Product.objects.filter(pk__in=missing)}
    merged = {number: end_of_merges(Product, number) for number, record in former.items() if record.merged_into_id}
    ends = set(merged.values()) - found.keys()
    found |= {product.pk: product for product in source.filter(pk__in=ends)} if ends else {}
    kept = Shortlist.of(end for number in shortlist.numbers if (end := merged.get(number, number)) in found)
    lost = [former[number] for number in missing if number in former and merged.get(number) not in found]
    gone = tuple(product.name for product in lost if was_public(product))
    return Chosen(
        Shortlist(kept.numbers, shortlist.left_out),
        tuple(found[number] for number in kept.numbers),
        gone,
        unknown=len(missing) - len(former) + len(lost) - len(gone),
    )


def was_public(product: Product) -> bool:
    """Whether the public has seen it once: what was published, or lies in the archive while live."""
    return product.first_published_at is not None or product.live
