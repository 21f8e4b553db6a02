"""After a decision: pictures to post, a bulletin to send round, labels for the winners."""

import io
import zipfile

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.errors import Refusal
from common.identity import identity_of
from common.moderation import in_language
from office.importing.access import released_decision
from pages.models import ArticlePage
from products.labels import label_file_name, label_kit, label_links

from .bulletin import bulletin as written_bulletin
from .presenting import header, pictures_of, standings_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABELS_AT_ONCE = 100
"""Labels of one ZIP, and of one page of the screen: about four seconds of drawing."""


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the centre can post, print and hand out about a decision."""
    decision = released_decision(request.user, pk)
    page = Paginator(standings_of(decision), LABELS_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "decision": decision,
        "pictures": pictures_of(decision),
        "languages": settings.LANGUAGES,
        "articles": ArticlePage.objects.filter(decision=decision).select_related("locale").order_by("pk"),
        "page": page,
        "labels": label_links(page.object_list),
        **header(decision),
    }
    return render(request, "office/publicity/overview.html", context)


@require_safe
def bulletin(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The bulletin in one of the site's languages, as a Word file."""
    decision = released_decision(request.user, pk)
    if language not in dict(settings.LANGUAGES):
        raise Http404(language)
    with translation.override(language):
        owner = in_language(identity_of(request), "owner")
    written = written_bulletin(decision, list(standings_of(decision)), language=language, owner=owner)
    return _download(written, DOCX, f"ban-tin-{decision.slug}-{language}.docx")


@require_safe
def label(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """One award's label kit; back to the screen with the reason where there may be none."""
    decision = released_decision(request.user, pk)
    standing = get_object_or_404(standings_of(decision), award__code=code)
    try:
        kit = label_kit(standing)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("publicity:overview", pk)
    return _download(kit, "application/zip", label_file_name(standing))


@require_safe
def all_labels(request: HttpRequest, pk: int) -> HttpResponse:
    """The label kits of one page of the decision's awards in one ZIP, a folder an award."""
    decision = released_decision(request.user, pk)
    page = Paginator(standings_of(decision), LABELS_AT_ONCE).get_page(request.GET.get("page"))
    ready = [link.standing for link in label_links(page.object_list) if not link.why_not]
    if not ready:
        messages.error(request, _("Chưa có công nhận nào của quyết định này in được tem."))
        return redirect("publicity:overview", pk)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as together:
        for standing in ready:
            together.writestr(label_file_name(standing), label_kit(standing))
    return _download(written.getvalue(), "application/zip", f"tem-{decision.slug}-{page.number}.zip")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
