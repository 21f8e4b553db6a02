"""A form field for a commune of today, typed by any name it has or had."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .models import Commune
from .suggesting import nearest_names
from .widgets import CommuneSelect, TypedCommune


class CommuneField(forms.ModelChoiceField):
    """A `ModelChoiceField` over communes whose input is text; cleans to a `Commune` or None.

    Model forms of the admin use it for every foreign key to `Commune` (see `places.apps`).
    """

    widget = CommuneSelect
    default_error_messages = {
        "ambiguous": _("Có nhiều nơi hợp với “%(typed)s”. Hãy chọn một nơi bên dưới."),
        "unknown": _("Không tìm thấy xã, phường hay đặc khu “%(typed)s”."),
        "unknown_near": _("Không tìm thấy xã, phường hay đặc khu “%(typed)s”. Gần nhất: %(names)s."),
    }

    def __init__(self, queryset: QuerySet[Commune] | None = None, **kwargs: Any) -> None:
        super().__init__(Commune.objects.with_province() if queryset is None else queryset, **kwargs)

    def to_python(self, value: Any) -> Commune | None:
        if isinstance(value, TypedCommune) and not value.is_clear:
            raise self._unclear(value)
        commune: Commune | None = super().to_python(value)
        return commune

    def _unclear(self, value: TypedCommune) -> ValidationError:
        if value.found:
            code, names = "ambiguous", []
        else:
            names = nearest_names(value.typed)
            code = "unknown_near" if names else "unknown"
        params = {"typed": value.typed, "names": "; ".join(names)}
        return ValidationError(self.error_messages[code], code=code, params=params)
