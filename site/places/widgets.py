"""A commune picker that needs no JavaScript: type, send, and choose where the text is not clear.

With JavaScript the same input offers suggestions while typing (`static/places/commune-picker.js`).
It works in any form, public or in the admin, over a `ModelChoiceField` of communes; `places.forms.CommuneField`
adds sentences that say what is wrong with the text.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext as _

from .labels import full_label
from .models import Commune
from .suggesting import LONGEST, MOST_SUGGESTIONS, Suggestion, choose


class TypedCommune(str):
    """What was sent: as a string the key of the commune, or for an unclear text a string that is no key."""

    typed: str
    found: list[Suggestion]

    @property
    def is_clear(self) -> bool:
        return self.isdecimal()

    @classmethod
    def of(cls, typed: str, key: int | str | None, found: list[Suggestion] | None = None) -> "TypedCommune":
        value = cls(f"“{typed}”" if key is None else key)
        value.typed, value.found = typed, found or []
        return value


class CommuneSelect(forms.Widget):
    """Text input, hidden key and (for an unclear text) radio buttons, all named after the field.

    `NAME` is the text; `NAME_choice` the key chosen for the text in `NAME_asked`: when the text has
    changed since, the choice is ignored. A bare number as text is taken for the key itself.
    """

    template_name = "places/commune_select.html"
    choices: Any = ()  # set by ModelChoiceField; the communes are never listed

    class Media:
        css = {"all": ["places/commune-picker.css"]}
        js = ["site/js/combobox.js", "places/commune-picker.js"]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        typed = str(data.get(name) or "").strip()[:LONGEST]
        if not typed:
            return ""
        if typed.isascii() and typed.isdecimal():
            return TypedCommune.of(typed, typed)
        choice = str(data.get(f"{name}_choice") or "")
        if choice.isascii() and choice.isdecimal() and data.get(f"{name}_asked") == typed:
            return TypedCommune.of(typed, choice)
        commune, found = choose(typed)
        return TypedCommune.of(typed, commune.pk if commune else None, found)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed, key, found = self._shown(value)
        context["widget"].update(
            typed=typed,
            key=key,
            found=found[:MOST_SUGGESTIONS],
            more=len(found) > MOST_SUGGESTIONS,
            longest=LONGEST,
            suggest_url=reverse("places:suggest"),
            list_text=_("Gợi ý"),
            count_text=_("Có {count} gợi ý, dùng phím mũi tên để chọn."),
            none_text=_("Không có gợi ý nào."),
        )
        return context

    def _shown(self, value: Any) -> tuple[str, str, list[Suggestion]]:
        """The text in the input, the key behind it and the choices offered."""
        if isinstance(value, TypedCommune) and value.typed != str(value):
            return value.typed, str(value) if value.is_clear else "", [] if value.is_clear else value.found
        if isinstance(value, Commune):
            value = value.pk
        if value in (None, "") or not str(value).isdecimal():
            return "", "", []
        try:
            commune = Commune.objects.with_province().get(pk=value)
        except ObjectDoesNotExist:
            return str(value), "", []
        return full_label(commune), str(commune.pk), []
