"""The forms of the import's screens."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.tables.limits import MAX_BYTES
from places.models import Region
from products.annex import FIELDS, IGNORED, Block, Mapping
from products.annex.fields import TICKS
from products.models import AwardLevel

from .models import CallOutcome

SIGNED = b"%PDF-"


class UploadForm(forms.Form):
    """A file, or a table pasted from Excel or Word."""

    file = forms.FileField(
        label=_("Tệp phụ lục"),
        required=False,
        help_text=_("Tệp .xlsx, .docx hoặc .csv, không quá 10 MB. Gửi nguyên như văn phòng soạn."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.docx,.csv,.tsv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("hoặc dán bảng vào đây"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Chọn cả bảng trong Excel hoặc Word, sao chép rồi dán."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and file.size > MAX_BYTES:
            raise ValidationError(_("Tệp lớn hơn 10 MB. Hãy bỏ hình ảnh hoặc chia thành nhiều tệp nhỏ hơn."))
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data.get("file") and not (data.get("pasted") or "").strip():
            raise ValidationError(_("Hãy chọn tệp hoặc dán bảng."))
        return data


class FactsForm(forms.Form):
    """What the list does not say itself. A row's own words always win."""

    level = forms.ChoiceField(
        label=_("Cấp công nhận"), required=False, choices=[("", _("theo danh sách")), *AwardLevel.choices]
    )
    year = forms.IntegerField(label=_("Năm"), required=False, min_value=1990, max_value=2100, localize=False)
    province = forms.CharField(
        label=_("Tỉnh"),
        required=False,
        max_length=80,
        help_text=_("Chỉ lấy dòng của tỉnh này. Danh sách không ghi tỉnh thì được hiểu là của tỉnh này."),
    )
    region = forms.ChoiceField(label=_("Khu vực"), required=False, choices=[("", _("theo danh sách")), *Region.choices])
    source_url = forms.URLField(
        label=_("Nguồn"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Địa chỉ trang đã đăng danh sách, nếu chép từ nguồn công khai."),
    )


class ColumnsForm(forms.Form):
    """One select a column of one list in the file."""

    def __init__(self, *args: Any, block: Block, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.block = block
        options = [(IGNORED, _("— không dùng —")), *((field.name, field.label) for field in FIELDS)]
        for letter, header in block.headers:
            known = block.mapping.field_of(letter)
            choices = [*options, (known, header)] if known.startswith(TICKS) else options
            self.fields[f"column_{letter}"] = forms.ChoiceField(
                label=f"{letter}: {header or '—'}", choices=choices, initial=known, required=False
            )

    @property
    def mapping(self) -> Mapping:
        """The mapping that was chosen, for this list's header."""
        chosen = Mapping((), self.block.mapping.signature)
        for letter, _header in self.block.headers:
            chosen = chosen.with_column(letter, self.cleaned_data[f"column_{letter}"])
        return chosen

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        named = [value for value in data.values() if value and "=" not in value]
        doubled = sorted({value for value in named if named.count(value) > 1})
        if doubled:
            labels = {field.name: str(field.label) for field in FIELDS}
            names = ", ".join(labels[name] for name in doubled)
            raise ValidationError(_("Mỗi nội dung chỉ ở một cột: %(names)s.") % {"names": names})
        return data


class RememberForm(forms.Form):
    """Whether the columns are remembered."""

    remember = forms.BooleanField(label=_("Nhớ cách ghép cột này cho lần sau"), required=False, initial=True)


class DraftForm(forms.Form):
    """The title of a draft decision."""

    title = forms.CharField(
        label=_("Trích yếu"),
        required=False,
        max_length=300,
        help_text=_("Để trống thì đặt theo cấp và năm của danh sách."),
    )


class ReleaseForm(forms.Form):
    """The day of signing: number, date and the signed paper."""

    number = forms.CharField(label=_("Số quyết định"), max_length=60, help_text=_("Ví dụ: 1738/QĐ-UBND."))
    date = forms.DateField(label=_("Ngày ký"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=200)
    file = forms.FileField(
        label=_("Bản quyết định đã ký (PDF)"),
        required=False,
        help_text=_("Có bản ký thì công nhận được ghi là đã đối chiếu; không có thì ghi là chép, chưa đối chiếu."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
    )
    valid_until = forms.DateField(
        label=_("Có hiệu lực đến"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Đề xuất theo quy ước của sổ; sửa lại nếu quyết định ghi khác. Để trống nếu chưa rõ."),
    )

    def clean_date(self) -> Any:
        date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise ValidationError(_("Ngày ký không thể ở tương lai."))
        return date

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if not file:
            return None
        beginning = file.read(len(SIGNED))
        file.seek(0)
        if beginning != SIGNED or not file.name.lower().endswith(".pdf"):
            raise ValidationError(_("Tệp này không phải là PDF."))
        if file.size > 30 * 1024 * 1024:
            raise ValidationError(_("Tệp lớn hơn 30 MB. Nén tệp PDF lại rồi tải lên."))
        return file


class CorrectionForm(forms.Form):
    """A typing error in a released decision."""

    number = forms.CharField(label=_("Số quyết định"), max_length=60)
    date = forms.DateField(label=_("Ngày ký"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("Lý do đính chính"), max_length=400)


class CallForm(forms.Form):
    """What came of one call."""

    producer = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label=_("Kết quả"), choices=CallOutcome.Outcome.choices)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=240)
