"""What every public template may use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from common.addresses import alternate_addresses
from common.models import SiteIdentity


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's identity (one query, only when used) and the same page's address in each language."""
    return {
        "site_identity": SimpleLazyObject(lambda: SiteIdentity.for_request(request)),
        "alternate_urls": SimpleLazyObject(lambda: alternate_addresses(request)),
    }
