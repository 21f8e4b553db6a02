"""What every public template may use."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from common.addresses import alternate_addresses
from common.identity import identity_of


def site(request: HttpRequest) -> dict[str, Any]:
    """The site's identity and the same page's address in each language, each made only when used."""
    return {
        "site_identity": SimpleLazyObject(lambda: identity_of(request)),
        "alternate_urls": SimpleLazyObject(lambda: alternate_addresses(request)),
    }
