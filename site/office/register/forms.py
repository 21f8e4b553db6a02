"""Forms of what can happen to an award or a decision. Each asks for the reason that the register keeps."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.models import Document
from wagtail.documents.widgets import AdminDocumentChooser

from common.errors import Refusal
from places.models import Region
from products.models import Award, AwardLevel, AwardStanding, Decision
from products.services.codes import read_code
from products.services.standing import AS_AWARDED

DATES = ("granted_date", "valid_until")
LONGEST_REASON = 1000


class ReasonForm(forms.Form):
    """What every entry asks."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi vào sổ và không sửa được nữa."),
    )


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=AdminDateInput, **options)


def paper_field(label: Any, **options: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Document.objects.all(), label=label, required=False, widget=AdminDocumentChooser, **options
    )


class CorrectForm(ReasonForm):
    """Every field that a correction may change, as it stands now. Only what is changed is recorded."""

    field_order = [*AS_AWARDED, "reason"]

    def __init__(self, *args: Any, standing: AwardStanding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in AS_AWARDED:
            self.fields[name] = self._field(name)
            self.initial.setdefault(name, getattr(standing, name))
        self.order_fields(self.field_order)

    def _field(self, name: str) -> forms.Field:
        column = Award._meta.get_field(name)
        choices = {"level": AwardLevel.choices, "region": [("", _("không ghi")), *Region.choices]}
        if name in choices:
            return forms.ChoiceField(label=column.verbose_name, choices=choices[name], required=name == "level")
        if name in DATES:
            return day_field(column.verbose_name, required=False)
        if name == "year":
            return forms.IntegerField(label=column.verbose_name, required=False)
        return forms.CharField(label=column.verbose_name, max_length=column.max_length, required=not column.blank)

    def changes(self) -> dict[str, Any]:
        """Changed fields with their right values."""
        return {name: self.cleaned_data[name] for name in AS_AWARDED if name in self.changed_data}


class CheckForm(ReasonForm):
    """The comparison of a transcribed award with the signed decision."""

    date = day_field(_("Ngày đối chiếu"), initial=timezone.localdate)
    decision = forms.ModelChoiceField(
        Decision.objects.released(),
        label=_("Quyết định đã đối chiếu"),
        required=False,
        help_text=_("Chỉ chọn khi mục này chưa ghi quyết định."),
    )
    document = paper_field(_("Bản quyết định"), help_text=_("Để trống thì lấy tệp của quyết định."))
    field_order = ["date", "decision", "document", "reason"]


class AwardCodeField(forms.CharField):
    """An award by its verification code."""

    def clean(self, value: Any) -> Award | None:
        typed = super().clean(value)
        try:
            code = read_code(typed)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        award = Award.objects.filter(code=code).first()
        if award is None:
            raise forms.ValidationError(_("Không có mã này trong sổ."))
        return award


class SupersedeForm(ReasonForm):
    """Another award takes this one's place."""

    superseded_by = AwardCodeField(label=_("Mã kiểm tra của công nhận thay thế"), max_length=20)
    effective_date = day_field(_("Từ ngày"), initial=timezone.localdate)
    field_order = ["superseded_by", "effective_date", "reason"]


class RevokeForm(ReasonForm):
    """The award is withdrawn from a day on."""

    effective_date = day_field(_("Thu hồi từ ngày"), initial=timezone.localdate)
    document = paper_field(_("Văn bản thu hồi"))
    field_order = ["effective_date", "document", "reason"]
