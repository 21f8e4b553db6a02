"""Two records found to be one: choose the second, read what will move, confirm; and undo."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from common.errors import Refusal
from office.screens import ServiceScreen
from products.models import MergeRecord
from products.services.merging import KINDS, merge_producers, merge_products, preview_merge, undo_merge

from .forms import ReasonForm

PERMISSION = "products.add_mergerecord"
A_PAGE = 30
MERGE = {"product": merge_products, "producer": merge_producers}


class ChooseOtherForm(forms.Form):
    """The second record, chosen from those of the same kind."""

    def __init__(self, *args: Any, model: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = forms.ModelChoiceField(
            model.objects.filter(merged_into=None),
            label=_("Hồ sơ kia"),
            widget=model.snippet_viewset.chooser_viewset.widget_class,
        )


class MergeForm(ReasonForm):
    """Which of the two is kept, and why they are one."""

    keep = forms.ChoiceField(label=gettext_lazy("Giữ lại hồ sơ nào"), widget=forms.RadioSelect)
    field_order = ["keep", "reason"]

    def __init__(self, *args: Any, records: tuple[Any, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"].choices = [(str(record.pk), _describe(record)) for record in records]
        self.initial.setdefault("keep", str(records[0].pk))


def _describe(record: Any) -> str:
    return f"{record} ({record.slug})"


def record_for_merging(request: HttpRequest, kind: str, record_id: Any) -> Any:
    """A record that may be merged; 404 for other kinds and for what is merged already."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if kind not in KINDS:
        raise Http404
    return get_object_or_404(KINDS[kind], pk=record_id, merged_into=None)


@require_GET
def choose(request: HttpRequest, kind: str, record_id: int) -> HttpResponse:
    """The form that asks for the second record; it leads on to the preview."""
    record = record_for_merging(request, kind, record_id)
    form = ChooseOtherForm(request.GET or None, model=KINDS[kind])
    if form.is_bound and form.is_valid():
        return redirect("office:merge", kind, record.pk, form.cleaned_data["other"].pk)
    context = {"record": record, "form": form, "title": _("Gộp hồ sơ")}
    return render(request, "office/register/choose.html", context)


class MergeScreen(ServiceScreen):
    """What merging would do, both ways round, and the confirmation."""

    permission = PERMISSION
    form_class = MergeForm
    page_title = gettext_lazy("Gộp hồ sơ")
    button = gettext_lazy("Gộp hai hồ sơ")
    is_serious = True
    template_name = "office/register/merge.html"

    def get_subject(self) -> tuple[Any, Any]:
        kind = self.kwargs["kind"]
        return (
            record_for_merging(self.request, kind, self.kwargs["record_id"]),
            record_for_merging(self.request, kind, self.kwargs["other_id"]),
        )

    def get_page_subtitle(self) -> str:
        return str(self.subject[0])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "records": self.subject}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first, second = self.subject
        previews = [preview_merge(kept=first, merged=second), preview_merge(kept=second, merged=first)]
        return {**super().get_context_data(**kwargs), "previews": previews}

    def perform(self, form: forms.Form) -> str:
        first, second = self.subject
        kept, merged = (first, second) if form.cleaned_data["keep"] == str(first.pk) else (second, first)
        MERGE[self.kwargs["kind"]](kept=kept, merged=merged, reason=form.cleaned_data["reason"], by=self.request.user)
        return _("Đã gộp “%(merged)s” vào “%(kept)s”.") % {"merged": merged, "kept": kept}

    def get_success_url(self) -> str:
        return reverse("office:merges")


@require_GET
def merges(request: HttpRequest) -> HttpResponse:
    """Every merge, the newest first, with the names of both records."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    page = Paginator(MergeRecord.objects.select_related("merged_by", "undone_by"), A_PAGE).get_page(
        request.GET.get("p")
    )
    for kind, model in KINDS.items():
        rows = [merge for merge in page if merge.kind == kind]
        found = model.objects.in_bulk([key for merge in rows for key in (merge.kept_id, merge.merged_id)])
        for merge in rows:
            merge.kept, merge.merged = found.get(merge.kept_id), found.get(merge.merged_id)
    return render(request, "office/register/merges.html", {"page": page, "title": _("Các lần gộp hồ sơ")})


@require_POST
def undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    merge = get_object_or_404(MergeRecord, pk=merge_id)
    try:
        undo_merge(record=merge, by=request.user)
        messages.success(request, _("Đã tách lại hai hồ sơ như trước khi gộp."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("office:merges")
