"""Pages that belong to no domain."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from common.samples import sample_context


@require_admin_access
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages or change the look."""
    return render(request, "common/components.html", sample_context())
