"""The same questions, put to several at once."""

import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.crypto import salted_hmac
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from common.templatetags.site_tags import lang_of, name_of
from inquiries.presenting import recipient_of
from inquiries.recipients import MOST_RECIPIENTS, Recipient, names_of

from .asking import QuestionForm


class AskSeveralForm(QuestionForm):
    """The same question to several, each of whom may be left out."""

    to = forms.MultipleChoiceField(
        label=_("Gửi đến"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Đánh dấu ít nhất một nơi nhận.")},
    )

    field_order = ("to", "kind", "message")

    def __init__(self, *args: Any, recipients: Sequence[Recipient], **kwargs: Any) -> None:
        self.recipients = recipients
        kwargs.setdefault("initial", {})["to"] = [recipient.key for recipient in recipients[:MOST_RECIPIENTS]]
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(recipient.key, _recipient_label(recipient)) for recipient in recipients]
        named = format_html_join("; ", "{}", ((_named(recipient),) for recipient in self.ticked))
        self.fields["consent"].label = self._sentence(format_html("<span data-recipients>{}</span>", named))

    @property
    def ticked(self) -> list[Recipient]:
        """Whom the form as it stands goes to: those ticked, at first as many as one form may ask."""
        keys = self.data.getlist("to") if self.is_bound else self.initial["to"]
        return [recipient for recipient in self.recipients if recipient.key in keys]

    @property
    def names(self) -> str:
        return names_of(self.ticked)

    def consent_words(self) -> str:
        return self._sentence(self.names)

    def _sentence(self, names: str) -> str:
        words = _(
            "Chuyển câu hỏi, tên và liên hệ của tôi đến từng nơi còn được đánh dấu ở trên để trả lời: %(recipients)s. "
            "Nơi nào chỉ thấy câu hỏi gửi cho nơi đó, không biết tôi hỏi thêm những nơi khác. (cần có)"
        )
        before, after = str(words).split("%(recipients)s")
        return format_html("{}{}{}", before, names, after) if isinstance(names, SafeString) else before + names + after

    def clean_to(self) -> list[str]:
        if len(self.cleaned_data["to"]) > MOST_RECIPIENTS:
            raise forms.ValidationError(
                _("Một lần hỏi được nhiều nhất 10 nơi. Bỏ bớt rồi gửi; những nơi còn lại hỏi lần sau.")
            )
        return self.cleaned_data["to"]

    def form_key(self) -> str:
        """The same for the same form sent twice, another when anything in it was changed."""
        parts = (self.data.get("started", ""), *self.question().values(), *self.cleaned_data["contact"])
        keys = [recipient.key for recipient in self.ticked]
        return salted_hmac("inquiries.batch", json.dumps([parts, keys]), algorithm="sha256").hexdigest()


def _recipient_label(recipient: Recipient) -> SafeString:
    """Who and about what; the template beside it is what the consent calls the recipient when its tick comes back."""
    products = format_html_join("; ", "{}", ((name_of(product),) for product in recipient.products))
    template = (
        "<span><template data-recipient>{}</template>"
        '<span class="to__name">{}</span> <span class="hint">{}</span></span>'
    )
    return format_html(template, _named(recipient), _addressee(recipient), products)


def _named(recipient: Recipient) -> SafeString:
    """`Recipient.name`, what of it is in another language than the page marked."""
    if recipient.producer:
        return _addressee(recipient)
    product = recipient.products[0]
    return format_html("{}: <span{}>{}</span>", _addressee(recipient), lang_of(product, "name"), product.name)


def _addressee(recipient: Recipient) -> SafeString:
    words, producer = recipient_of(recipient.producer), recipient.producer
    return format_html("<span{}>{}</span>", lang_of(producer, "name"), words) if producer else format_html("{}", words)
