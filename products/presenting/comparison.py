"""Products side by side: the same facts in the same words as on each product's own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common.days import day
from common.drawings.marks import STATE_WORDS
from common.languages import Words, joined
from products.models import AwardState, Product, ProductQuerySet

from . import awards, facts
from .cards import maker_language, maker_name, product_card, shown_standing, with_card_parts
from .places import maker_place


@dataclass(frozen=True)
class Row:
    """One question answered for every product, in their order; an empty answer is one that nobody gave.

    Answers know their language where it may be another than the page's.
    """

    label: str
    values: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(self.values)

    @property
    def is_same(self) -> bool:
        """Every product has the same answer, so that it does not help to choose."""
        return len(self.values) > 1 and len(set(self.values)) == 1


@dataclass(frozen=True)
class Comparison:
    """The table: `cards` head its columns, `rows` hold what at least one product tells of."""

    products: tuple[Product, ...]
    cards: tuple[dict[str, Any], ...]
    rows: tuple[Row, ...]
    untold: tuple[str, ...]
    """Questions that none of the products answers."""

    @property
    def has_same(self) -> bool:
        return any(row.is_same for row in self.rows)


def with_compared_parts(products: ProductQuerySet) -> ProductQuerySet:
    """The products with what a comparison reads: six queries whatever their number."""
    return with_card_parts(products).prefetch_related("certificates", "recognitions")


def compare(products: Sequence[Product]) -> Comparison:
    """The comparison of products loaded by `with_compared_parts`."""
    told = [_answers(product) for product in products]
    rows = tuple(
        Row(answers[0][0], tuple(value for _label, value in answers)) for answers in zip(*told, strict=True) if answers
    )
    return Comparison(
        products=tuple(products),
        cards=tuple(product_card(product) for product in products),
        rows=tuple(row for row in rows if not row.is_empty),
        untold=tuple(row.label for row in rows if row.is_empty),
    )


def _answers(product: Product) -> list[tuple[str, str]]:
    """(question, answer) in the order of the table; every product has the same questions."""
    standing = shown_standing(product.standings.all())
    return [
        (_("Công nhận"), awards.title(standing) if standing else ""),
        (_("Năm công nhận"), str(standing.year or "") if standing else ""),
        (_("Thời hạn công nhận"), _validity(standing) if standing else ""),
        (_("Cơ sở sản xuất"), Words(maker_name(product, standing), maker_language(product))),
        (_("Nơi làm"), maker_place(product, standing)),
        *((row["label"], row["value"]) for row in facts.every_fact(product)),
        (_("Danh hiệu khác"), joined(facts.recognition_words(product), "; ")),
    ]


def _validity(standing: Any) -> str:
    """The award's state today, as `<c-validity>` says it."""
    state, until = standing.state, standing.valid_until
    if until and state == AwardState.IN_FORCE:
        return _("Còn hiệu lực đến %(day)s") % {"day": day(until)}
    if until and state == AwardState.EXPIRED:
        return _("Đã hết hiệu lực (%(day)s)") % {"day": day(until)}
    words = str(STATE_WORDS[str(state.value)])
    return words[:1].upper() + words[1:]
