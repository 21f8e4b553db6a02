"""Numbers, weights and money as people write them, in the language of the page.

Only the way of writing changes with the language: amounts stay in kilograms and in đồng.
"""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

Amount = int | Decimal


def number(value: Amount | None) -> str:
    """1.234,5 in Vietnamese, 1,234.5 in English; without the zeros that a column adds. Empty for None."""
    if value is None:
        return ""
    plain = f"{value.normalize():f}" if isinstance(value, Decimal) else value
    return str(number_format(plain, use_l10n=True, force_grouping=True))


def weight(kilograms: Amount | None) -> str:
    """ "1.234,5 kg"."""
    return "" if kilograms is None else f"{number(kilograms)} kg"


def money(least: int | None, most: int | None = None) -> str:
    """Đồng: "1.250.000 đ" or "45.000 – 60.000 đ" in Vietnamese, "VND 1,250,000" in English."""
    bounds = dict.fromkeys(number(bound) for bound in (least, most) if bound is not None)
    return _("%(amount)s đ") % {"amount": " – ".join(bounds)} if bounds else ""
