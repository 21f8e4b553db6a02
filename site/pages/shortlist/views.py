"""The chosen products, side by side, and as a spreadsheet; anonymous, without a session or a cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from common import text
from common.identity import identity_of
from products.models import Product
from products.presenting.comparison import compare as compared
from products.presenting.comparison import with_compared_parts
from products.shortlist import MOST_COMPARED, Chosen, Shortlist, load_chosen

from . import presenting
from .workbook import comparison_workbook

LONGEST_SEARCH = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """The list that the address holds, with ways to drop, to add by searching, to compare, to keep and to ask."""
    asked = Shortlist.from_address(request.GET)
    words = text.beginning(request.GET.get(presenting.SEARCHED, ""), LONGEST_SEARCH)
    context = presenting.shortlist_page(load_chosen(asked), words)
    return render(request, "products/shortlist.html", {**context, "asked": asked})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to six products side by side; of more, the reader picks six."""
    chosen = _chosen(request)
    if not chosen.products:
        return redirect("shortlist:list")
    if len(chosen.products) > MOST_COMPARED:
        return render(request, "products/compare_pick.html", presenting.picking_page(chosen))
    is_stacked = request.GET.get(presenting.VIEW) == presenting.STACKED
    return render(request, "products/compare.html", presenting.compare_page(chosen, is_stacked=is_stacked))


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """All products of the list as a spreadsheet."""
    chosen = _chosen(request)
    if not chosen.products:
        return redirect("shortlist:list")
    address = presenting.addresses_of(chosen.shortlist)["list_url"]
    book = comparison_workbook(compared(chosen.products), address=address, site_name=str(identity_of(request).name))
    name = pgettext("address", "so-sanh.xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(book, content_type=XLSX, headers=headers)


def _chosen(request: HttpRequest) -> Chosen:
    return load_chosen(Shortlist.from_address(request.GET), with_compared_parts(Product.objects.published()))
