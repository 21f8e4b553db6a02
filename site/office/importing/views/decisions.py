"""A decision from its draft to the telephone: lines, number and date, release, call list, words to share."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.documents import get_document_model
from wagtail.models import Collection

from common import text
from common.errors import Refusal
from pages.models import ArticlePage
from products.importing.drafts import discard_draft, note_signature, set_choices
from products.importing.release import proposed_valid_until
from products.models import AwardStanding, Decision, RegisterSettings
from products.services.decisions import correct_decision

from ..access import draft_decision, released_decision
from ..calls import share_text, winners_of, winners_workbook
from ..forms import CallForm, CorrectionForm, ReleaseForm
from ..models import CallOutcome
from ..planned import planned_draft
from ..presenting import crumbs, fate_tabs, posted_choices, rounds_heard, say_released, shown_page
from ..runs import is_long, run_under_way, start_release
from ..services import record_call, release_draft

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft's lines as they would go in today, and the form for the day of signing; a long release while it runs."""
    decision = draft_decision(request.user, pk)
    return _being_released(decision) or _draft_screen(request, decision)


@require_POST
def choose_lines(request: HttpRequest, pk: int) -> HttpResponse:
    decision = draft_decision(request.user, pk)
    running = _being_released(decision)
    if running:
        return running
    lines = {f"{line.sheet}!{line.row_number}": line for line in decision.lines.all()}
    posted = posted_choices(request.POST, {label: line.choice for label, line in lines.items()})
    chosen = {lines[label].pk: value for label, value in posted.items() if label in lines}
    try:
        set_choices(decision=decision, choices=chosen, by=request.user)
    except Refusal as refusal:
        return _draft_screen(request, decision, refusal=refusal, status=409)
    return redirect("importing:draft", decision.pk)


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, date and paper: everything is released at once, or nothing is; a long list after the response."""
    decision = draft_decision(request.user, pk)
    running = _being_released(decision)
    if running:
        return running
    form = ReleaseForm(request.POST, request.FILES)
    if not form.is_valid():
        return _draft_screen(request, decision, form=form, status=400)
    details = dict(form.cleaned_data)
    upload = details.pop("file")
    note_signature(decision=decision, **{name: details[name] for name in ("number", "date", "issuer")})
    try:
        with transaction.atomic():
            paper = _stored_paper(upload, details["number"], request.user) if upload else None
            if is_long(decision.lines.count()):
                run = start_release(decision=decision, details=details, paper=paper, by=request.user)
                return redirect("importing:run", run.pk)
            done = release_draft(decision=decision, paper=paper, by=request.user, **details)
    except Refusal as refusal:
        return _draft_screen(request, decision, form=form, refusal=refusal, status=409)
    say_released(request, {"number": done.decision.number, "count": len(done.awards) + done.written.checked})
    return redirect("importing:released", done.decision.pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    decision = draft_decision(request.user, pk)
    running = _being_released(decision)
    if running:
        return running
    try:
        discard_draft(decision=decision, by=request.user)
    except Refusal as refusal:
        return _draft_screen(request, decision, refusal=refusal, status=409)
    messages.success(request, _("Đã bỏ dự thảo “%(title)s”.") % {"title": decision})
    return redirect("importing:start")


@require_GET
def released(request: HttpRequest, pk: int) -> HttpResponse:
    """Where to go after a release: the public page, the article, the telephone, the words to share."""
    return _released_screen(request, released_decision(request.user, pk))


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A typing error in number or date: corrected, with what stood there kept."""
    decision = released_decision(request.user, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _released_screen(request, decision, form=form, status=400)
    changes = {"number": form.cleaned_data["number"], "date": form.cleaned_data["date"]}
    try:
        correct_decision(decision=decision, changes=changes, reason=form.cleaned_data["reason"], by=request.user)
    except Refusal as refusal:
        return _released_screen(request, decision, form=form, refusal=refusal, status=409)
    messages.success(request, _("Đã ghi đính chính quyết định."))
    return redirect("importing:released", decision.pk)


@require_http_methods(["GET", "POST"])
def calls(request: HttpRequest, pk: int) -> HttpResponse:
    """The winners to call, and what came of each call."""
    decision = released_decision(request.user, pk)
    form = CallForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            record_call(
                decision=decision,
                producer_id=data["producer"],
                outcome=data["outcome"],
                note=data["note"],
                by=request.user,
            )
            return redirect("importing:calls", decision.pk)
        except Refusal as refused:
            refusal = refused
    context = {
        "decision": decision,
        "winners": winners_of(decision),
        "outcomes": CallOutcome.Outcome.choices,
        "refusal": refusal,
        "form": form,
        **_header(_("Gọi báo tin"), crumbs((str(decision), ""))),
    }
    return render(request, "office/importing/calls.html", context, status=400 if request.method == "POST" else 200)


@require_GET
def calls_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The call list as .xlsx; it holds telephone numbers, so nothing keeps it."""
    decision = released_decision(request.user, pk)
    response = HttpResponse(winners_workbook(decision), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="goi-bao-tin-{decision.slug}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _being_released(decision: Decision) -> HttpResponse | None:
    """The way to the release under way, where there is one: until it ends the draft is not to be touched."""
    running = run_under_way(decision=decision)
    return redirect("importing:run", running.pk) if running else None


def _stored_paper(upload: Any, number: str, user: Any) -> Any:
    """The signed paper among Wagtail's documents, under a name of ours: a server goes by the ending."""
    upload.name = f"{slugify(text.fold(number.replace('/', ' '))) or 'quyet-dinh'}.pdf"
    return get_document_model().objects.create(
        title=_("Quyết định %(number)s") % {"number": number},
        file=upload,
        collection=Collection.get_first_root_node(),
        uploaded_by_user=user,
        file_size=upload.size,
    )


def _draft_screen(
    request: HttpRequest,
    decision: Decision,
    *,
    form: ReleaseForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    plan = planned_draft(decision)
    fate = request.GET.get("fate", "")
    choices = {f"{line.sheet}!{line.row_number}": line.choice for line in decision.lines.all()}
    context = {
        "decision": decision,
        "plan": plan,
        "rounds": rounds_heard(plan),
        "tabs": fate_tabs(plan, fate),
        "fate": fate,
        "page": shown_page(plan, fate=fate, number=request.GET.get("page"), choices=choices),
        "form": form or ReleaseForm(initial=_release_defaults(decision, plan)),
        "refusal": refusal,
        **_header(_("Dự thảo: %(title)s") % {"title": decision.title}, crumbs((decision.title, ""))),
    }
    return render(request, "office/importing/draft.html", context, status=status)


def _release_defaults(decision: Decision, plan: Any) -> dict[str, Any]:
    years = [row.entry.year for row in plan.rows if row.entry is not None and row.entry.year]
    return {
        "number": decision.number,
        "date": decision.date,
        "issuer": decision.issuer or RegisterSettings.load().issuer,
        "valid_until": proposed_valid_until(years[0] if years else None),
    }


def _released_screen(
    request: HttpRequest,
    decision: Decision,
    *,
    form: CorrectionForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "decision": decision,
        "count": AwardStanding.objects.filter(decision=decision).count(),
        "article": ArticlePage.objects.filter(decision=decision).order_by("pk").first(),
        "shares": [(name, code, share_text(decision, code)) for code, name in settings.LANGUAGES],
        "corrections": decision.events.select_related("by"),
        "form": form or CorrectionForm(initial={"number": decision.number, "date": decision.date}),
        "refusal": refusal,
        **_header(_("Quyết định %(number)s") % {"number": decision}, crumbs((str(decision), ""))),
    }
    return render(request, "office/importing/released.html", context, status=status)


def _header(title: str, breadcrumbs: list[dict[str, str]]) -> dict[str, Any]:
    return {"page_title": title, "header_title": title, "header_icon": "upload", "breadcrumbs_items": breadcrumbs}
