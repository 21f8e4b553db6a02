"""The buyer's questions and consents."""

import re
import time
from typing import Any

import phonenumbers
from django import forms
from django.core import signing
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from common import text
from inquiries.models import LONGEST_SOUGHT, BuyerKind, InquiryKind
from inquiries.services import Buyer

VIETNAM = 84
LEAST_SECONDS = 3
"""Nobody reads five questions and answers them faster; a script does."""
MOST_LINKS = 2
LONGEST_MESSAGE = 3000
TIME_SALT = "inquiries.started"
KINDS = [
    (InquiryKind.QUESTION.value, _("Hỏi thông tin")),
    (InquiryKind.QUOTATION.value, _("Xin báo giá")),
    (InquiryKind.SAMPLE.value, _("Xin mẫu thử")),
]
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def read_contact(value: str) -> tuple[str, str]:
    """(e-mail, phone) of what was typed in the one contact field; Vietnamese numbers without a country code.

    Raises ValidationError with a sentence that says what is missing.
    """
    words = text.normalise(value)
    if "@" in words:
        try:
            validate_email(words)
        except forms.ValidationError as error:
            raise forms.ValidationError(_("Địa chỉ thư chưa đúng. Ví dụ đúng: hoa@example.com")) from error
        return words, ""
    digits = re.sub(r"\D", "", words)
    try:
        number = phonenumbers.parse(words, "VN")
    except phonenumbers.NumberParseException as error:
        raise forms.ValidationError(_("Ghi số điện thoại hoặc địa chỉ thư để nhận trả lời.")) from error
    is_vietnamese = number.country_code == VIETNAM
    # A Vietnamese number is told from one that lacks a digit; of others, no more than their length is known.
    is_right = phonenumbers.is_valid_number(number) if is_vietnamese else phonenumbers.is_possible_number(number)
    if not is_right:
        if digits.startswith("0") and len(digits) == 9:
            raise forms.ValidationError(_("Số điện thoại còn thiếu một chữ số"))
        raise forms.ValidationError(_("Số điện thoại chưa đúng. Số di động có 10 chữ số, ví dụ 0912 345 678."))
    if is_vietnamese:
        return "", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


