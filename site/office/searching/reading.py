"""How a query is read: the screen on which the staff see why a search finds what it finds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from office.screens import PermittedMixin, ScreenMixin
from search.explaining import explain
from search.plan.reading import LONGEST_QUERY

PERMISSION = "search.change_synonym"


class QueryForm(forms.Form):
    """The words as a visitor types them."""

    q = forms.CharField(
        label=_("Câu tìm"),
        max_length=LONGEST_QUERY,
        required=False,
        help_text=_("Gõ như khách gõ ở trang tìm kiếm. Chỉ để xem, không đổi gì."),
    )


class QueryReadingScreen(PermittedMixin, ScreenMixin, TemplateView):
    """A query box and what the search makes of the words; it changes nothing."""

    permission = PERMISSION
    template_name = "office/searching/reading.html"
    page_title = _("Câu tìm được hiểu thế nào")
    header_icon = "glasses"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("q", "")[:LONGEST_QUERY].strip()
        return {
            **super().get_context_data(**kwargs),
            "form": QueryForm(initial={"q": typed}),
            "typed": typed,
            "explanation": explain(typed) if typed else None,
        }
