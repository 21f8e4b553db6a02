"""The producer's corner: sign in, see how things stand, edit and submit. Nothing here publishes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView, redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import may_try_to_sign_in
from common.errors import Refusal, Stale
from common.failures import send_again
from common.models import Submission, SubmissionOutcome
from common.moderation import ModeratedRecord, open_change, submit_changes
from producers.access import producer_for_editing
from producers.models import Producer
from products.access import product_for_editing

from .access import trusted_for
from .forms import DraftForm, ProducerForm, ProductForm, SignInForm
from .presenting import desks_of, standings


@method_decorator(never_cache, name="dispatch")
class SignInView(LoginView):
    """Signing in by name and password, at most ten tries in a quarter of an hour."""

    template_name = "workspace/sign_in.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        return reverse("workspace:home")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if may_try_to_sign_in(request, request.POST.get("username", "")):
            return super().post(request, *args, **kwargs)
        context = self.get_context_data(form=SignInForm(request, initial=_name_typed(request)), locked_out=True)
        return self.render_to_response(context, status=429)


def _name_typed(request: HttpRequest) -> dict[str, str]:
    return {"username": request.POST.get("username", "")}


class SignOutView(LogoutView):
    """Signing out, by POST only."""

    def get_default_redirect_url(self) -> str:
        return reverse("workspace:sign_in")


def for_members(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Pages of the signed-in: never cached, and asking the stranger to sign in first.

    What somebody sent after being signed out is kept on a page, to be sent again.
    """

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            sign_in = redirect_to_login(request.get_full_path(), reverse("workspace:sign_in"))
            if request.method != "POST":
                return sign_in
            return send_again(request, title=_("Bạn đã đăng xuất"), status=403, sign_in=sign_in.url)
        return view(request, *args, **kwargs)

    return guarded


@for_members
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "workspace/home.html", {"desks": desks_of(request.user)})


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def edit_product(request: HttpRequest, slug: str) -> HttpResponse:
    product = product_for_editing(request.user, slug)
    return _edit(request, product, ProductForm, producer=product.producer)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def edit_producer(request: HttpRequest, slug: str) -> HttpResponse:
    producer = producer_for_editing(request.user, slug)
    return _edit(request, producer, ProducerForm, producer=producer)


def _edit(
    request: HttpRequest, record: ModeratedRecord, form_class: type[DraftForm], *, producer: Producer
) -> HttpResponse:
    """The form on the record's latest draft; a POST that holds together is submitted for review."""
    form = form_class(request.POST or None, instance=record.get_latest_revision_as_object())
    status = 200
    if request.method == "POST":
        if form.is_valid() and (submission := _submit(request, form, producer)):
            messages.success(request, _thanks(submission))
            return redirect("workspace:home")
        status = 400
    [standing] = standings([record])
    context = {"form": form, "record": record, "change": standing.change, "waiting": open_change(record)}
    return render(request, "workspace/edit.html", context, status=status)


def _submit(request: HttpRequest, form: DraftForm, producer: Producer) -> Submission | None:
    """Submit what was typed; None after writing into the form why that was refused."""
    try:
        return submit_changes(
            form.instance,
            by=request.user,
            trusted=trusted_for(producer),
            based_on=form.cleaned_data["based_on"],
        )
    except Stale as refusal:
        form.add_error(None, str(refusal))
        form.with_newest_shown()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as problems:
        form.add_error(None, problems.messages)
    return None


def _thanks(submission: Submission) -> str:
    if submission.outcome == SubmissionOutcome.BY_RULE:
        return _("Đã cập nhật và hiện ngay trên trang.")
    return _("Đã gửi trung tâm duyệt. Trang công khai chưa đổi cho đến khi được duyệt.")
