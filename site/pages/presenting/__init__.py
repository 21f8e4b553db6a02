"""What the pages of this app show, a module for each kind of page."""

from .home import coming_fairs, home_page, newest_awards

__all__ = ["coming_fairs", "home_page", "newest_awards"]