class QuestionForm(forms.Form):
    """What a person would ask, and two separate consents, neither ticked before."""

    kind = forms.ChoiceField(
        label=_("Bạn cần gì?"),
        choices=KINDS,
        initial=InquiryKind.QUESTION,
        required=False,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label=_("Bạn muốn hỏi điều gì?"),
        help_text=_("Ví dụ: giá theo thùng, khi nào giao được, có tem truy xuất không"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5, "class": "input"}),
        error_messages={"required": _("Viết điều bạn muốn hỏi.")},
    )
    quantity = forms.CharField(
        label=_("Khoảng bao nhiêu? (không bắt buộc)"),
        help_text=_("Ví dụ: 10 thùng mỗi tháng"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"class": "input input--m"}),
    )
    name = forms.CharField(
        label=_("Tên bạn"),
        max_length=120,
        widget=forms.TextInput(attrs={"class": "input input--m", "autocomplete": "name"}),
        error_messages={"required": _("Ghi tên để cơ sở biết gọi bạn là gì.")},
    )
    contact = forms.CharField(
        label=_("Điện thoại hoặc e-mail để nhận trả lời"),
        help_text=_("Một trong hai là đủ. Số điện thoại có 10 chữ số."),
        max_length=160,
        widget=forms.TextInput(attrs={"class": "input input--m", "autocomplete": "email"}),
        error_messages={"required": _("Ghi số điện thoại hoặc địa chỉ thư để nhận trả lời.")},
    )
    buyer_kind = forms.ChoiceField(
        label=_("Bạn mua cho ai? (không bắt buộc)"),
        choices=BuyerKind.choices,
        required=False,
        widget=forms.Select(attrs={"class": "input input--m"}),
    )
    consent = forms.BooleanField(error_messages={"required": _("Đánh dấu ô này thì câu hỏi mới gửi đi được")})
    news_consent = forms.BooleanField(
        label=_("Trung tâm báo cho tôi khi có hội chợ và hàng mới cùng nhóm. (không bắt buộc)"), required=False
    )
    website = forms.CharField(
        label=_("Để trống ô này"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = self.consent_words()
        self.initial.setdefault("started", signing.dumps(int(time.time()), salt=TIME_SALT))

    def consent_words(self) -> str:
        """The words beside the box, which are stored when it is ticked; they name who will read the question."""
        raise NotImplementedError

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or InquiryKind.QUESTION

    def clean_message(self) -> str:
        message = self.cleaned_data["message"].strip()
        if len(LINK.findall(message)) > MOST_LINKS:
            raise forms.ValidationError(_("Bớt đường dẫn trong câu hỏi: nhiều nhất là hai."))
        return message

    def clean_contact(self) -> tuple[str, str]:
        return read_contact(self.cleaned_data["contact"])

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Xóa chữ trong ô “Để trống ô này” rồi gửi lại."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            started = signing.loads(cleaned.get("started", ""), salt=TIME_SALT)
        except signing.BadSignature:
            started = None
        if started is None or time.time() - started < LEAST_SECONDS:
            raise forms.ValidationError(_("Xem lại câu hỏi một lượt rồi bấm Gửi câu hỏi lần nữa."))
        return cleaned

    def buyer(self) -> Buyer:
        """Who asks, with the words of each consent as they were shown."""
        email, phone = self.cleaned_data["contact"]
        news = self.fields["news_consent"].label if self.cleaned_data["news_consent"] else ""
        return Buyer(
            name=self.cleaned_data["name"],
            email=email,
            phone=phone,
            kind=self.cleaned_data["buyer_kind"],
            consent_text=str(self.consent_words()),
            news_consent_text=str(news),
        )

    def question(self) -> dict[str, str]:
        """What is asked, as the services take it."""
        return {name: self.cleaned_data[name] for name in ("message", "quantity", "kind")}


class AskForm(QuestionForm):
    """A question to one."""

    def __init__(self, *args: Any, recipient: str, **kwargs: Any) -> None:
        self.recipient = recipient
        super().__init__(*args, **kwargs)

    def consent_words(self) -> str:
        words = _("Chuyển câu hỏi, tên và liên hệ của tôi đến %(recipient)s để trả lời. (cần có)")
        return words % {"recipient": self.recipient}


class WordsField(forms.CharField):
    """Words on one line: normalised before they are found to be missing or too many."""

    def to_python(self, value: Any) -> str:
        return text.normalise(super().to_python(value))


class SeekForm(AskForm):
    """What the centre is asked to find; saying more than that is left to the buyer."""

    sought = WordsField(
        label=_("Bạn đang tìm gì?"),
        help_text=_("Ví dụ: chum sành ủ tương 50 lít, làm ở Bắc Ninh"),
        max_length=LONGEST_SOUGHT,
        widget=forms.TextInput(attrs={"class": "input"}),
        error_messages={
            "required": _("Viết vài chữ về thứ bạn tìm."),
            "max_length": _("Viết ngắn hơn: nhiều nhất 200 chữ cái và dấu. Điều khác ghi ở ô “Nói thêm”."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        message, name = self.fields["message"], self.fields["name"]
        message.label, message.required = _("Nói thêm cho dễ tìm (không bắt buộc)"), False
        message.help_text = _("Ví dụ: dùng vào việc gì, cần trước ngày nào, đã thấy ở đâu")
        name.error_messages["required"] = _("Ghi tên để trung tâm biết gọi bạn là gì.")

    def clean_sought(self) -> str:
        sought = self.cleaned_data["sought"]
        if LINK.search(sought):
            raise forms.ValidationError(_("Ghi tên thứ bạn tìm bằng chữ, đừng dán đường dẫn ở đây."))
        return sought

    def question(self) -> dict[str, str]:
        """The words looked for are the question where nothing else was said."""
        sought = self.cleaned_data["sought"]
        asked = super().question()
        return {**asked, "message": asked["message"] or sought, "sought": sought}
