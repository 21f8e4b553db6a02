"""Asking, following and answering. These pages carry a CSRF cookie and are never cached."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common.errors import Refusal
from producers.access import published_producer_or_redirect
from producers.models import Producer
from products.access import published_product_or_redirect
from products.models import Product

from . import services
from .access import count_answer, count_try
from .forms import AnswerForm, AskForm
from .models import AuthorKind, InquirySettings
from .presenting import recipient_of, subject_card
from .tokens import buyer_token, inquiry_of_buyer, inquiry_of_producer


@never_cache
@require_http_methods(["GET", "POST"])
def ask_product(request: HttpRequest, slug: str) -> HttpResponse:
    """The form about a product, which goes to its producer, or to the centre where the maker is not known."""
    product, moved_to = published_product_or_redirect(slug)
    if product is None:
        return redirect("inquiries:ask_product", moved_to, permanent=True)
    maker = product.producer if product.producer and product.producer.is_public else None
    return _ask(request, product=product, producer=maker)


@never_cache
@require_http_methods(["GET", "POST"])
def ask_producer(request: HttpRequest, slug: str) -> HttpResponse:
    """The form to a producer, about no product in particular."""
    producer, moved_to = published_producer_or_redirect(slug)
    if producer is None:
        return redirect("inquiries:ask_producer", moved_to, permanent=True)
    return _ask(request, product=None, producer=producer)


def _ask(request: HttpRequest, *, product: Product | None, producer: Producer | None) -> HttpResponse:
    form = AskForm(request.POST or None, recipient=recipient_of(producer))
    if request.method == "POST" and form.is_valid():
        try:
            count_try(request, contact=form.cleaned_data["contact"], target=product or producer)
            inquiry = services.open_inquiry(
                product=product,
                producer=producer,
                buyer=form.buyer(),
                message=form.cleaned_data["message"],
                quantity=form.cleaned_data["quantity"],
                language=get_language() or "vi",
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("inquiries:sent", buyer_token(inquiry))
    context = {
        "form": form,
        "card": subject_card(product, producer),
        "producer": producer,
        "rules": InquirySettings.load(request_or_site=request),
    }
    return render(request, "inquiries/ask.html", context, status=422 if form.errors else 200)


@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """What happens next; also reached again from the browser's history."""
    inquiry = inquiry_of_buyer(token)
    if inquiry is None:
        raise Http404
    if inquiry.consent_withdrawn_at:
        return redirect("inquiries:follow", token)
    rules = InquirySettings.load(request_or_site=request)
    return render(request, "inquiries/sent.html", {"inquiry": inquiry, "token": token, "rules": rules})


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """The buyer's own page: what was asked and answered, and the consent to take back."""
    inquiry = inquiry_of_buyer(token)
    if inquiry is None:
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        services.withdraw_consent(inquiry=inquiry)
        return redirect("inquiries:follow", token)
    return render(request, "inquiries/follow.html", {"inquiry": inquiry, "thread": inquiry.messages.all()})


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The producer's page behind the signed link: reading is confirmed by a button, since scanners open links."""
    inquiry = inquiry_of_producer(token)
    if inquiry is None:
        return render(request, "inquiries/link_expired.html", status=410)
    form = AnswerForm(request.POST if request.POST.get("do") == "answer" else None)
    if request.POST.get("do") == "read":
        services.mark_opened(inquiry=inquiry)
        return redirect("inquiries:answer", token)
    if form.is_bound and form.is_valid():
        try:
            count_answer(inquiry)
            services.answer(inquiry=inquiry, text=form.cleaned_data["text"], author_kind=AuthorKind.PRODUCER)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("inquiries:answer", token)
    context = {"inquiry": inquiry, "thread": inquiry.messages.all(), "form": form}
    return render(request, "inquiries/answer.html", context, status=422 if form.errors else 200)
