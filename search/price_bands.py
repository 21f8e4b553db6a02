"""Bands of prices that readers narrow a list to. Pure: no database, no engine."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from common.amounts import money
from products.models import PriceKind


class Band(NamedTuple):
    """Prices in đồng from `least` up to, but not, `below`; without an end where that is None."""

    least: int
    below: int | None

    @property
    def key(self) -> str:
        return f"{self.least}-{'' if self.below is None else self.below}"

    def has_any_of(self, least: int, most: int) -> bool:
        """Whether a price between these two, both among them, lies in it."""
        return most >= self.least and (self.below is None or least < self.below)

    @property
    def label(self) -> str:
        if self.below is None:
            return _("Từ %(price)s trở lên") % {"price": money(self.least)}
        if not self.least:
            return _("Dưới %(price)s") % {"price": money(self.below)}
        return money(self.least, self.below)


BANDS = (
    Band(0, 50_000),
    Band(50_000, 200_000),
    Band(200_000, 500_000),
    Band(500_000, 2_000_000),
    Band(2_000_000, None),
)
ON_REQUEST = PriceKind.ON_REQUEST.value
KEYS = (*(band.key for band in BANDS), ON_REQUEST)


def bands_of(kind: str, least: int | None, most: int | None) -> tuple[str, ...]:
    """Every band that a product's price, or a part of its range, lies in, as the product's page shows it.

    One that only says "ask" has a band of its own. One that says nothing of a price has none: most of what was copied
    from the register says nothing, and would bury what invites the question.
    """
    if kind == PriceKind.ON_REQUEST:
        return (ON_REQUEST,)
    if kind != PriceKind.RANGE or least is None:
        return ()
    return tuple(band.key for band in BANDS if band.has_any_of(least, most or least))


def band_label(key: str) -> str:
    """A band in the reader's words; the key itself where there is no such band."""
    if key == ON_REQUEST:
        return _("Hỏi giá")
    return next((band.label for band in BANDS if band.key == key), key)
