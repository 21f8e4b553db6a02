"""What is done to a fair's row outside of its text."""

from accounts.models import User
from common.renaming import rename_slug as rename

from .access import ADDRESS_KIND
from .models import FairEdition
from .signals import fairs_changed


def rename_slug(*, edition: FairEdition, slug: str, by: User) -> FairEdition:
    """Give a fair another address; the old one redirects for ever. Refusals: see `common.renaming`."""
    return rename(
        record=edition,
        slug=slug,
        kind=ADDRESS_KIND,
        action="fairs.rename_slug",
        signal=fairs_changed,
        by=by,
    )
