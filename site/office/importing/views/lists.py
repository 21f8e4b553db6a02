"""A list on its way in: uploaded, its columns named, every row looked at, then a draft or awards."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.errors import Refusal
from products.models import Decision

from ..access import require_import, uploaded_list
from ..forms import ColumnsForm, DraftForm, FactsForm, RememberForm, UploadForm
from ..models import UploadedList
from ..presenting import crumbs, fate_tabs, posted_choices, rounds_heard, say_drafted, say_written, shown_page
from ..runs import is_long, run_under_way, start_draft, start_writing
from ..services import (
    choose,
    describe_columns,
    keep_file,
    keep_pasted,
    make_draft,
    open_list,
    plan_list,
    write_list,
)

FIRST_ROWS = 5
RECENT = 10


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Upload or paste a list; below, what is on its way and what waits for its signature."""
    require_import(request.user)
    form = UploadForm(request.POST or None, request.FILES or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            upload = _keep(form, request.user)
            return redirect("importing:columns", upload.pk)
        except Refusal as refused:
            refusal = refused
    context = {
        "form": form,
        "refusal": refusal,
        "uploads": UploadedList.objects.filter(owner=request.user)[:RECENT],
        "drafts": Decision.objects.drafts().select_related("created_by")[:RECENT],
        "released": Decision.objects.released().filter(lines__isnull=False).distinct()[:RECENT],
        **_header(_("Nhập kết quả bình chọn"), crumbs()),
    }
    return render(request, "office/importing/start.html", context, status=400 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column means, with the first rows to look at, and what the list does not say itself."""
    upload = uploaded_list(request.user, pk)
    try:
        opened = open_list(upload)
    except Refusal as refusal:
        return _refused(request, upload, refusal)
    posted = request.POST if request.method == "POST" else None
    forms = [ColumnsForm(posted, block=block, prefix=f"list{at}") for at, block in enumerate(opened.annex.blocks)]
    facts = FactsForm(posted, initial=upload.facts)
    remember = RememberForm(posted)
    if posted is not None and all([*(form.is_valid() for form in forms), facts.is_valid(), remember.is_valid()]):
        describe_columns(
            upload=upload,
            mappings=[form.mapping for form in forms],
            facts=facts.cleaned_data,
            remember=remember.cleaned_data["remember"] and any(form.has_changed() for form in forms),
            by=request.user,
        )
        return redirect("importing:plan", upload.pk)
    context = {
        "upload": upload,
        "annex": opened.annex,
        "lists": [(form, _first_rows(opened.annex, form)) for form in forms],
        "has_scores": any(form.block.mapping.has("score") for form in forms),
        "facts": facts,
        "remember": remember,
        **_header(_("Cột nào là gì"), crumbs((upload.filename, ""))),
    }
    return render(request, "office/importing/columns.html", context, status=400 if posted is not None else 200)


@require_GET
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row with its fate; nothing is written. While a long list is being written, how far that is."""
    upload = uploaded_list(request.user, pk)
    running = run_under_way(upload=upload)
    return redirect("importing:run", running.pk) if running else _plan_screen(request, upload)


@require_POST
def choose_rows(request: HttpRequest, pk: int) -> HttpResponse:
    upload = uploaded_list(request.user, pk)
    try:
        choose(upload=upload, choices=posted_choices(request.POST, upload.choices))
    except Refusal as refusal:
        return _plan_screen(request, upload, refusal=refusal, status=409)
    return redirect("importing:plan", upload.pk)


@require_POST
def draft_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the list as a draft decision; a long list after the response."""
    upload = uploaded_list(request.user, pk)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _plan_screen(request, upload, draft_form=form, status=400)
    title = form.cleaned_data["title"]
    if is_long(upload.row_count):
        return redirect("importing:run", start_draft(upload=upload, title=title, by=request.user).pk)
    try:
        decision = make_draft(upload=upload, title=title, by=request.user)
    except Refusal as refusal:
        return _plan_screen(request, upload, refusal=refusal, draft_form=form, status=409)
    say_drafted(request)
    return redirect("importing:draft", decision.pk)


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter results that a public source reports; a long list after the response."""
    upload = uploaded_list(request.user, pk)
    if is_long(upload.row_count):
        return redirect("importing:run", start_writing(upload=upload, by=request.user).pk)
    try:
        written = write_list(upload=upload, by=request.user)
    except Refusal as refusal:
        return _plan_screen(request, upload, refusal=refusal, status=409)
    say_written(request, vars(written) | {"is_nothing": written.is_nothing})
    return redirect("importing:plan", upload.pk)


def _keep(form: UploadForm, user: Any) -> UploadedList:
    file = form.cleaned_data["file"]
    if file:
        return keep_file(content=file.read(), filename=file.name, by=user)
    return keep_pasted(pasted=form.cleaned_data["pasted"], by=user)


def _first_rows(annex: Any, form: ColumnsForm) -> list[list[str]]:
    """The first rows of a list as they were read, under the columns of the form."""
    names = [form.block.mapping.field_of(letter) for letter, _header in form.block.headers]
    rows = [
        row
        for row in annex.rows
        if row.sheet == form.block.sheet and row.number > max(form.block.header_rows, default=0)
    ]
    return [[str(row.fields.get(name) or "") for name in names] for row in rows[:FIRST_ROWS]]


def _plan_screen(
    request: HttpRequest,
    upload: UploadedList,
    *,
    refusal: Refusal | None = None,
    draft_form: DraftForm | None = None,
    status: int = 200,
) -> HttpResponse:
    try:
        opened = plan_list(upload)
    except Refusal as unreadable:
        return _refused(request, upload, unreadable)
    fate = request.GET.get("fate", "")
    context = {
        "upload": upload,
        "annex": opened.annex,
        "plan": opened.plan,
        "rounds": rounds_heard(opened.plan),
        "tabs": fate_tabs(opened.plan, fate),
        "fate": fate,
        "page": shown_page(opened.plan, fate=fate, number=request.GET.get("page"), choices=upload.choices),
        "refusal": refusal,
        "draft_form": draft_form or DraftForm(),
        **_header(_("Từng dòng sẽ thế nào"), crumbs((upload.filename, ""))),
    }
    return render(request, "office/importing/plan.html", context, status=status)


def _refused(request: HttpRequest, upload: UploadedList, refusal: Refusal) -> HttpResponse:
    """What was said about the list makes it unreadable: say so, and let the facts be changed."""
    facts = FactsForm(initial=upload.facts)
    context = {
        "upload": upload,
        "refusal": refusal,
        "facts": facts,
        "remember": RememberForm(),
        "lists": [],
        **_header(_("Cột nào là gì"), crumbs((upload.filename, ""))),
    }
    return render(request, "office/importing/columns.html", context, status=409)


def _header(title: str, breadcrumbs: list[dict[str, str]]) -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "header_icon": "upload", "breadcrumbs_items": breadcrumbs}
