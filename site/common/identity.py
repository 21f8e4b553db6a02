"""The site's identity, kept in this process: every page shows it and it hardly ever changes."""

from functools import partial

from django.db.models import prefetch_related_objects
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from common.kept import forget_kept, kept_in_process
from common.models import SiteIdentity
from common.signals import photos_changed


def identity_of(request: HttpRequest) -> SiteIdentity:
    """The identity of the site that answers `request`: no query until something public changes."""
    return kept_in_process(f"identity:{request.get_host()}", partial(_load, request))


def _load(request: HttpRequest) -> SiteIdentity:
    identity = SiteIdentity.for_request(request)
    prefetch_related_objects([identity], "seal__renditions")
    return identity


for changed in (post_save, post_delete):
    changed.connect(forget_kept, sender=SiteIdentity, dispatch_uid="common.forget_identity")
photos_changed.connect(forget_kept, dispatch_uid="common.forget_seal")
