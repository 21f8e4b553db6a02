"""What the two buttons of the review screen post: the decision, and what was looked at."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _


class MomentField(forms.CharField):
    """A moment to the microsecond, as `isoformat` writes it: Django's own field drops what it does not show."""

    widget = forms.HiddenInput

    def to_python(self, value: str) -> datetime:
        try:
            return datetime.fromisoformat(super().to_python(value))
        except ValueError:
            raise forms.ValidationError(_("Trang đã cũ, hãy mở lại.")) from None


class SeenForm(forms.Form):
    """The revision that was on the screen."""

    revision_id = forms.IntegerField(widget=forms.HiddenInput)
    seen_at = MomentField()


class ApproveForm(SeenForm):
    comment = forms.CharField(
        label=_("Lời nhắn cho người viết (không bắt buộc)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SendBackForm(SeenForm):
    reason = forms.CharField(
        label=_("Cần sửa điều gì"),
        help_text=_("Người viết đọc đúng những chữ này."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Hãy ghi điều cần sửa, để người viết biết.")},
    )
