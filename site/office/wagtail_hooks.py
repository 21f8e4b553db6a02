"""What the office adds to Wagtail's admin. Each area registers its own hooks; here they are found."""

from office.review import hooks as review_hooks

__all__ = ["review_hooks"]
