"""How the search indexes are: the screen that says whether what is saved is also found."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from office.screens import PermittedMixin, ScreenMixin
from search import reporting

from .reading import PERMISSION


class IndexStatusScreen(PermittedMixin, ScreenMixin, TemplateView):
    """Each index with its records, what waits for it, and what went wrong; its one button tries again."""

    permission = PERMISSION
    template_name = "office/searching/status.html"
    page_title = gettext_lazy("Tình trạng chỉ mục tìm kiếm")
    header_icon = "glasses"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "reports": reporting.report()}

    def post(self, request: HttpRequest) -> HttpResponse:
        count = reporting.try_again()
        if count:
            messages.success(request, _("Đã thử lại các mục hỏng. Mục nào vẫn hỏng sẽ hiện lại ở đây."))
        else:
            messages.info(request, _("Không có mục nào hỏng để thử lại."))
        return redirect("search_status")
