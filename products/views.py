"""The register's pages; anonymous, without a session. The product's own page is a view of `pages`."""

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common import text
from common.errors import Refusal
from common.paging import stretch_of

from .models import Award, AwardStanding, Decision, SelectionRound
from .presenting import heads, pages, register
from .services.codes import read_code

DECISIONS_A_PAGE = 100
LONGEST_TYPED = 200


def decisions(request: HttpRequest) -> HttpResponse:
    """Released decisions under their year, and how many awards no decision number is known of."""
    listed = Decision.objects.released().with_award_counts().by_year_and_level()
    stretch = stretch_of(listed, request.GET, total=Decision.objects.released().count(), rows_a_page=DECISIONS_A_PAGE)
    changed = Decision.objects.released().aggregate(newest=Max("released_at"))["newest"]
    context = {
        "head": heads.decisions_head(stretch, changed=changed),
        "stretch": stretch,
        "decision_years": register.decisions_by_year(stretch.rows),
        "without_number": AwardStanding.objects.filter(decision=None).count(),
        "years": register.rounds_by_year(SelectionRound.objects.with_award_counts().highest_first()),
    }
    return render(request, "products/decisions.html", context)


def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision with its list as printed."""
    found = get_object_or_404(Decision.objects.released().select_related("round", "file"), slug=slug)
    page = register.decision_page(found, request.GET)
    return render(request, "products/decision.html", {**page, "head": heads.decision_head(page)})


def selection_round(request: HttpRequest, slug: str) -> HttpResponse:
    """One selection round with its decisions and every award."""
    found = get_object_or_404(SelectionRound.objects.select_related("province"), slug=slug)
    page = register.round_page(found, request.GET)
    return render(request, "products/round.html", {**page, "head": heads.round_head(page)})


def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed; a mistyped one is told so before anything is looked up."""
    typed = text.beginning(request.GET.get("ma", ""), LONGEST_TYPED)
    problem = ""
    if typed:
        try:
            code = read_code(typed)
        except Refusal as refusal:
            problem = str(refusal)
        else:
            if Award.objects.filter(code=code).exists():
                return redirect("products:verify", code)
            problem = _("Không có giấy công nhận nào mang mã %(code)s trong sổ này.") % {"code": code}
    context = {"typed": typed, "problem": problem, "head": heads.verify_form_head()}
    return render(request, "products/verify_form.html", context, status=404 if problem else 200)


def verify(request: HttpRequest, code: str) -> HttpResponse:
    """What the register says of one award today: the page behind its QR."""
    try:
        exact = read_code(code)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    if exact != code:
        return redirect("products:verify", exact, permanent=True)
    standing = get_object_or_404(pages.standings_for_entries(), award__code=exact)
    page = register.verification_page(standing)
    return render(request, "products/verify.html", {**page, "head": heads.verification_head(page)})
