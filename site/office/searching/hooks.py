"""The search box in Wagtail's admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import SearchBoxGroup

register_snippet(SearchBoxGroup)
