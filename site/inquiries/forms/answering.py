"""The producer's answer, and what the desk notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiries.models import AttemptKind
from inquiries.models.contact import CALL_OUTCOMES, AttemptOutcome

from .asking import LONGEST_MESSAGE


class AnswerForm(forms.Form):
    """The producer's words, from the signed link or noted by the desk."""

    text = forms.CharField(
        label=_("Trả lời khách"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6, "class": "input"}),
        error_messages={"required": _("Viết vài lời trả lời rồi hãy gửi.")},
    )


class CallForm(forms.Form):
    """What came of a call, a Zalo message or a visit."""

    kind = forms.ChoiceField(
        label=_("Bằng cách nào"),
        choices=[(kind.value, kind.label) for kind in (AttemptKind.CALL, AttemptKind.ZALO, AttemptKind.VISIT)],
    )
    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[(outcome.value, AttemptOutcome(outcome).label) for outcome in CALL_OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn kết quả của cuộc gọi.")},
    )
    call_again_at = forms.DateTimeField(
        label=_("Gọi lại lúc"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Để trống: danh sách nhắc lại sau 4 giờ."),
    )
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)


class CloseForm(forms.Form):
    """Why an inquiry ends without an answer."""

    reason = forms.CharField(
        label=_("Lý do đóng"), max_length=300, error_messages={"required": _("Ghi lý do đóng câu hỏi.")}
    )
