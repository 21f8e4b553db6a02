"""The desk's screens: the lists, one inquiry, and what is noted about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.errors import Refusal
from inquiries.forms import AnswerForm, CallForm, CloseForm
from inquiries.models import AuthorKind, Inquiry
from inquiries.services import answer, close, may_be_passed_on, record_call
from producers.models import ChannelKind

from .access import inquiry_for_desk, require_desk
from .lists import LISTS, inquiries_in
from .messages import words_for_producer

A_PAGE = 30
FIRST_LIST = "goi"


@require_GET
def desk(request: HttpRequest, name: str = FIRST_LIST) -> HttpResponse:
    """One of the five lists, with the counts of all."""
    require_desk(request.user)
    if name not in LISTS:
        raise Http404
    tabs = [
        {"name": key, "label": label, "count": find().count(), "is_open": key == name}
        for key, (label, find) in LISTS.items()
    ]
    page = Paginator(inquiries_in(name).with_subject(), A_PAGE).get_page(request.GET.get("p"))
    return render(request, "office/desk/list.html", {"tabs": tabs, "page": page, "title": _("Câu hỏi của khách")})


@require_GET
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    return _screen(request, inquiry_for_desk(request.user, reference))


@require_POST
def note_call(request: HttpRequest, reference: str) -> HttpResponse:
    """What came of a call, a Zalo message or a visit."""

    def act(inquiry: Inquiry, form: Form) -> str:
        record_call(inquiry=inquiry, by=request.user, **form.cleaned_data)
        return _("Đã ghi kết quả liên hệ.")

    return _noted(request, reference, CallForm(request.POST, prefix="call"), "call", act)


@require_POST
def answer_on_behalf(request: HttpRequest, reference: str) -> HttpResponse:
    """The producer's words, noted by the desk and labelled so; the centre's own where it was to find something."""

    def act(inquiry: Inquiry, form: Form) -> str:
        words = form.cleaned_data["text"]
        if inquiry.sought:
            answer(inquiry=inquiry, text=words, author_kind=AuthorKind.CENTRE, by=request.user)
            return _("Đã gửi trả lời của trung tâm cho khách.")
        answer(inquiry=inquiry, text=words, author_kind=AuthorKind.ON_BEHALF, by=request.user)
        return _("Đã gửi trả lời cho khách, ghi rõ là trung tâm viết thay cơ sở.")

    return _noted(request, reference, AnswerForm(request.POST, prefix="answer"), "answer", act)


@require_POST
def close_inquiry(request: HttpRequest, reference: str) -> HttpResponse:
    """End it without an answer."""

    def act(inquiry: Inquiry, form: Form) -> str:
        close(inquiry=inquiry, by=request.user, reason=form.cleaned_data["reason"])
        return _("Đã đóng câu hỏi.")

    return _noted(request, reference, CloseForm(request.POST, prefix="close"), "close", act)


def _noted(
    request: HttpRequest, reference: str, form: Form, name: str, act: Callable[[Inquiry, Form], str]
) -> HttpResponse:
    """Do it and come back; what is wrong stands beside what was typed."""
    inquiry = inquiry_for_desk(request.user, reference)
    if not form.is_valid():
        return _screen(request, inquiry, forms={name: form}, status=400)
    try:
        words = act(inquiry, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, inquiry_for_desk(request.user, reference), forms={name: form}, status=409)
    messages.success(request, words)
    return redirect("office:inquiry", reference)


def _screen(
    request: HttpRequest, inquiry: Inquiry, *, forms: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "call": CallForm(prefix="call"),
        "answer": AnswerForm(prefix="answer"),
        "close": CloseForm(prefix="close"),
        **(forms or {}),
    }
    context = {
        "inquiry": inquiry,
        "is_overdue": inquiry.is_overdue(),
        "thread": inquiry.messages.select_related("author"),
        "attempts": inquiry.attempts.select_related("by"),
        "beside": _beside(inquiry),
        "channels": _channels(inquiry),
        "words": words_for_producer(inquiry) if inquiry.is_open and inquiry.producer_id else "",
        "may_pass_on": inquiry.is_open and inquiry.product is not None and may_be_passed_on(inquiry),
        "forms": shown,
        "title": _("Câu hỏi %(reference)s") % {"reference": inquiry.reference},
    }
    return render(request, "office/desk/detail.html", context, status=status)


def _beside(inquiry: Inquiry) -> list[Inquiry]:
    """What the buyer asked others with the same form."""
    if inquiry.batch is None:
        return []
    return list(inquiry.batch.inquiries.with_subject().exclude(pk=inquiry.pk).order_by("pk"))


def _channels(inquiry: Inquiry) -> list[dict[str, Any]]:
    """How the producer may be reached for a delivery: (words, address to press on a phone)."""
    if inquiry.producer is None:
        return []
    found = []
    for channel in inquiry.producer.channels.for_delivery():
        digits = "".join(character for character in channel.value if character.isdigit() or character == "+")
        schemes = {
            ChannelKind.PHONE: f"tel:{digits}",
            ChannelKind.ZALO: f"tel:{digits}",
            ChannelKind.EMAIL: f"mailto:{channel.value}",
        }
        found.append({"channel": channel, "address": schemes.get(ChannelKind(channel.kind), "")})
    return found
