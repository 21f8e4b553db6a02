"""Asking, following and answering. These pages carry a CSRF cookie and are never cached."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from common import languages, text
from common.errors import Refusal
from producers.access import published_producer_or_redirect
from producers.models import Producer
from products.access import published_product_or_redirect
from products.models import Product
from products.shortlist import Shortlist, load_chosen

from . import services
from .access import count_answer, count_try
from .forms import AnswerForm, AskForm, AskSeveralForm, SeekForm
from .models import LONGEST_SOUGHT, AuthorKind, Inquiry, InquiryBatch, InquirySettings
from .presenting import centre_that_seeks, recipient_of, subject_card
from .recipients import MOST_RECIPIENTS, recipients_of
from .tokens import batch_of_buyer, batch_token, buyer_token, inquiry_of_buyer, inquiry_of_producer


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
    inquiry = _opened(request, form, product=product, producer=producer)
    if inquiry is not None:
        return redirect("inquiries:sent", buyer_token(inquiry))
    context = {
        "form": form,
        "card": subject_card(product, producer),
        "producer": producer,
        "rules": InquirySettings.load(request_or_site=request),
    }
    return render(request, "inquiries/ask.html", context, status=422 if form.errors else 200)


def _opened(
    request: HttpRequest, form: AskForm, *, product: Product | None = None, producer: Producer | None = None
) -> Inquiry | None:
    """The inquiry that the sent form opened; None where nothing was sent or something is wrong, which the form says."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        count_try(request, contact=form.cleaned_data["contact"], targets=filter(None, [product or producer]))
        return services.open_inquiry(
            product=product,
            producer=producer,
            buyer=form.buyer(),
            language=languages.current(),
            **form.question(),
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None


@never_cache
@require_http_methods(["GET", "POST"])
def ask_centre(request: HttpRequest) -> HttpResponse:
    """The form to the centre about what no list has; `q` in the address is what was looked for."""
    sought = text.beginning(request.GET.get("q", ""), LONGEST_SOUGHT)
    form = SeekForm(request.POST or None, recipient=centre_that_seeks(), initial={"sought": sought})
    inquiry = _opened(request, form)
    if inquiry is not None:
        return redirect("inquiries:sent", buyer_token(inquiry))
    context = {"form": form, "sought": sought, "rules": InquirySettings.load(request_or_site=request)}
    return render(request, "inquiries/ask_centre.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def ask_several(request: HttpRequest) -> HttpResponse:
    """One form about the products that the address lists, to each of their makers or to the centre."""
    chosen = load_chosen(Shortlist.from_address(request.GET), Product.objects.published().for_cards())
    if not chosen.products:
        return redirect("shortlist:list")
    recipients = recipients_of(chosen.products)
    form = AskSeveralForm(request.POST or None, recipients=recipients)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _open_batch(request, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("inquiries:sent_several", batch_token(batch))
    context = {
        "form": form,
        "chosen": chosen,
        "is_too_many": len(recipients) > MOST_RECIPIENTS,
        "most_recipients": MOST_RECIPIENTS,
        "rules": InquirySettings.load(request_or_site=request),
    }
    return render(request, "inquiries/ask_several.html", context, status=422 if form.errors else 200)


def _open_batch(request: HttpRequest, form: AskSeveralForm) -> InquiryBatch:
    """The request that the form opens, or opened when it was sent before."""
    form_key = form.form_key()
    sent_before = services.batch_of_form(form_key)
    if sent_before is not None:
        return sent_before
    ticked = form.ticked
    targets = [recipient.producer or recipient.products[0] for recipient in ticked]
    count_try(request, contact=form.cleaned_data["contact"], targets=targets, recipients=len(ticked))
    return services.open_batch(
        recipients=ticked,
        buyer=form.buyer(),
        form_key=form_key,
        language=languages.current(),
        **form.question(),
    )


@never_cache
def sent_several(request: HttpRequest, token: str) -> HttpResponse:
    """What happens next with each of the inquiries; also reached again from the browser's history."""
    batch, inquiries = _batch_or_404(token)
    if all(inquiry.consent_withdrawn_at for inquiry in inquiries):
        return redirect("inquiries:follow_several", token)
    rules = InquirySettings.load(request_or_site=request)
    context = {"batch": batch, "inquiries": inquiries, "first": inquiries[0], "token": token, "rules": rules}
    return render(request, "inquiries/sent_several.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def follow_several(request: HttpRequest, token: str) -> HttpResponse:
    """Everything asked with one form and what each answered; each may be taken back, or all of them."""
    batch, inquiries = _batch_or_404(token)
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        which = request.POST.get("which", "")
        if which == "":
            services.withdraw_batch(batch=batch)
        for inquiry in inquiries:
            if inquiry.reference == which:
                services.withdraw_consent(inquiry=inquiry)
        return redirect("inquiries:follow_several", token)
    standing = [inquiry for inquiry in inquiries if inquiry.consent_withdrawn_at is None]
    threads = [list(inquiry.messages.all()) for inquiry in inquiries]
    context = {
        "batch": batch,
        "inquiries": inquiries,
        "answers": [(inquiry, thread[1:]) for inquiry, thread in zip(inquiries, threads, strict=True)],
        "question": standing[0].messages.all()[:1] if standing else (),
        "standing": standing,
    }
    return render(request, "inquiries/follow_several.html", context)


def _batch_or_404(token: str) -> tuple[InquiryBatch, list[Inquiry]]:
    """The request of a buyer's link with its inquiries; 404 where the link is not ours or all of it was purged."""
    batch = batch_of_buyer(token)
    inquiries = list(batch.inquiries.with_subject().prefetch_related("messages").order_by("pk")) if batch else []
    if batch is None or not inquiries:
        raise Http404
    return batch, inquiries


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
