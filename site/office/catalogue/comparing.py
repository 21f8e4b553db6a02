"""Two drafts' numbers, days and lists beside each other, as a reader writes them."""

import datetime
from typing import Any

from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class

from common import days

READ_AS_WORDS = (
    models.IntegerField,
    models.DecimalField,
    models.BooleanField,
    models.DateField,
    models.JSONField,
)


def words(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return days.day(value) if isinstance(value, datetime.date) else str(value)


class WordsComparison(FieldComparison):
    """One field of two drafts."""

    def htmldiff(self) -> SafeString:
        before, after = words(self.val_a), words(self.val_b)
        if before == after:
            return escape(after)
        sides = (("deletion", before), ("addition", after))
        return TextDiff([(kind, text) for kind, text in sides if text]).to_html()


def register() -> None:
    """In place of Wagtail's own comparison, which shows Python's values."""
    for field in READ_AS_WORDS:
        register_comparison_class(field, comparison_class=WordsComparison)
