"""The site's identity, kept in this process for a short while: every page shows it and it hardly ever changes."""

from typing import Any

from django.core.cache import caches
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from common.models import SiteIdentity

SECONDS = 30
"""Another process shows a changed name or phone at most this much later; the one that saved it, at once."""


def identity_of(request: HttpRequest) -> SiteIdentity:
    """The identity of the site that answers `request`: no query within 30 seconds of the last."""
    key = f"identity:{request.get_host()}"
    identity = caches["process"].get(key)
    if identity is None:
        identity = SiteIdentity.for_request(request)
        caches["process"].set(key, identity, SECONDS)
    return identity


@receiver([post_save, post_delete], sender=SiteIdentity, dispatch_uid="common.forget_identity")
def forget_identity(**_kwargs: Any) -> None:
    caches["process"].clear()
