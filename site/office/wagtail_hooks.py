"""What the office adds to Wagtail's admin. Each area registers its own hooks; here they are found."""

from office.catalogue import hooks as catalogue_hooks
from office.review import hooks as review_hooks

__all__ = ["catalogue_hooks", "review_hooks"]
