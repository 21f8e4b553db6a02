"""Form fields for what the models keep as JSON, and for trees."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from common import languages
from products.models import Category

from .tree import INDENT, in_tree_order

FIRST_MARKETS = ("CN", "JP", "KR", "TW", "HK", "SG", "TH", "LA", "KH", "US", "CA", "AU", "DE", "FR", "GB", "NL", "RU")
"""Where rural products mostly go; the others follow by name."""
NOT_MARKETS = frozenset({"VN", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})


class MonthsField(forms.TypedMultipleChoiceField):
    """Months 1 to 12 as checkboxes; cleans to a sorted list of numbers."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        choices = [(number, _("Tháng %(number)s") % {"number": number}) for number in range(1, 13)]
        super().__init__(choices=choices, coerce=int, empty_value=[], required=False, **kwargs)


@cache
def _countries(language: str) -> Sequence[tuple[str, str]]:
    """(code of ISO 3166-1, name in the language), the usual markets first."""
    names = Locale.parse(language).territories
    codes = {code for code in names if len(code) == 2 and code.isalpha()} - NOT_MARKETS
    others = sorted(codes - set(FIRST_MARKETS), key=lambda code: names[code])
    return tuple((code, f"{names[code]} ({code})") for code in (*FIRST_MARKETS, *others))


def country_choices() -> Sequence[tuple[str, str]]:
    return _countries(languages.current())


class MarketsField(forms.MultipleChoiceField):
    """Countries as checkboxes in a box that scrolls; cleans to a list of codes."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs={"class": "office-scrolled"})
        super().__init__(choices=country_choices, widget=widget, required=False, **kwargs)


class IndentedCategories(ModelChoiceIterator):
    """The options of a category field, indented as the tree is; those in the store-room say so."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        yield "", str(self.field.empty_label)
        for depth, category in in_tree_order(list(self.queryset)):
            archived = _(" (trong kho)") if category.archived_at else ""
            yield self.field.prepare_value(category), f"{INDENT * depth}{category}{archived}"


class CategoryField(forms.ModelChoiceField):
    """A category, from a list that is indented as the tree is."""

    iterator = IndentedCategories

    def __init__(self, **kwargs: Any) -> None:
        defaults = {"label": _("Loại sản phẩm"), "required": False, "empty_label": _("Chưa chọn")}
        super().__init__(Category.objects.all(), **{**defaults, **kwargs})
