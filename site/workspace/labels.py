"""The producer's own labels: what each award of a product lets them print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.errors import Refusal
from products.access import product_for_editing
from products.labels import label_file_name, label_kit, label_links
from products.models import AwardStanding

from .views import for_members


@for_members
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """The product's awards, each with its label kit or with the reason why there is none."""
    product = product_for_editing(request.user, slug)
    standings = AwardStanding.objects.filter(product=product).select_related("award").best_first()
    return render(request, "workspace/labels.html", {"record": product, "labels": label_links(standings)})


@for_members
@require_safe
def kit(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One award's label kit as a ZIP; the page with the reason where there may be none."""
    product = product_for_editing(request.user, slug)
    standings = AwardStanding.objects.filter(product=product).select_related("award")
    standing = get_object_or_404(standings, award__code=code)
    try:
        written = label_kit(standing)
    except Refusal as refusal:
        context = {"record": product, "labels": label_links(standings.best_first()), "refusal": refusal}
        return render(request, "workspace/labels.html", context, status=409)
    response = HttpResponse(written, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{label_file_name(standing)}"'
    return response
