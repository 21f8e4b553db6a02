"""Small screens of the office: look at one thing, fill in one form, one service is called."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from common.errors import Refusal


class PermittedMixin:
    """Open to who has `permission`. Others are sent away with Wagtail's own words."""

    permission = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ScreenMixin(WagtailAdminTemplateMixin):
    """A screen of our own: its title ends the path at its head, which Wagtail gives to its own views alone."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]


class ServiceScreen(PermittedMixin, ScreenMixin, FormView):
    """One form over one service. A refusal stands above the form, and what was typed stays in it."""

    template_name = "office/screen.html"
    button: Any = ""
    is_serious = False

    def get_subject(self) -> Any:
        """What the screen is about; Http404 where it is not there."""
        raise NotImplementedError

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.subject: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm(self.permission):
            self.subject = self.get_subject()
        return super().dispatch(request, *args, **kwargs)

    def perform(self, form: Form) -> Any:
        """Call the service; what it returns is the sentence that is shown after."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "subject": self.subject, "screen": self}

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            words = self.perform(form)
        except Refusal as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, words)
        return redirect(self.get_success_url())

    def refused(self, form: Form, refusal: Refusal) -> HttpResponse:
        for sentence in (refusal.message, *refusal.details):
            form.add_error(None, str(sentence))
        return self.render_to_response(self.get_context_data(form=form), status=409)
