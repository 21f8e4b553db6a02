"""A product's page and the register's pages; anonymous, without a session."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common import text
from common.errors import Refusal
from common.paging import stretch_of

from .access import published_product_or_redirect
from .models import Award, AwardStanding, Decision, Product, SelectionRound
from .presenting import pages, register
from .services.codes import read_code

DECISIONS_A_PAGE = 100


def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product: awards first, then what a buyer needs."""
    found, moved_to = published_product_or_redirect(slug)
    if found is None:
        return redirect("products:product", moved_to, permanent=True)
    pages.load_page_parts(found)
    return render(request, "products/product.html", product_context(request, found))


def product_context(_request: HttpRequest, found: Product) -> dict[str, Any]:
    """What the product's page shows; also of a draft that exists in memory only."""
    return pages.product_page(found)


def decisions(request: HttpRequest) -> HttpResponse:
    """Released decisions under their year, and how many awards no decision number is known of."""
    listed = Decision.objects.released().with_award_counts().by_year_and_level()
    stretch = stretch_of(listed, request.GET, total=Decision.objects.released().count(), rows_a_page=DECISIONS_A_PAGE)
    context = {
        "stretch": stretch,
        "decision_years": register.decisions_by_year(stretch.rows),
        "without_number": AwardStanding.objects.filter(decision=None).count(),
        "years": register.rounds_by_year(SelectionRound.objects.with_award_counts().highest_first()),
    }
    return render(request, "products/decisions.html", context)


def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """One decision with its list as printed."""
    found = get_object_or_404(Decision.objects.released().select_related("round", "file"), slug=slug)
    return render(request, "products/decision.html", register.decision_page(found, request.GET))


def selection_round(request: HttpRequest, slug: str) -> HttpResponse:
    """One selection round with its decisions and every award."""
    found = get_object_or_404(SelectionRound.objects.select_related("province"), slug=slug)
    return render(request, "products/round.html", register.round_page(found, request.GET))


def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a code is typed; a mistyped one is told so before anything is looked up."""
    typed = text.normalise(request.GET.get("ma", ""))
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
    context = {"typed": typed, "problem": problem}
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
    return render(request, "products/verify.html", register.verification_page(standing))
