"""Who sees an import: one loader an object, 404 to strangers."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from products.models import Decision

from .models import ImportRun, UploadedList

MAY_IMPORT = "products.add_decision"


def may_import(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(MAY_IMPORT))


def require_import(user: Any) -> None:
    if not may_import(user):
        raise PermissionDenied


def uploaded_list(user: Any, pk: int) -> UploadedList:
    """A person's own upload: nobody else's, since an annex holds names and addresses of people."""
    require_import(user)
    return get_object_or_404(UploadedList, pk=pk, owner=user)


def draft_decision(user: Any, pk: int) -> Decision:
    """A draft, whoever prepared it: the centre releases together."""
    require_import(user)
    return get_object_or_404(Decision.objects.drafts(), pk=pk)


def released_decision(user: Any, pk: int) -> Decision:
    require_import(user)
    return get_object_or_404(Decision.objects.released().select_related("round", "file"), pk=pk)


def import_run(user: Any, pk: int) -> ImportRun:
    """A run of one's own upload, or of any decision: whoever may release may see how far a release is."""
    require_import(user)
    visible = ImportRun.objects.filter(Q(upload__owner=user) | Q(decision__isnull=False))
    return get_object_or_404(visible.select_related("upload", "decision"), pk=pk)
